import { letterLinks } from "#signups"
import type { MyPageCard } from "../cards.ts"

const words = {
  title: { ja: "お便りの設定", en: "Mail settings" },
  go: { ja: "お便りの種類・回数・ことば", en: "Which letters, how often, in which language" },
  small: { ja: "お休みすることも、すべて止めることもできます", en: "Take a break, or stop them all" },
}

/** The way to what she wishes to hear. */
export const preferencesCard: MyPageCard = {
  key: "preferences",
  order: 95,
  title: words.title,
  read: async (ctx, customerId, language) => {
    const { preferences } = await letterLinks(ctx, customerId)
    const { pathname } = new URL(preferences)
    const item = { icon: "mail", title: words.go[language], small: words.small[language], href: pathname } as const
    return { pieces: [{ kind: "list", items: [item] }] }
  },
}
