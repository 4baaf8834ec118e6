import { z } from "zod"
import { isColour, mix, textOn } from "./contrast-rules.ts"
import type { Brand } from "./model.ts"

const colour = z
  .string()
  .refine(isColour, "a colour is written #rrggbb")
  .transform((value) => value.toLowerCase())
const link = z.union([z.literal(""), z.url({ protocol: /^https?$/ }).max(500)])

/** One set of colours: all that a brand may choose. Status colours stay Maido's. */
export const Palette = z.strictObject({ brand: colour, paper: colour })
export type Palette = z.infer<typeof Palette>

/** How a brand's pages and mails look. `wordmark` is plain text, `logoUrl` a picture of it. */
export const LookSettings = z.strictObject({
  wordmark: z.string().max(40).default(""),
  logoUrl: link.default(""),
  light: Palette.default({ brand: "#1c4a80", paper: "#ffffff" }),
  dark: Palette.default({ brand: "#8db7e8", paper: "#14171b" }),
  /** Rounding of corners in pixels. */
  radius: z.int().min(0).max(24).default(8),
})
export type LookSettings = z.infer<typeof LookSettings>

const words = z.strictObject({ ja: z.string().max(400), en: z.string().max(400) })

/** Who the brand is before the law and in the mail box: what 特定商取引法 and the invoice system ask for. */
export const IdentitySettings = z.strictObject({
  legalName: z.string().max(120).default(""),
  address: z.string().max(300).default(""),
  /** 適格請求書発行事業者登録番号: T and 13 digits. */
  registrationNumber: z.union([z.literal(""), z.string().regex(/^T\d{13}$/)]).default(""),
  representative: z.string().max(80).default(""),
  phone: z.string().max(40).default(""),
  senderName: z
    .string()
    .max(60)
    .regex(/^[^\r\n<>"]*$/)
    .default(""),
  senderAddress: z.union([z.literal(""), z.email()]).default(""),
  replyTo: z.union([z.literal(""), z.email()]).default(""),
  supportText: words.default({ ja: "", en: "" }),
  lineUrl: link.default(""),
  shopUrl: link.default(""),
  policies: z
    .strictObject({
      privacy: link.default(""),
      terms: link.default(""),
      returns: link.default(""),
      shipping: link.default(""),
      legal: link.default(""),
    })
    .default({ privacy: "", terms: "", returns: "", shipping: "", legal: "" }),
})
export type IdentitySettings = z.infer<typeof IdentitySettings>

export type Colours = {
  readonly brand: string
  readonly brandStrong: string
  readonly brandSoft: string
  readonly onBrand: string
  readonly paper: string
}

/** What pages and mails need to look and speak like the brand. */
export type BrandLook = Omit<LookSettings, "light" | "dark"> &
  IdentitySettings & {
    readonly name: string
    readonly slug: string
    readonly colours: Colours
    readonly darkColours: Colours
  }

/** The shades that follow from the two colours a brand chooses. */
export const coloursOf = ({ brand, paper }: Palette): Colours => ({
  brand,
  brandStrong: mix(brand, textOn(paper), 0.25),
  brandSoft: mix(paper, brand, 0.1),
  onBrand: textOn(brand),
  paper,
})

/** The look with every gap filled from the brand's name: a brand that has set nothing can send mails all the same. */
export function lookOf(brand: Brand, { light, dark, ...look }: LookSettings, identity: IdentitySettings): BrandLook {
  return {
    ...look,
    ...identity,
    name: brand.name,
    slug: brand.slug,
    wordmark: look.wordmark || brand.name,
    senderName: identity.senderName || brand.name,
    senderAddress: identity.senderAddress || `noreply@${brand.slug}.example`,
    legalName: identity.legalName || brand.name,
    supportText:
      identity.supportText.ja || identity.supportText.en
        ? identity.supportText
        : {
            ja: "ご不明な点は、このメールにご返信ください。",
            en: "If anything is unclear, simply reply to this mail.",
          },
    colours: coloursOf(light),
    darkColours: coloursOf(dark),
  }
}
