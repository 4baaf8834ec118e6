import type { LetterDocument } from "#messages"

/** All that is written in a document, whatever part it stands in. */
export const textsOf = (document: LetterDocument): string[] => {
  const found: string[] = []
  const walk = (value: unknown): void => {
    if (typeof value === "string") found.push(value)
    else if (Array.isArray(value)) for (const part of value) walk(part)
    else if (typeof value === "object" && value !== null) for (const part of Object.values(value)) walk(part)
  }
  walk(document.words)
  return found
}

/** Whether a heading of it begins with the reader's name, in each language that is written. */
export const greets = ({ words }: LetterDocument): boolean =>
  Object.values(words).every((of) => !of || of.blocks.some((block) => block.kind === "heading" && block.greeting))

/**
 * What texts name of a person, as `name.family` or `properties.size`: of `{{ customer.name | default: "…" }}` and the like
 * only those without a default, since an empty one says nothing wrong there.
 */
export function namedOfCustomer(texts: readonly string[]): string[] {
  const named = new Set<string>()
  for (const text of texts)
    for (const [, path = "", rest = ""] of text.matchAll(/\{\{-?\s*customer\.([A-Za-z_][\w.]*)([^}]*)\}\}/g))
      if (!/\|\s*default\s*:/.test(rest)) named.add(path)
  return [...named].sort()
}

type Person = {
  readonly displayName: string | null
  readonly familyName: string | null
  readonly givenName: string | null
  readonly properties: Readonly<Record<string, unknown>>
}

/** Whether a person has what a text names of her. What we don't know how to look up counts as there. */
export function has(person: Person, path: string): boolean {
  const [head = "", next] = path.split(".")
  if (head === "name" && next === "family") return !!(person.familyName ?? person.displayName)
  if (head === "name" && next === "given") return !!(person.givenName ?? person.displayName)
  if (head === "name") return !!(person.displayName ?? person.familyName ?? person.givenName)
  if (head !== "properties" || next === undefined) return true
  const value = person.properties[next]
  return value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0)
}
