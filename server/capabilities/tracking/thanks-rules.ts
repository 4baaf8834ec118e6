import type { Language } from "#kernel/text"
import type { Thanks, ThanksCondition } from "./model-settings.ts"

/** What is known of an order when its thanks are dressed. */
export type ThanksFacts = {
  readonly products: readonly {
    readonly externalId: string
    readonly type: string | null
    readonly tags: readonly string[]
  }[]
  readonly properties: Readonly<Record<string, unknown>>
  /** The how-many-eth order of this customer; undefined when nobody we know bought it. */
  readonly orderCount: number | undefined
}

/** The first dress that fits (E15); none is the plain one. */
export const chooseThanks = (all: readonly Thanks[], facts: ThanksFacts): Thanks | undefined =>
  all.find(({ when }) => fits(when, facts))

function fits(when: ThanksCondition, { products, properties, orderCount }: ThanksFacts): boolean {
  const oneOf = (wanted: readonly string[], has: readonly string[]) =>
    wanted.length === 0 || has.some((value) => wanted.some((want) => same(want, value)))
  const { property, orders } = when
  return (
    oneOf(
      when.products,
      products.map((p) => p.externalId),
    ) &&
    oneOf(
      when.types,
      products.flatMap((p) => p.type ?? []),
    ) &&
    oneOf(
      when.tags,
      products.flatMap((p) => p.tags),
    ) &&
    (property === null || (property.values.length > 0 && oneOf(property.values, textsOf(properties[property.key])))) &&
    (orders === null ||
      (orderCount !== undefined && orderCount >= orders.from && (orders.to === null || orderCount <= orders.to)))
  )
}

const same = (a: string, b: string) =>
  a.normalize("NFKC").trim().toLowerCase() === b.normalize("NFKC").trim().toLowerCase()

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : value === undefined || value === null ? [] : [String(value)]

/** The dress in one language; words left empty stay the plain ones. */
export function thanksFact({ heading, text, picture }: Thanks, language: Language) {
  return {
    ...(heading[language] ? { heading: heading[language] } : {}),
    ...(text[language] ? { text: text[language] } : {}),
    ...(picture && picture.url !== "" ? { picture: { url: picture.url, alt: picture.alt[language] } } : {}),
  }
}
