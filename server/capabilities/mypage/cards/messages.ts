import { browseMessages, formatDay, messageKinds } from "#messages"
import { brandAtHand } from "#tracking"
import type { Language, Text } from "#kernel/text"
import { dayIn } from "#kernel/zones"
import type { MyPageCard } from "../cards.ts"

const words = {
  title: { ja: "お送りしたお便り", en: "What we sent you" },
  letter: {
    ja: "お便りを受け取る設定になっているため、お送りしました。種類と回数は下の「お便りの設定」で変えられます。",
    en: "You have chosen to receive letters. Change which and how often under “Mail settings” below.",
  },
  other: {
    ja: "ご注文・ご登録の手続きのために、お送りしました。",
    en: "Sent because of an order or a sign-up of yours.",
  },
  show: { ja: "最近のお便りと、届いた理由", en: "The latest, and why you got them" },
}
const ways: Readonly<Record<string, Text>> = {
  email: { ja: "メール", en: "Mail" },
  line: { ja: "LINE", en: "LINE" },
  sms: { ja: "SMS", en: "Text message" },
  push: { ja: "ブラウザの通知", en: "Browser notice" },
}
/** Messages of signing in say nothing to whoever has signed in. */
const unsaid: ReadonlySet<string> = new Set(["mypage.code", "line.link-code"])

/** Everything that was written to her, and why (H28, X21). */
export const messagesCard: MyPageCard = {
  key: "messages",
  order: 90,
  title: words.title,
  read: async (ctx, customerId, language) => {
    const { items } = await browseMessages(ctx, { customerId }, { limit: 20 })
    const sent = items.filter(({ acceptedAt, kind, isTest }) => acceptedAt !== null && !isTest && !unsaid.has(kind))
    if (sent.length === 0) return null
    const { brand } = await brandAtHand(ctx)
    const kinds = new Map(ctx.product.contributed(messageKinds).map((kind) => [kind.name, kind.whySent]))
    const entries = sent.slice(0, 10).map((message) => ({
      when: formatDay(dayIn(brand.zone, message.acceptedAt ?? message.plannedAt), language),
      title: message.title[language],
      note: whyOf(kinds.get(message.kind), message.purpose, language),
      amount: ways[message.channel ?? "email"]?.[language] ?? "",
    }))
    return { pieces: [{ kind: "history", title: words.show[language], entries }] }
  },
}

const whyOf = (said: Text | undefined, purpose: string, language: Language): string =>
  (said ?? (purpose === "transactional" ? words.other : words.letter))[language]
