import type { SegmentField } from "#segments"
import type { Text } from "#kernel/text"
import { partnerValuesFor } from "./partner-values.ts"
import { stages } from "./stage-rules.ts"
import { stageWords } from "./model-stages.ts"
import { selectStandings, type Standing } from "./storage.ts"

const ofStanding = <V extends string | number>(
  key: string,
  label: Text,
  type: SegmentField["type"],
  valueOf: (standing: Standing) => V | null,
): SegmentField => ({
  key,
  label,
  type,
  read: async (ctx, customerIds) =>
    new Map(
      (await selectStandings(ctx, customerIds)).flatMap((standing) => {
        const value = valueOf(standing)
        return value === null ? [] : [[standing.customerId, value] as const]
      }),
    ),
})

/** What conditions may ask of a profile (A04, A08): as of last night, or of the last conversation if that was later. */
export const profileFields: readonly SegmentField[] = [
  {
    ...ofStanding("profiles.stage", { ja: "お客様の段階", en: "Lifecycle stage" }, "text", ({ stage }) => stage),
    choices: stages.map((value) => ({ value, label: stageWords[value] })),
  },
  ofStanding("profiles.mood", { ja: "気持ち（-100〜100）", en: "Mood (-100 to 100)" }, "number", ({ mood }) => mood),
  ofStanding(
    "profiles.engagement",
    { ja: "購入によらない親しみ（点）", en: "Warmth apart from spending (points)" },
    "number",
    (standing) => standing.engagement,
  ),
  {
    key: "profiles.partner",
    label: { ja: "提携先の情報（項目=値）", en: "Partners' data (key=value)" },
    type: "list",
    read: async (ctx, customerIds) =>
      new Map(
        [...Map.groupBy(await partnerValuesFor(ctx, customerIds, "segmentation"), (value) => value.customerId)].map(
          ([id, values]) => [id, values.map(({ key, value }) => `${key}=${value}`)] as const,
        ),
      ),
  },
]
