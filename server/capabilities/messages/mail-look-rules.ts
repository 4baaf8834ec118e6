import type { BrandLook as Brand } from "#brands"
import type { Text } from "#kernel/text"
import type { BrandLook, Color, Policy } from "./model.ts"

/** What a brand has set, in the terms of its mails. */
export function mailLook(brand: Brand): BrandLook {
  const { colours, darkColours, supportText } = brand
  return {
    name: brand.name,
    // Its height follows from the picture.
    ...(brand.logoUrl ? { wordmark: { url: brand.logoUrl, width: 140, height: 35 } } : {}),
    light: palette(colours.brand, colours.onBrand, colours.paper, "#ffffff"),
    dark: palette(darkColours.brand, darkColours.onBrand, darkColours.paper, "#1d2126"),
    headings: "mincho",
    radius: brand.radius,
    support: {
      mayReply: true,
      ...(brand.phone ? { phone: brand.phone } : {}),
      ...(brand.lineUrl ? { lineUrl: brand.lineUrl } : {}),
      ...(supportText.ja && supportText.en ? { words: supportText } : {}),
    },
    legal: {
      company: brand.legalName,
      address: brand.address,
      ...(brand.registrationNumber ? { registration: brand.registrationNumber } : {}),
    },
    ...(brand.policies.returns ? { returnsUrl: brand.policies.returns } : {}),
    ...(brand.policies.privacy ? { privacyUrl: brand.policies.privacy } : {}),
    policies: policiesOf(brand),
  }
}

/** Mail programs know no colour functions: every colour is written out. */
const palette = (brand: string, onBrand: string, paper: string, surface: Color) => ({
  action: color(brand, "#1c4a80"),
  onAction: color(onBrand, "#ffffff"),
  paper: color(paper, surface),
  surface,
})

const isColor = (text: string): text is Color => /^#[0-9a-f]{6}$/i.test(text)
const color = (text: string, otherwise: Color): Color => (isColor(text) ? text : otherwise)

const policyTitles = {
  returns: { ja: "返品と交換", en: "Returns and exchange" },
  shipping: { ja: "配送について", en: "Shipping" },
  terms: { ja: "ご利用規約", en: "Terms" },
  privacy: { ja: "個人情報の取り扱い", en: "Privacy" },
  legal: { ja: "特定商取引法に基づく表記", en: "Legal notice" },
} as const satisfies Record<string, Text>

/** A policy that is a page of the shop: named and linked to, its text stays there. */
function policiesOf({ policies }: Brand): Readonly<Record<string, Policy>> {
  const entries = Object.entries(policyTitles).flatMap(([name, title]) => {
    const url = Object.entries(policies).find(([key]) => key === name)?.[1]
    if (!url) return []
    const text = { ja: "くわしくは、こちらのページをご覧ください。", en: "You will find the details on this page." }
    return [[name, { title, text, url }] as const]
  })
  return Object.fromEntries(entries)
}
