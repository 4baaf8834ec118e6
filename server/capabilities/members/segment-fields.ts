import { brandById } from "#brands"
import type { SegmentField } from "#segments"
import { dayIn } from "#kernel/zones"
import type { Text } from "#kernel/text"
import { membersOf } from "./find-member.ts"
import type { Member } from "./model.ts"

type Value = string | number | boolean | readonly string[]

const ofMember = (
  key: string,
  label: Text,
  type: SegmentField["type"],
  valueOf: (member: Member, zone: string) => Value | null,
): SegmentField => ({
  key,
  label,
  type,
  read: async (ctx, customerIds) => {
    const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
    return new Map(
      [...(await membersOf(ctx, customerIds))].flatMap(([id, member]) => {
        const value = member.left ? null : valueOf(member, zone)
        return value === null ? [] : [[id, value] as const]
      }),
    )
  },
})

/** What conditions may ask of a membership. Who left, like who never joined, is missing. */
export const memberFields: readonly SegmentField[] = [
  ofMember("members.is-member", { ja: "会員である", en: "Is a member" }, "boolean", () => true),
  ofMember("members.rank", { ja: "会員ランク", en: "Member rank" }, "text", ({ rank }) => rank?.key ?? null),
  ofMember("members.since", { ja: "入会した日", en: "Member since" }, "day", ({ enrolledAt }, zone) =>
    dayIn(zone, enrolledAt),
  ),
  ofMember("members.plan", { ja: "会員プラン", en: "Membership plans" }, "list", ({ plans }) =>
    plans.length === 0 ? null : [...new Set(plans.flatMap(({ kind, name }) => [kind, name.ja]))],
  ),
  ofMember(
    "members.yen-to-next",
    { ja: "次のランクまで（円・回・ポイント）", en: "Missing to the next rank" },
    "number",
    ({ rank }) => rank?.next?.missing ?? null,
  ),
]
