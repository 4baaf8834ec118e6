import type { CustomerView, IdentityView } from "./model-view.ts"
import type { Address, Customer } from "./model.ts"
import type { PropertyDefinition } from "./property-rules.ts"

/** A customer as the caller may see them. Archived properties are not shown, personal ones only to those who may. */
export function viewOf(
  customer: Customer,
  definitions: readonly PropertyDefinition[],
  maySeePersonal: boolean,
): CustomerView {
  const { mergedInto: _merged, erasedAt, properties, ...plain } = customer
  const shown = definitions.filter((d) => !d.isArchived && (maySeePersonal || !d.personal)).map((d) => d.key)
  const seen = Object.fromEntries(Object.entries(properties).filter(([key]) => shown.includes(key)))
  const whole = { ...plain, properties: seen, isErased: erasedAt !== null, isMasked: false }
  return maySeePersonal ? whole : { ...whole, ...masked(customer), isMasked: true }
}

function masked(customer: Customer) {
  const hint = (text: string | null) => (text === null ? null : maskName(text))
  return {
    displayName: hint(customer.displayName),
    familyName: hint(customer.familyName),
    givenName: hint(customer.givenName),
    familyKana: hint(customer.familyKana),
    givenKana: hint(customer.givenKana),
    email: customer.email === null ? null : maskEmail(customer.email),
    phone: customer.phone === null ? null : maskTail(customer.phone),
    bornOn: null,
    address: customer.address && maskAddress(customer.address),
  }
}

const graphemes = new Intl.Segmenter("ja", { granularity: "grapheme" })
const firstOf = (text: string): string => [...graphemes.segment(text)][0]?.segment ?? ""

/** 渡邉 綾 → 渡＊ 綾＊: enough to tell two rows apart, not to know who it is. */
export const maskName = (name: string): string =>
  name
    .trim()
    .split(/\s+/)
    .map((word) => `${firstOf(word)}＊`)
    .join(" ")

export const maskEmail = (email: string): string =>
  `${firstOf(email)}…${email.includes("@") ? email.slice(email.lastIndexOf("@")) : ""}`

export const maskTail = (text: string): string => (text.length > 4 ? `…${text.slice(-4)}` : "…")

const maskAddress = ({ country, prefecture }: Address): Address => ({
  country,
  prefecture,
  postalCode: null,
  city: null,
  street: null,
  building: null,
  company: null,
})

export const maskIdentity = (identity: IdentityView): IdentityView => ({
  ...identity,
  value: identity.kind === "email" ? maskEmail(identity.value) : maskTail(identity.value),
})

/** Where and what somebody saw is personal; that and when they agreed is not. */
export const maskConsent = <T extends object>(line: T): T & { ip: null; evidence: null } => ({
  ...line,
  ip: null,
  evidence: null,
})
