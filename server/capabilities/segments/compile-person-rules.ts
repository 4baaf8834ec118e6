import { numberLiteral, textLiteral, textsLiteral } from "./literal-rules.ts"
import type { ListPlace, PersonAtom, TextPlace } from "./model-core.ts"
import type { NumberRange } from "./model-tests.ts"

const columns: Record<string, string> = {
  language: "language",
  country: "country",
  prefecture: "prefecture",
  city: "city",
  postalCode: "postal_code",
  bornOn: "born_on",
  birthday: "birthday",
  firstSeen: "first_seen",
}

const text = (at: TextPlace): string => ("column" in at ? `${columns[at.column]}` : `texts[${textLiteral(at.key)}]`)
const list = (at: ListPlace): string => ("column" in at ? at.column : `lists[${textLiteral(at.key)}]`)

/** A number within a range. Nothing to compare with holds of all. */
export function inRange(value: string, { atLeast, atMost }: NumberRange): string {
  const ends = [
    ...(atLeast === undefined ? [] : [`${value} >= ${numberLiteral(atLeast)}`]),
    ...(atMost === undefined ? [] : [`${value} <= ${numberLiteral(atMost)}`]),
  ]
  return ends.length === 0 ? "1" : `(${ends.join(" and ")})`
}

/** An atom over a row of `segment_people`. */
export function compilePerson(atom: PersonAtom): string {
  switch (atom.op) {
    case "text":
      return `has(${textsLiteral(atom.is)}, toString(${text(atom.at)}))`
    case "contains":
      return `position(toString(${text(atom.at)}), ${textLiteral(atom.text)}) > 0`
    case "begins":
      return `startsWith(toString(${text(atom.at)}), ${textLiteral(atom.text)})`
    case "between": {
      const value = `toString(${text(atom.at)})`
      const from = atom.from === undefined ? "" : ` and ${value} >= ${textLiteral(atom.from)}`
      const to = atom.to === undefined ? "" : ` and ${value} <= ${textLiteral(atom.to)}`
      return `(${value} != ''${from}${to})`
    }
    case "number": {
      const key = textLiteral(atom.key)
      return `(mapContains(numbers, ${key}) and ${inRange(`numbers[${key}]`, atom.range)})`
    }
    case "list":
      return `hasAny(${list(atom.at)}, ${textsLiteral(atom.any)})`
    case "known": {
      if ("column" in atom.at) return `${text(atom.at)} != ''`
      const key = textLiteral(atom.at.key)
      return `(texts[${key}] != '' or mapContains(numbers, ${key}) or notEmpty(lists[${key}]))`
    }
    case "bucket": {
      const bucket = `halfMD5(concat(${textLiteral(`${atom.salt}:`)}, toString(customer_id))) % 10000`
      return `(${bucket} >= ${numberLiteral(atom.from)} and ${bucket} < ${numberLiteral(atom.to)})`
    }
  }
}
