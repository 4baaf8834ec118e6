import { nameSearchKeys, type PersonName, searchKey } from "./names-rules.ts"

type Findable = PersonName & { readonly email: string | null; readonly phone: string | null }

// Beyond this a word tells no more people apart, and an index row must stay short.
const maxTerm = 80

/**
 * The words under which a person is stored for finding: names and readings as `nameSearchKeys` gives them, the mail
 * address, and the phone with its last four digits, by which shop staff ask.
 */
export function searchTermsOf(person: Findable): string[] {
  const email = (person.email ?? "").normalize("NFKC").trim().toLowerCase()
  const terms = [...nameSearchKeys(withoutRepetition(person)), email, ...phoneTerms(person.phone ?? "")]
  const sorted = [...new Set(terms.map((term) => term.slice(0, maxTerm)))].filter((term) => term !== "").sort()
  // Whatever begins a longer term is found by that one.
  return sorted.filter((term, i) => !sorted[i + 1]?.startsWith(term))
}

/** A whole name that only joins its parts adds no word. */
function withoutRepetition(person: PersonName): PersonName {
  const { displayName, familyName, givenName } = person
  const isJoined = displayName === `${familyName} ${givenName}` || displayName === `${givenName} ${familyName}`
  return isJoined ? { ...person, displayName: null } : person
}

function phoneTerms(phone: string): string[] {
  const digits = digitsOf(phone.normalize("NFKC"))
  return digits.length < 6 ? [] : [digits, digits.slice(-4)]
}

/**
 * What somebody typed, word by word; a person is found when each word begins one of their terms. A word has several
 * readings (a name's sound, the beginning of a mail address, the digits of a phone) and any of them will do.
 */
export function readSearch(typed: string): string[][] {
  const words = typed
    .normalize("NFKC")
    .slice(0, 200)
    .split(/[\s、,]+/)
    .slice(0, 6)
  return words.map(readings).filter((found) => found.length > 0)
}

function readings(word: string): string[] {
  const plain = word.toLowerCase()
  const digits = /^\+?[\d\-().\p{Pd}ー]+$/u.test(word) ? digitsOf(word) : ""
  const isMail = plain.includes("@")
  const all = isMail ? [plain] : digits !== "" ? [digits, plain] : [searchKey(word), plain]
  return [...new Set(all.map((reading) => reading.slice(0, maxTerm)))].filter((reading) => reading !== "")
}

/** National digits: +81 90-1234 and 090-1234 begin the same number. */
const digitsOf = (word: string): string =>
  word
    .trim()
    .replace(/^(?:\+|00|010)81[-\s]?(?:\(0\))?0?/, "0")
    .replace(/\D/g, "")
