import { same, type Text } from "../../../ui/text.ts"

type Named = {
  readonly displayName: string | null
  readonly familyName: string | null
  readonly givenName: string | null
  readonly email?: string | null
}

/** What we call a person: family name first, then what they call themselves, then their mail; words when nothing is known. */
export function nameOf({ displayName, familyName, givenName, email }: Named): Text {
  const name = [familyName, givenName].filter(Boolean).join(" ") || displayName || email
  return name ? same(name) : { ja: "お名前のない方", en: "Someone without a name" }
}

/** こばやし みさき; undefined when no reading is known. */
export const readingOf = (of: { readonly familyKana: string | null; readonly givenKana: string | null }) =>
  [of.familyKana, of.givenKana].filter(Boolean).join(" ") || undefined
