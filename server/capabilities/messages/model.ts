import type { Language, Text } from "#kernel/text"

/** Transactional mail carries out what the customer asked for; marketing needs consent and a way out. */
export type Purpose = "transactional" | "marketing"

/** `#1c4a80`. Mail clients know no custom properties, so a brand's colours are written out as they are. */
export type Color = `#${string}`

export type Palette = {
  readonly action: Color
  readonly onAction: Color
  readonly paper: Color
  readonly surface: Color
}

/** A text that several mails share: returns, exchange, shipping. Changed in one place, used by name. */
export type Policy = { readonly title: Text; readonly text: Text; readonly url?: string }

/** All that makes a brand's mails look and sign like that brand. */
export type BrandLook = {
  readonly name: string
  /** A picture at twice its shown size (px); without it the name is set in type. */
  readonly wordmark?: { readonly url: string; readonly width: number; readonly height: number }
  readonly light: Palette
  readonly dark: Palette
  readonly headings: "mincho" | "gothic"
  /** px */
  readonly radius: number
  readonly support: {
    readonly mayReply: boolean
    /** The brand's own first words about help, instead of ours. */
    readonly words?: Text
    readonly hours?: Text
    readonly phone?: string
    readonly lineUrl?: string
  }
  /** Who sends, by law: company, address, and the registration number for invoices when there is one. */
  readonly legal: { readonly company: string; readonly address: string; readonly registration?: string }
  readonly returnsUrl?: string
  readonly privacyUrl?: string
  readonly policies: Readonly<Record<string, Policy>>
}

/** The outcome of compiling a document for one brand and language: templates with only Liquid left to fill in. */
export type CompiledMail = {
  readonly version: 1
  /** Same hash, same templates: workers keep parsed templates by it. */
  readonly hash: string
  readonly language: Language
  /** The brand's IANA zone, in which days and times are written. */
  readonly zone: string
  readonly fromName: string
  readonly subject: string
  readonly preheader: string
  readonly html: string
  readonly text: string
  /** Parts of it are only for those who agreed (E20): whoever fills it in must know who that is. */
  readonly asksConsent: boolean
}

/**
 * Texts of another channel with only Liquid left to fill in, by names of their own. A `json` part is a JSON value once it is
 * filled in: what customers are called can't change its shape.
 */
export type CompiledWords = {
  readonly hash: string
  readonly language: Language
  readonly zone: string
  readonly parts: Readonly<Record<string, { readonly as: "plain" | "json"; readonly source: string }>>
}

/** The parts of `CompiledWords`, filled in. */
export type FilledWords = Readonly<Record<string, string>>

export type RenderedMail = {
  readonly fromName: string
  readonly subject: string
  readonly preheader: string
  readonly html: string
  readonly text: string
}

/** Names and values that one customer's mail is filled with: plain JSON. */
export type MailFacts = Readonly<Record<string, unknown>>

export const defaultPalettes: { readonly light: Palette; readonly dark: Palette } = {
  light: { action: "#1c4a80", onAction: "#ffffff", paper: "#f6f3ec", surface: "#ffffff" },
  dark: { action: "#8db7e8", onAction: "#0f1c2c", paper: "#14171b", surface: "#1d2126" },
}

/** Colours that carry meaning or text and that no brand may change. */
export const inks = {
  light: {
    ink: "#1d2126",
    quiet: "#4d535a",
    line: "#e5e0d6",
    attention: "#b9480f",
    done: "#4b6b2c",
    picture: "#f6f3ec",
  },
  dark: {
    ink: "#efece6",
    quiet: "#b9b6af",
    line: "#3d434b",
    attention: "#f0935c",
    done: "#a9c785",
    picture: "#22272d",
  },
} as const satisfies Record<"light" | "dark", Record<string, Color>>
