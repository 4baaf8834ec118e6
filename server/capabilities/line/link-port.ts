import type { BrandLook } from "#brands"
import { port } from "#kernel/ports"
import type { Language } from "#kernel/text"

/** One step of linking, as a page. `fields` are carried along unseen. */
export type LinkView = {
  readonly language: Language
  readonly look: BrandLook
  readonly step: "email" | "code" | "choice" | "word"
  readonly action: string
  readonly problem: string | null
  readonly fields: Readonly<Record<string, string>>
  readonly word: { readonly headline: readonly string[]; readonly text: string } | null
}

/** The shoppers' pages of this capability, as whole HTML documents. */
export type LinePages = { readonly link: (view: LinkView) => string }

export const linePages = port<LinePages>("line.pages")
