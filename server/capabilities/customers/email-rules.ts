import { domainToASCII } from "node:url"

/**
 * An address that can be written to. `address` goes to mail servers, `key` compares (M09); what the person typed is
 * kept by the caller.
 */
export type EmailAddress = { readonly address: string; readonly key: string; readonly domain: string }

/** Why an address was refused: to say it to the person, field by field. */
export type EmailFault =
  | "empty"
  | "control_character"
  | "too_long"
  | "no_domain"
  | "bad_domain"
  | "bad_local_part"
  | "needs_smtputf8"

/**
 * Mobile carriers that gave out addresses against the grammar (abc..def@, abc.@). Accepted for these domains and
 * their subdomains only (M08).
 */
const lenientDomains = [
  "docomo.ne.jp",
  "ezweb.ne.jp",
  "au.com",
  "softbank.ne.jp",
  "i.softbank.jp",
  "vodafone.ne.jp",
  "disney.ne.jp",
  "willcom.com",
  "pdx.ne.jp",
  "wcm.ne.jp",
  "ymobile.ne.jp",
  "ymobile1.ne.jp",
  "y-mobile.ne.jp",
  "emnet.ne.jp",
  "uqmobile.jp",
]

const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]"
const strictLocal = new RegExp(`^${atom}+(?:\\.${atom}+)*$`)
const lenientLocal = new RegExp(`^(?:${atom}|\\.)+$`)
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/**
 * Reads one address strictly: no display name, no comments, no list, no quoting (carriers' odd addresses are written
 * without). Full-width letters are read as ASCII, the domain is lower-cased and an international one becomes punycode.
 * Control characters (CR, LF, NUL ...) are refused anywhere, even at the ends: they would reach mail headers (S43).
 */
export function readEmail(typed: string): EmailAddress | { readonly fault: EmailFault } {
  if (/\p{Cc}/u.test(typed)) return { fault: "control_character" }
  const text = typed.normalize("NFKC").trim()
  if (text === "") return { fault: "empty" }
  if (text.length > 254) return { fault: "too_long" }
  const at = text.lastIndexOf("@")
  if (at < 0 || at === text.length - 1) return { fault: "no_domain" }
  const domain = readDomain(text.slice(at + 1))
  if (!domain) return { fault: "bad_domain" }
  const isLenient = lenientDomains.some((known) => domain === known || domain.endsWith(`.${known}`))
  const local = isLenient ? text.slice(0, at).replace(/^"(.+)"$/, "$1") : text.slice(0, at)
  if (/[^\p{ASCII}]/u.test(local)) return { fault: "needs_smtputf8" }
  if (!(isLenient ? lenientLocal : strictLocal).test(local)) return { fault: "bad_local_part" }
  if (local.length > 64 || local.length + 1 + domain.length > 254) return { fault: "too_long" }
  return { address: `${local}@${domain}`, key: `${lowerAscii(local)}@${domain}`, domain }
}

/** The key under which an address is matched; undefined when it is none. */
export function emailKey(typed: string): string | undefined {
  const read = readEmail(typed)
  return "fault" in read ? undefined : read.key
}

const dotless = new Set(["gmail.com", "googlemail.com"])

/**
 * A key that one mailbox's many spellings share: without +tag, and without dots where the provider ignores them. Only
 * to put a suspicion up for review (S60); it never joins two people and never suppresses anybody.
 */
export function mailboxKey(email: EmailAddress): string {
  const local = email.key.slice(0, email.key.lastIndexOf("@"))
  const untagged = local.replace(/(?<=.)\+.*$/, "")
  if (!dotless.has(email.domain)) return `${untagged}@${email.domain}`
  return `${untagged.replaceAll(".", "")}@gmail.com`
}

function readDomain(text: string): string | undefined {
  // Only letters, digits, marks, hyphens and dots may reach the IDNA algorithm, which is lenient about the rest.
  if (!/^[\p{L}\p{M}\p{N}ー・\-.。]+$/u.test(text)) return undefined
  const ascii = domainToASCII(text).toLowerCase()
  const labels = ascii.split(".")
  const top = labels.at(-1) ?? ""
  if (labels.length < 2 || ascii.length > 253 || !/^(?:[a-z]{2,63}|xn--[a-z0-9-]+)$/.test(top)) return undefined
  return labels.every((part) => label.test(part)) ? ascii : undefined
}

// "İ".toLowerCase() grows by a character; a key folds ASCII and nothing else.
const lowerAscii = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
