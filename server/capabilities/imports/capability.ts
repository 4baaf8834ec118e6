import { defineCapability } from "#kernel/capability"
import { anyEffect } from "#kernel/effects"
import { receivePiece, sendReport } from "./pages.ts"
import { routes } from "./routes.ts"
import { chunkEffect, returnsEffect, splitEffect } from "./run-effects.ts"
import { emptyOldImports } from "./tidy.ts"

export const imports = defineCapability({
  name: "imports",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  pages: [receivePiece, sendReport],
  effects: [anyEffect(splitEffect), anyEffect(chunkEffect), anyEffect(returnsEffect)],
  routines: [
    {
      name: "imports.tidy",
      every: { dailyAt: "03:40" },
      scope: "brand",
      catchUp: "last",
      mass: true,
      apply: emptyOldImports,
    },
  ],
})
