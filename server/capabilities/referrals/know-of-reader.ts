import type { LetterKnowledge } from "#messages"
import type { SegmentField } from "#segments"
import { type Context, inTransaction } from "#kernel/context"
import { linksOf } from "./links.ts"
import { currentProgramme } from "./programme.ts"
import { mayAsk } from "./prompt-rules.ts"
import { selectAmbassadors, selectAsked } from "./storage-prompts.ts"
import { selectBroughtAmong, selectOfInviter } from "./storage-referrals.ts"
import { giftsOf } from "./tell-gift.ts"
import { shownCode } from "#offers"

/**
 * What letters may say to a reader (I14, I26): her own link for mails and what both get. `referral.mayAsk` is there only
 * while nobody has asked her too often (J22), so that a block can be shown by it.
 */
export const referralKnowledge: LetterKnowledge["read"] = (ctx, customerIds) =>
  inTransaction(ctx, async (ctx) => {
    const live = await currentProgramme(ctx)
    if (!live || live.isPaused || customerIds.length === 0) return new Map()
    const links = await linksOf(ctx, customerIds, { channel: "mail" })
    const asked = await selectAsked(ctx, customerIds)
    const gifts = await giftsOf(ctx, live.document)
    return new Map(
      [...links].map(([id, { url, token }]) => {
        const mayBeAsked = mayAsk(asked.get(id) ?? { shownAt: [], dismissedAt: null }, live.document.prompts, ctx.now())
        const referral = {
          url,
          code: shownCode(token),
          ...(gifts.both ? { reward: gifts.both.ja, rewardEn: gifts.both.en } : {}),
          ...(gifts.inviter ? { yours: gifts.inviter.ja, yoursEn: gifts.inviter.en } : {}),
          ...(gifts.friend ? { theirs: gifts.friend.ja, theirsEn: gifts.friend.en } : {}),
          disclosure: live.document.disclosure.ja,
          disclosureEn: live.document.disclosure.en,
          ...(mayBeAsked ? { mayAsk: true } : {}),
        }
        return [id, { referral, links: { referral: url } }] as const
      }),
    )
  })

async function brought(ctx: Context, customerIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = (await selectOfInviter(ctx, customerIds, 20_000)).filter(
    ({ state }) => state === "waiting" || state === "held" || state === "rewarded",
  )
  const counts = new Map<string, number>()
  for (const { inviterId } of rows) if (inviterId) counts.set(inviterId, (counts.get(inviterId) ?? 0) + 1)
  return counts
}

/** What conditions may ask (J03, J08): whom to remind, who brings many, who is an ambassador. */
export const referralFields: readonly SegmentField[] = [
  {
    key: "referrals.brought",
    label: { ja: "紹介した友だちの数", en: "Friends brought" },
    type: "number",
    read: brought,
  },
  {
    key: "referrals.was-brought",
    label: { ja: "紹介で来た方", en: "Came by a friend" },
    type: "boolean",
    read: async (ctx, customerIds) =>
      new Map((await selectBroughtAmong(ctx, customerIds)).map((friendId) => [friendId, true] as const)),
  },
  {
    key: "referrals.may-ask",
    label: { ja: "紹介をお願いしてよい方", en: "May be asked to share" },
    type: "boolean",
    read: async (ctx, customerIds) => {
      const live = await currentProgramme(ctx)
      if (!live || live.isPaused) return new Map()
      const asked = await selectAsked(ctx, customerIds)
      const isFree = (id: string) =>
        mayAsk(asked.get(id) ?? { shownAt: [], dismissedAt: null }, live.document.prompts, ctx.now())
      return new Map(customerIds.map((id) => [id, isFree(id)] as const))
    },
  },
  {
    key: "referrals.ambassador",
    label: { ja: "アンバサダー", en: "Ambassador" },
    type: "text",
    choices: [
      { value: "invited", label: { ja: "招待した", en: "Invited" } },
      { value: "accepted", label: { ja: "なった", en: "Joined" } },
      { value: "declined", label: { ja: "断った", en: "Declined" } },
    ],
    read: async (ctx, customerIds) =>
      new Map((await selectAmbassadors(ctx, customerIds)).map(({ customerId, state }) => [customerId, state] as const)),
  },
]
