import type { BrandLook } from "#brands"
import { port } from "#kernel/ports"
import type { Language } from "#kernel/text"

/** One step of linking, as a page. */
export type LinkView = {
  readonly language: Language
  readonly look: BrandLook
  readonly step: "email" | "code" | "choice" | "word"
  /** Where its form is sent; empty: to its own address. */
  readonly action: string
  readonly problem: string | null
  readonly word: { readonly headline: readonly string[]; readonly text: string } | null
}

/** The shoppers' pages of this capability, as whole HTML documents. */
export type LinePages = { readonly link: (view: LinkView) => string }

export const linePages = port<LinePages>("line.pages")
