import type { CardView, ListItem, MyPageCard } from "#mypage"
import { formatDay, formatMoment } from "#messages"
import { publicUrl } from "#brands"
import { brandAtHand } from "#tracking"
import { shownCode } from "#offers"
import type { Context } from "#kernel/context"
import type { Language, Text } from "#kernel/text"
import { dayIn } from "#kernel/zones"
import { channelWords } from "./landing-view-rules.ts"
import { namedLinks, pathOf } from "./links.ts"
import type { Programme, Standing } from "./model.ts"
import { wordsOf } from "./own-post.ts"
import { currentProgramme } from "./programme.ts"
import { standingOf } from "./standing-rules.ts"
import { selectOfInviter } from "./storage-referrals.ts"
import { giftsOf } from "./tell-gift.ts"

const words = {
  title: { ja: "お友だちを紹介", en: "Bring a friend" },
  code: { ja: "紹介コード", en: "Your code" },
  codeNote: { ja: "お店やレジで、お友だちに伝えてもらえます", en: "Your friend can say it at the till" },
  how: { ja: "送り方を選ぶ", en: "Choose how to send it" },
  friends: { ja: "ご紹介の様子", en: "How your friends stand" },
  friend: { ja: "お友だち", en: "A friend" },
} as const

const states: Readonly<Record<Standing["state"], { readonly label: Text }>> = {
  "on-its-way": { label: { ja: "お買い物をしました", en: "Has bought" } },
  "looked-at": { label: { ja: "確認しています", en: "Being checked" } },
  rewarded: { label: { ja: "特典が入りました", en: "Reward given" } },
  "not-counted": { label: { ja: "対象外でした", en: "Did not count" } },
}

/**
 * Her own links for each channel, ready to be shared in one tap (J04), and how those whom she brought stand (J07). A link
 * is made when it is first looked for; nothing else changes by reading.
 */
export const referralCard: MyPageCard = {
  key: "referral",
  order: 60,
  title: words.title,
  read: async (ctx, customerId, language) => {
    const live = await currentProgramme(ctx)
    if (!live || live.isPaused) return null
    return cardFor(ctx, live.document, customerId, language)
  },
}

async function cardFor(ctx: Context, programme: Programme, customerId: string, language: Language): Promise<CardView> {
  const say = (text: Text) => text[language]
  const gifts = await giftsOf(ctx, programme)
  const links = await linkMap(ctx, programme, customerId)
  const addressBy = (channel: Programme["channels"][number]): string | null => {
    const url = programme.channels.includes(channel) ? links.get(channel)?.url : undefined
    return url ? wordsOf({ programme, content: null, language }, channel, url).address : null
  }
  const items: ListItem[] = programme.channels.flatMap((channel) => {
    const address = channel === "line" || channel === "mail" ? null : addressBy(channel)
    return address ? [{ icon: "talk", title: say(channelWords[channel]), href: address } as const] : []
  })
  const copy = links.get("copy")
  const code = links.get("code")
  const history = await historyOf(ctx, customerId, language)
  const post = copy ? wordsOf({ programme, content: null, language }, "copy", copy.url).text : ""
  return {
    pieces: [
      ...(gifts.both ? [{ kind: "text" as const, text: say(gifts.both) }] : []),
      ...(copy
        ? [{ kind: "share" as const, url: copy.url, text: post, line: addressBy("line"), mail: addressBy("mail") }]
        : []),
      ...(items.length > 0 ? [{ kind: "list" as const, items }] : []),
      ...(code
        ? [{ kind: "code" as const, label: say(words.code), code: shownCode(code.token), note: say(words.codeNote) }]
        : []),
      { kind: "text", text: say(programme.disclosure), tone: "fine" },
      ...(history.length > 0 ? [{ kind: "history" as const, title: say(words.friends), entries: history }] : []),
    ],
    options: [{ icon: "people", label: say(words.title), ...(gifts.both ? { small: say(gifts.both) } : {}) }],
  }
}

async function linkMap(ctx: Context, programme: Programme, customerId: string) {
  const wanted = [...new Set([...programme.channels, "copy" as const, "code" as const])]
  const { slug } = (await brandAtHand(ctx)).brand
  const links = await namedLinks(
    ctx,
    wanted.map((channel) => ({ sharer: `c:${customerId}`, channel, contentId: null, customerId })),
  )
  const found = new Map<string, { token: string; url: string }>()
  for (const { channel, token } of links) found.set(channel, { token, url: await publicUrl(ctx, pathOf(slug, token)) })
  return found
}

async function historyOf(ctx: Context, customerId: string, language: Language) {
  const { zone } = (await brandAtHand(ctx)).brand
  return (await selectOfInviter(ctx, [customerId], 20)).map((referral) => {
    const { at, state, rewardOn } = standingOf(referral)
    const given = referral.toInviter?.kind === "points" && state === "rewarded" ? `+${referral.toInviter.points}` : ""
    const due = rewardOn ? formatDay(dayIn(zone, rewardOn), language) : null
    const note = due ? { ja: `特典は${due}ごろに入ります`, en: `Your reward comes around ${due}` }[language] : null
    return {
      when: formatMoment(at.toISOString(), zone, language, "short"),
      title: states[state].label[language],
      note,
      amount: given,
    }
  })
}
