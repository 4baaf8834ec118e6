import { type Address, mailboxKey, readEmail, readPhone } from "#customers"
import type { Traits } from "./doubt-rules.ts"

/** What is known of somebody, in the clear; only fingerprints of it are compared and kept. */
export type Known = {
  readonly emails: readonly (string | null | undefined)[]
  readonly phones: readonly (string | null | undefined)[]
  readonly addresses: readonly (Home | null | undefined)[]
  /** Already fingerprints. */
  readonly devices?: readonly (string | null | undefined)[]
  readonly networks?: readonly (string | null | undefined)[]
}
type Home = { readonly [K in keyof Address]?: string | null | undefined }

/** Fingerprints of mailboxes (plus tags and Gmail's dots left out), phones in E.164, and homes. */
export function traitsOf(known: Known, fingerprint: (value: string) => string): Traits {
  const print = (kind: string, values: readonly (string | null | undefined)[]) => [
    ...new Set(values.flatMap((value) => (value ? [fingerprint(`${kind}:${value}`)] : []))),
  ]
  return {
    mailboxes: print("mail", known.emails.map(mailbox)),
    phones: print(
      "phone",
      known.phones.map((phone) => (phone ? readPhone(phone)?.key : null)),
    ),
    homes: print("home", known.addresses.map(homeKey)),
    devices: [...new Set((known.devices ?? []).flatMap((it) => (it ? [it] : [])))],
    networks: [...new Set((known.networks ?? []).flatMap((it) => (it ? [it] : [])))],
  }
}

function mailbox(email: string | null | undefined): string | null {
  const read = email ? readEmail(email) : null
  return read && !("fault" in read) ? mailboxKey(read) : null
}

const kanjiDigits = "〇一二三四五六七八九"

/**
 * One key for the many ways to write a home: its postal code and the numbers of street, house and room, in that order.
 * Null where there are none: half an address is no home. "神宮前１丁目２番３号 401" is "神宮前1-2-3-401".
 */
export function homeKey(home: Home | null | undefined): string | null {
  const postal = (home?.postalCode ?? "").normalize("NFKC").replace(/\D/g, "")
  const written = `${home?.street ?? ""} ${home?.building ?? ""}`.normalize("NFKC")
  const numbers = written
    .replace(/[〇一二三四五六七八九](?=\s*(?:丁目|番|号))/g, (sign) => String(kanjiDigits.indexOf(sign)))
    .match(/\d+/g)
  if (postal === "" || !numbers) return null
  return `${home?.country ?? "JP"} ${postal} ${numbers.map(Number).join("-")}`
}

/** All that may show a ring, in one list. Networks are left out: strangers share them. */
export const ringTraits = ({ mailboxes, phones, homes, devices }: Traits): string[] => [
  ...mailboxes,
  ...phones,
  ...homes,
  ...devices,
]
