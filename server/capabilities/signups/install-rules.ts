import type { FormDocument } from "./model.ts"

const perLine = { ja: 17, en: 32 } as const
const rows = (text: string, language: "ja" | "en", factor = 1): number =>
  text.split("\n").reduce((sum, line) => sum + Math.ceil(line.length / (perLine[language] * factor)), 0)

/**
 * The room that a form takes on the narrowest phone (320 px), in pixels. A shop's page keeps it free from the start, so
 * that nothing on it moves when the form arrives.
 */
export function reservedHeight(document: FormDocument): number {
  const height = (language: "ja" | "en") =>
    58 +
    rows(document.headline[language], language, 0.7) * 31 +
    8 +
    rows(document.text[language], language) * 28 +
    16 +
    (document.fields.length + 1) * 92 +
    rows(document.consent[language], language, 1.2) * 21 +
    70 +
    58
  return Math.ceil(Math.max(height("ja"), height("en")) / 10) * 10
}

/** What a shop puts into its pages once, for every form, and where an embedded one shall stand. */
export const installSnippet = (origin: string): string =>
  `<script async src="${origin}/sdk/maido.js"\n  data-key="wk_…" data-forms="on"></script>`

export const embedSnippet = (slug: string, document: FormDocument): string =>
  `<div data-maido-form="${slug}" style="min-height:${reservedHeight(document)}px"></div>`
