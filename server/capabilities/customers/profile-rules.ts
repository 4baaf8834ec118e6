import type { Address, ProfileFields, PropertyValue } from "./model.ts"
import { fullName } from "./names-rules.ts"

/**
 * One thing said of a person: the value, when it was true (ms) and who said it. `d` marks what nobody said but an
 * identity implies (a mail address that identifies can be written to): anything said outranks it, the earliest stays.
 */
export type Statement = { readonly v: unknown; readonly t: number; readonly s: string; readonly d?: true }

/**
 * All that was said of one profile, the latest word on each thing. What belongs together changes together: family and
 * given name, the two readings, the parts of an address. Brand properties are `properties.<key>`, other traits `traits.<key>`.
 */
export type Own = Readonly<Record<string, Statement>>

/** The columns that everybody reads, made from what was said. */
export type Shown = { readonly [K in keyof ProfileFields]: ProfileFields[K] } & {
  readonly properties: Record<string, PropertyValue>
  readonly traits: Record<string, unknown>
}

/** Traits kept without a definition, per person: what is beyond is dropped, the alphabetically first stay (F85). */
export const maxTraits = 50

/** Words about one person: fields everybody has, values of the brand's properties, and whatever else was sent. */
export type Words = {
  readonly fields: Partial<ProfileFields>
  readonly properties?: Readonly<Record<string, PropertyValue | null>>
  readonly traits?: Readonly<Record<string, unknown>>
  /** How to reach the person as long as nobody has said it. */
  readonly implied?: { readonly email?: string | undefined; readonly phone?: string | undefined }
  readonly source: string
  readonly at: Date
}

/** What these words state. An empty or missing value from a door is no word on the matter; only `mayClear` makes null one. */
export function statementsOf(words: Words, mayClear = false): Own {
  const said: Record<string, Statement> = {}
  const say = (name: string, v: unknown) => {
    if (v === undefined || v === "" || (v === null && !mayClear)) return
    said[name] = { v, t: words.at.getTime(), s: words.source }
  }
  for (const [name, v] of Object.entries(words.implied ?? {})) {
    if (v) said[name] = { v, t: words.at.getTime(), s: words.source, d: true }
  }
  const { familyName, givenName, familyKana, givenKana, ...single } = words.fields
  say("name", pair(familyName, givenName))
  say("kana", pair(familyKana, givenKana))
  for (const [name, value] of Object.entries(single)) say(name, value)
  for (const [key, value] of Object.entries(words.properties ?? {})) say(`properties.${key}`, value)
  for (const [key, value] of Object.entries(words.traits ?? {})) say(`traits.${key}`, value)
  return said
}

type Pair = readonly [string | null, string | null]

function pair(family: string | null | undefined, given: string | null | undefined): Pair | null | undefined {
  if (family === undefined && given === undefined) return undefined
  return family || given ? [family || null, given || null] : null
}

/** The latest word on each thing. Equal times are decided by the value, so that the order of arrival never matters (G8). */
export function fold(words: readonly Own[]): Own {
  const latest: Record<string, Statement> = {}
  for (const own of words) {
    for (const [name, statement] of Object.entries(own)) {
      const before = latest[name]
      if (!before || isLater(statement, before)) latest[name] = statement
    }
  }
  return withinTraits(latest)
}

function isLater(a: Statement, b: Statement): boolean {
  if (a.d !== b.d) return b.d === true
  if (a.t !== b.t) return a.d ? a.t < b.t : a.t > b.t
  return `${JSON.stringify(a.v)}\n${a.s}` > `${JSON.stringify(b.v)}\n${b.s}`
}

function withinTraits(own: Record<string, Statement>): Own {
  const traits = Object.keys(own)
    .filter((name) => name.startsWith("traits."))
    .sort()
  for (const name of traits.slice(maxTraits)) delete own[name]
  return own
}

/** Whether `said` changes anything in `own`: a later time counts, for it outranks a word that arrives late. */
export const changes = (own: Own, said: Own): boolean =>
  Object.entries(said).some(([name, statement]) => !own[name] || isLater(statement, own[name]))

export function shownOf(own: Own): Shown {
  const [familyName, givenName] = valueOf<Pair>(own, "name") ?? [null, null]
  const [familyKana, givenKana] = valueOf<Pair>(own, "kana") ?? [null, null]
  return {
    displayName:
      valueOf<string>(own, "displayName") ?? fullName({ familyName, givenName, familyKana, givenKana }) ?? null,
    familyName,
    givenName,
    familyKana,
    givenKana,
    email: valueOf<string>(own, "email"),
    phone: valueOf<string>(own, "phone"),
    language: valueOf<"ja" | "en">(own, "language"),
    zone: valueOf<string>(own, "zone"),
    bornOn: valueOf<string>(own, "bornOn"),
    address: valueOf<Address>(own, "address"),
    properties: under(own, "properties.") as Record<string, PropertyValue>, // safe: checked against their definitions when said
    traits: under(own, "traits."),
  }
}

// safe: statementsOf wrote the value of this very type under this name
const valueOf = <T>(own: Own, name: string): T | null => (own[name]?.v as T | undefined) ?? null

const under = (own: Own, prefix: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(own)
      .filter(([name, { v }]) => name.startsWith(prefix) && v !== null)
      .map(([name, { v }]) => [name.slice(prefix.length), v]),
  )
