import { customerErased } from "#customers"
import { defineCapability } from "#kernel/capability"
import { when } from "#kernel/events"
import { sendFile } from "./pages.ts"
import { routes } from "./routes.ts"
import { forgetFilesOfPeople, forgetOldExports, writePieceEffect } from "./run-export.ts"

export const exports = defineCapability({
  name: "exports",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  pages: [sendFile],
  reactions: [when(customerErased, forgetFilesOfPeople)],
  effects: [writePieceEffect],
  routines: [
    {
      name: "exports.forget-old",
      every: { dailyAt: "03:50" },
      scope: "brand",
      catchUp: "last",
      mass: true,
      apply: forgetOldExports,
    },
  ],
})
