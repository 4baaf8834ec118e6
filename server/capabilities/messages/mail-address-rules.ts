import { domainToASCII } from "node:url"

/** Addresses as the world really has them: strict where a line could be injected, lenient where Japanese carriers were. */

export type MailAddress = {
  /** As the person gave it, without surrounding space and with full-width letters made plain. */
  readonly address: string
  /** As it goes over the wire: the domain in ASCII, an odd local part in quotes. */
  readonly wire: string
  /** A letter outside ASCII before the @: only servers with SMTPUTF8 take it. */
  readonly needsUtf8: boolean
}
export type AddressProblem = "empty" | "control-character" | "no-at" | "local-part" | "domain" | "too-long"

/** Carriers that once gave out local parts with dots where RFC 5321 allows none (`abc..def@`, `abc.@`); such mailboxes live on. */
const lenientCarriers = [
  "docomo.ne.jp",
  "ezweb.ne.jp",
  "au.com",
  "biz.ezweb.ne.jp",
  "softbank.ne.jp",
  "i.softbank.jp",
  "disney.ne.jp",
  "vodafone.ne.jp",
  "willcom.com",
  "pdx.ne.jp",
  "ymobile.ne.jp",
]

const atoms = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const looseAtoms = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+$/
const wideAtoms = /^[^\s"(),:;<>@[\]\\\p{Cc}\p{Cf}.]+(\.[^\s"(),:;<>@[\]\\\p{Cc}\p{Cf}.]+)*$/u
const domains = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/

/** Reads one address, nothing but an address: no name, no list, no comment, no quotes. */
export function readMailAddress(given: string): MailAddress | { readonly problem: AddressProblem } {
  const address = plain(given).trim()
  if (address === "") return { problem: "empty" }
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(address)) return { problem: "control-character" }
  const at = address.lastIndexOf("@")
  if (at < 1) return { problem: "no-at" }
  const [local, domain] = [address.slice(0, at), domainToASCII(address.slice(at + 1)).toLowerCase()]
  if (!domains.test(domain)) return { problem: "domain" }
  const isAscii = /^[\x21-\x7e]*$/.test(local)
  const isOdd = isAscii && !atoms.test(local) && looseAtoms.test(local) && isLenient(domain)
  if (isAscii ? !atoms.test(local) && !isOdd : !wideAtoms.test(local)) return { problem: "local-part" }
  const wire = `${isOdd ? `"${local}"` : local}@${domain}`
  if (Buffer.byteLength(local) > 64 || Buffer.byteLength(wire) > 254) return { problem: "too-long" }
  return { address, wire, needsUtf8: !isAscii }
}

const isLenient = (domain: string) =>
  lenientCarriers.some((carrier) => domain === carrier || domain.endsWith(`.${carrier}`))

/** Full-width forms of ASCII, as a Japanese keyboard gives them, and nothing else: NFKC would change real letters. */
const plain = (text: string) =>
  text.replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replaceAll("\u3000", " ")

/**
 * By what two spellings of an address are the same (M09). Only ASCII letters are folded: `İ`.toLowerCase() would
 * change the length, and two people could become one. Undefined when it is no address.
 */
export function mailAddressKey(given: string): string | undefined {
  const read = readMailAddress(given)
  if ("problem" in read) return undefined
  const at = read.address.lastIndexOf("@")
  const local = read.address.slice(0, at).replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  return `${local}@${domainToASCII(read.address.slice(at + 1)).toLowerCase()}`
}
