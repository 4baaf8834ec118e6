import { letRest, restsOf } from "#deliverability"
import type { SegmentField } from "#segments"
import { z } from "zod"
import type { FlowStep } from "./contributions.ts"

/** The last step of a play that asked in vain: from here on no letter goes to her, by whomever it is planned (G35, C26). */
export const restStep: FlowStep = {
  step: "letters.rest",
  title: { ja: "お便りをお休みにする", en: "Let letters rest" },
  about: {
    ja: "どの経路のお便りも止めます。注文の連絡は届き、本人の反応や同意で戻ります。",
    en: "Stops letters on every channel. Notices of orders still go; a sign or a yes of hers ends it.",
  },
  with: z.strictObject({}),
  act: async (ctx, visits) => {
    await letRest(
      ctx,
      visits.map(({ customerId }) => customerId),
      "no-reaction",
    )
    return new Map(visits.map(({ key }) => [key, { kind: "done" as const }]))
  },
}

/** Whether letters rest for her, and why, for conditions of segments. */
export const restFields: readonly SegmentField[] = [
  {
    key: "letters.resting",
    label: { ja: "お便りがお休み中", en: "Letters rest" },
    type: "boolean",
    read: async (ctx, customerIds) => {
      const rests = await restsOf(ctx, customerIds)
      return new Map(customerIds.map((id) => [id, rests.has(id)]))
    },
  },
]
