import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { letterDocuments, letterNames, messageKinds } from "#messages"
import { anyEffect } from "#kernel/effects"
import { emptyBin } from "./empty-bin.ts"
import { readDocuments } from "./letter-documents.ts"
import { routes } from "./routes.ts"
import { channelTestEffect } from "./send-channel-test.ts"
import { testCarriers } from "./send-test.ts"
import { selectNames } from "./storage.ts"

export const templates = defineCapability({
  name: "templates",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  contributes: [
    contribute(letterDocuments, [readDocuments]),
    contribute(letterNames, [selectNames]),
    contribute(messageKinds, testCarriers),
  ],
  effects: [anyEffect(channelTestEffect)],
  routines: [
    {
      name: "templates.empty-bin",
      every: { dailyAt: "04:20" },
      scope: "brand",
      catchUp: "last",
      mass: true,
      apply: (ctx) => emptyBin(ctx),
    },
  ],
})
