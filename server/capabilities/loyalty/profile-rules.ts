import type { PersonRow } from "#customers"

/** Fields of a profile that can earn, beside the brand's own properties. */
export const profileFields = ["email", "phone", "birthday", "postalCode", "prefecture", "line"] as const

/** What is filled in of a profile: standard fields by their names, the brand's own by their keys. */
export function filledFields(person: PersonRow): ReadonlySet<string> {
  const standard: Record<(typeof profileFields)[number], boolean> = {
    email: person.email !== null,
    phone: person.phone !== null,
    birthday: person.bornOn !== null,
    postalCode: person.postalCode !== null,
    prefecture: person.prefecture !== null,
    line: person.lineIds.length > 0,
  }
  const own = Object.entries(person.properties).filter(([, value]) => value !== null && value !== "")
  return new Set([
    ...Object.entries(standard).flatMap(([field, isFilled]) => (isFilled ? [field] : [])),
    ...own.map(([key]) => key),
  ])
}
