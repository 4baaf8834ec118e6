import type { Text } from "#kernel/text"
import type { LetterDocumentDraft, LetterIntent } from "#messages"

type Blocks = NonNullable<NonNullable<LetterDocumentDraft["words"]["ja"]>["blocks"]>

/** Where the one button of a letter leads: filled in when it is written to somebody. */
export const to = {
  shop: "{{ links.shop }}",
  cart: "{{ links.cart }}",
  page: "{{ links.page }}",
  preferences: "{{ links.preferences }}",
  offer: "{{ offer.url }}",
  review: "{{ links.review }}",
  survey: "{{ links.survey }}",
} as const

type Words = {
  readonly subject: string
  readonly preheader: string
  readonly title: string
  /** One paragraph each. */
  readonly text: readonly string[]
  /** Between the text and the button: goods, contents, notes. */
  readonly inside?: Blocks
  readonly button: { readonly label: string; readonly to: string; readonly note?: string }
  /** After the button, in quiet letters. */
  readonly after?: string
}

/** A letter that comes with a ready-made flow, for mail and LINE alike. */
export type ReadyLetter = {
  readonly key: string
  readonly name: Text
  readonly intent: LetterIntent
  readonly document: LetterDocumentDraft
}

/** Writes a letter of the gallery in both languages from its words. */
export function letter(key: string, name: Text, intent: LetterIntent, ja: Words, en: Words): ReadyLetter {
  return { key, name, intent, document: { version: 1, words: { ja: wordsOf(ja), en: wordsOf(en) } } }
}

const wordsOf = ({ subject, preheader, title, text, inside = [], button, after }: Words) => ({
  mail: { subject, preheader },
  line: { altText: subject },
  blocks: [
    { kind: "heading", text: title, greeting: true },
    ...text.map((paragraph) => ({ kind: "text", text: paragraph }) as const),
    ...inside,
    { kind: "button", ...button },
    ...(after ? [{ kind: "text", text: after, tone: "quiet" } as const] : []),
    { kind: "support" },
    { kind: "footer" },
  ] satisfies Blocks,
})

/** What lies in the cart, exactly. */
export const cartItems: Blocks[number] = { kind: "cart-items", when: "cart.items" }
/** The goods that the facts name, as they are sold at that moment. */
export const seenItems: Blocks[number] = { kind: "products", most: 3 }
/** The code of the reader's own. */
export const code = (title: string, text?: string): Blocks[number] => ({ kind: "offer", title, ...(text && { text }) })

/** A piece of text set apart, with a title of its own. */
export const note = (title: string, text: string): Blocks[number] => ({ kind: "note", title, text })

export const balance = { kind: "points" } as const
/** What the reader's points are enough for at that moment, favourites first (I20). */
export const affordable = (title: string, language: "ja" | "en") =>
  ({
    kind: "note",
    when: "rewards.affordable",
    title,
    text:
      language === "ja"
        ? "{% for reward in rewards.affordable %}「{{ reward.name }}」{{ reward.needs | points }}{% unless forloop.last %}、{% endunless %}{% endfor %}"
        : "{% for reward in rewards.affordable %}{{ reward.name }} ({{ reward.needs | points }}){% unless forloop.last %}, {% endunless %}{% endfor %}",
  }) as const
/** The balance, how points come about by the rules of that moment, and what is missing to a reward (I07, I08, I18, I28). */
export const balanceAndMore = {
  kind: "points" as const,
  shows: ["loyalty.earning" as const, "rewards.next" as const],
}
export const balanceAndNext = { kind: "points" as const, shows: ["rewards.next" as const] }
export const rate = (title: string) =>
  ({ kind: "note", when: "loyalty.rate", title, text: "{{ loyalty.rate }}" }) as const
/** The actions that earn at that moment, each with its points. */
export const earning = (title: string) =>
  ({ kind: "benefits", about: "earning", from: "loyalty.actions", title }) as const
/** What the reader's rank and plans give her at that moment (H14, I22). */
export const benefits = (title: string) =>
  ({ kind: "benefits", about: "membership", from: "member.benefits", title }) as const
