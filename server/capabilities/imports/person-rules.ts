import type { Buyer } from "#orders"
import { readId } from "./cell-rules.ts"
import type { Row } from "./model.ts"
import type { Reader } from "./reader-rules.ts"

type Identity = Buyer["identities"][number]
export type Person = { readonly identities: Identity[]; readonly profile: Buyer["profile"] }

const mailLike = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** Who the group's lines speak of. Each thing is taken from the first line that fills it in. */
export function personOf(reader: Reader, rows: readonly Row[]): Person {
  const said = (field: string, max: number): string | undefined => {
    const row = reader.filled(rows, field)
    return (row && reader.text(row, field, max)) || undefined
  }
  const email = mailOf(reader, rows)
  const phone = said("phone", 40)
  const id = said("customerId", 200)
  const identities: Identity[] = []
  if (id) identities.push({ kind: "external", issuer: reader.reading.source, value: readId(id) })
  if (email) identities.push({ kind: "email", issuer: "", value: email })
  if (phone) identities.push({ kind: "phone", issuer: "", value: phone })
  const names = {
    familyName: said("familyName", 100),
    givenName: said("givenName", 100),
    ...kanaOf(said("familyKana", 100), said("givenKana", 100), said("fullKana", 200)),
    displayName: said("fullName", 200),
  }
  return { identities, profile: present({ ...names, email, phone }) }
}

/** A reading in one cell is parted at its first space; without one it stands as the family's. */
function kanaOf(familyKana: string | undefined, givenKana: string | undefined, whole: string | undefined) {
  if (familyKana || givenKana || !whole) return { familyKana, givenKana }
  const [family = "", ...given] = whole.split(/\s+/)
  return { familyKana: family.slice(0, 100), givenKana: given.join(" ").slice(0, 100) || undefined }
}

function mailOf(reader: Reader, rows: readonly Row[]): string | undefined {
  const row = reader.filled(rows, "email")
  const mail = row && reader.text(row, "email", 254)
  if (!row || !mail) return undefined
  if (mailLike.test(mail)) return mail
  reader.complain(row, "email", "NotAnAddress", mail)
  return undefined
}

/** Without what is not there. */
export function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // safe: only entries without a value were taken away
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
