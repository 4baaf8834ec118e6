import type { Language } from "#kernel/text"
import type { CardOnPage, MyPageView } from "./model-pages.ts"

const words = {
  track: { ja: "届け先や到着日を確かめる", en: "See where an order is" },
  help: { ja: "相談する", en: "Get help" },
}

/** Everything that she can do here, in one list: what the cards let her do, then what anybody can (F06). */
export function optionsOf(
  cards: readonly CardOnPage[],
  { language, base, choice }: { language: Language; base: string; choice: string },
): MyPageView["options"] {
  const own = cards.flatMap(({ key, view }) =>
    (view?.options ?? []).map(({ icon, label, small }) => ({
      icon,
      title: label,
      small: small ?? null,
      href: `#${key}`,
    })),
  )
  return [
    ...own,
    { icon: "box", title: words.track[language], href: `${base.replace(/\/my$/, "/track")}${choice}` },
    { icon: "talk", title: words.help[language], href: "#help" },
  ]
}
