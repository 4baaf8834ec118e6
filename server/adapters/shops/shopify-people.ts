import type { Buyer, OrderAddress } from "#orders"
import { prefectureOf } from "#kernel/prefectures"
import { type ShopifyAddress, type ShopifyCustomer, short } from "./shopify-fields.ts"

/** Written in Japanese letters: then the family name comes first and no blank is needed between the parts. */
const isJapanese = (text: string) => /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text)

/** "渡邉 花子" in Japan, "Bob Norman" elsewhere: Shopify itself always puts the given name first. */
function nameOf(person: NonNullable<ShopifyAddress>): string | undefined {
  const { first_name: given, last_name: family, name, country_code: country } = person
  if (given && family) return country === "JP" || isJapanese(family) ? `${family} ${given}` : `${given} ${family}`
  return short(name, 200) ?? short(family, 200) ?? short(given, 200)
}

/** An address in our words. A Japanese province comes as a code, in Latin or in Japanese letters: it is read all the same. */
export function readAddress(address: ShopifyAddress): OrderAddress | undefined {
  if (!address) return undefined
  const country = /^[A-Z]{2}$/.test(address.country_code ?? "") ? (address.country_code ?? undefined) : undefined
  const province = address.province ?? ""
  const prefecture =
    country === "JP" ? (prefectureOf(address.province_code ?? "") ?? prefectureOf(province))?.name.ja : undefined
  return {
    name: short(nameOf(address), 200),
    company: short(address.company, 200),
    country,
    postalCode: short(address.zip, 20),
    prefecture: prefecture ?? short(province, 60),
    city: short(address.city, 120),
    street: short(address.address1, 200),
    building: short(address.address2, 200),
    phone: short(address.phone, 40),
  }
}

export type BuyerSources = {
  readonly source: string
  readonly customer: ShopifyCustomer
  readonly email?: string | null | undefined
  readonly phone?: string | null | undefined
  readonly locale?: string | null | undefined
  /** Where the bill goes: names the buyer when the account does not. Never the shipping address, which may be another's. */
  readonly billing?: ShopifyAddress
}

/** Who bought: the shop's own account, the e-mail and the phone that the buyer gave. */
export function readBuyer({ source, customer, email, phone, locale, billing }: BuyerSources): Buyer {
  const mail = short(email, 254) ?? short(customer?.email, 254)
  const call = short(phone, 40) ?? short(customer?.phone, 40)
  const isUnverified = customer?.verified_email === false
  return {
    identities: [
      ...(customer?.id ? [{ kind: "shop" as const, issuer: source, value: customer.id }] : []),
      ...(mail
        ? [{ kind: "email" as const, issuer: "", value: mail, ...(isUnverified ? { verified: false } : {}) }]
        : []),
      ...(call ? [{ kind: "phone" as const, issuer: "", value: call }] : []),
    ],
    profile: {
      familyName: short(customer?.last_name, 100) ?? short(billing?.last_name, 100),
      givenName: short(customer?.first_name, 100) ?? short(billing?.first_name, 100),
      email: mail,
      phone: call,
      language: languageOf(locale),
    },
  }
}

export function languageOf(locale: string | null | undefined): "ja" | "en" | undefined {
  const tag = locale?.slice(0, 2).toLowerCase()
  return tag === "ja" || tag === "en" ? tag : undefined
}
