import { customerErased, customerMerged } from "#customers"
import { letterDocuments, letterGates, letterNames, letterRefusals, lettersEnded, segmentFrequencies } from "#messages"
import { templateUses } from "#templates"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { anyEffect } from "#kernel/effects"
import { when } from "#kernel/events"
import { emptyBin, followMerge, forgetCustomer } from "./forget.ts"
import { frequenciesOf } from "./frequencies.ts"
import { excludedSince, restingGate } from "./gate.ts"
import { unhear } from "./heard.ts"
import { ownDocuments, ownNames } from "./own-letters.ts"
import { planEffect } from "./plan-occurrence.ts"
import { routes } from "./routes.ts"
import { usesInCampaigns } from "./uses.ts"
import { watchCampaigns } from "./watch-campaigns.ts"

export const campaigns = defineCapability({
  name: "campaigns",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  contributes: [
    contribute(letterDocuments, [ownDocuments]),
    contribute(letterNames, [ownNames]),
    contribute(letterGates, [restingGate]),
    contribute(letterRefusals, [excludedSince]),
    contribute(segmentFrequencies, [frequenciesOf]),
    contribute(templateUses, [usesInCampaigns]),
  ],
  effects: [anyEffect(planEffect)],
  reactions: [when(customerErased, forgetCustomer), when(customerMerged, followMerge), when(lettersEnded, unhear)],
  routines: [
    { name: "campaigns.watch", every: { minutes: 1 }, scope: "brand", catchUp: "none", apply: watchCampaigns },
    {
      name: "campaigns.empty-bin",
      every: { dailyAt: "04:50" },
      scope: "brand",
      catchUp: "last",
      mass: true,
      apply: emptyBin,
    },
  ],
})
