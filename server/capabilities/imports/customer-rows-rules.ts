import type { IdentityFact, PropertyDefinition } from "#customers"
import { readFlag } from "./cell-rules.ts"
import { readDay } from "./date-rules.ts"
import { propertyOf } from "./field-rules.ts"
import type { Row } from "./model.ts"
import { personOf, present } from "./person-rules.ts"
import type { Reader } from "./reader-rules.ts"

/** Reads a cell as a value of one of the brand's own properties; `expected` says what would have fitted. */
export type ReadProperty = (definition: PropertyDefinition, cell: string) => unknown

export type ReadCustomer =
  | {
      readonly kind: "customer"
      readonly row: Row
      readonly fact: IdentityFact
      readonly consent: { readonly given: boolean; readonly at: Date } | undefined
      /** Since when she is a member; undefined where the file does not say that she is one. */
      readonly memberSince: Date | undefined
    }
  | { readonly kind: "refused"; readonly row: Row }

/** Reads one person. Without number, mail or phone nobody can be told from another: the line is refused. */
export function readCustomer(
  reader: Reader,
  row: Row,
  own: { readonly definitions: readonly PropertyDefinition[]; readonly read: ReadProperty },
): ReadCustomer {
  const before = reader.problems.length
  const person = personOf(reader, [row])
  if (person.identities.length === 0) reader.complain(row, reader.has("email") ? "email" : "customerId", "NobodyNamed")
  const seenAt = reader.instant(row, "seenAt")
  const at = earlier(seenAt ?? reader.reading.at, reader.reading.at)
  const language = languageOf(reader.text(row, "language", 40))
  const fact: IdentityFact = {
    identities: person.identities.map((identity) => ({
      kind: identity.kind,
      issuer: identity.issuer ?? "",
      value: identity.value,
    })),
    profile: {
      ...present(person.profile),
      ...present({ bornOn: bornOnOf(reader, row), address: addressOf(reader, row), language }),
      properties: propertiesOf(reader, row, own),
    },
    source: reader.reading.source.split(":")[0] ?? "import",
    // What a file says of a person holds from the day it is brought in on; since when they are known is another matter.
    at: reader.reading.at,
  }
  const consent = consentOf(reader, row, at)
  const memberSince = flagOf(reader, row, "isMember") ? at : undefined
  if (reader.problems.length > before && reader.problems.slice(before).some(({ code }) => code !== "UnknownCountry"))
    return { kind: "refused", row }
  return { kind: "customer", row, fact, consent, memberSince }
}

const earlier = (a: Date, b: Date): Date => (a < b ? a : b)

const languageOf = (text: string): "ja" | "en" | undefined =>
  /^(ja|日本語)/i.test(text) ? "ja" : /^(en|英語)/i.test(text) ? "en" : undefined

function bornOnOf(reader: Reader, row: Row): string | undefined {
  const text = reader.text(row, "bornOn", 60)
  if (text === "") return undefined
  const day = readDay(text, reader.reading.dates)
  if (day === undefined || day > reader.reading.at.toISOString().slice(0, 10))
    reader.complain(row, "bornOn", "NotADate", text)
  return day
}

function addressOf(reader: Reader, row: Row) {
  const said = (field: string, max: number) => reader.text(row, field, max) || null
  const parts = {
    postalCode: said("postalCode", 20),
    prefecture: said("prefecture", 60),
    city: said("city", 120),
    street: said("street", 200),
    building: said("building", 200),
    company: said("company", 200),
  }
  const country = reader.country(row, "country")
  if (!country && Object.values(parts).every((part) => part === null)) return undefined
  return { country: country ?? "JP", ...parts }
}

function consentOf(reader: Reader, row: Row, at: Date) {
  const given = flagOf(reader, row, "emailConsent")
  return given === undefined ? undefined : { given, at: reader.instant(row, "consentAt") ?? at }
}

function flagOf(reader: Reader, row: Row, field: string): boolean | undefined {
  const text = reader.text(row, field, 60)
  if (text === "") return undefined
  const flag = readFlag(text)
  if (flag === undefined) reader.complain(row, field, "NotAFlag", text)
  return flag
}

function propertiesOf(
  reader: Reader,
  row: Row,
  own: { definitions: readonly PropertyDefinition[]; read: ReadProperty },
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const field of Object.keys(reader.reading.mapping)) {
    const key = propertyOf(field)
    const definition = own.definitions.find((d) => d.key === key && !d.isArchived)
    const text = key === undefined ? "" : reader.text(row, field, 1_000)
    if (key === undefined || !definition || text === "") continue
    const value = own.read(definition, text)
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      reader.complain(row, field, "WrongValue", text)
    else if (value !== undefined) values[key] = value
  }
  return values
}
