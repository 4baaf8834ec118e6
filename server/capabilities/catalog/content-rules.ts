import type { ContentPiece, Passport, Stage, ToldContent } from "./model.ts"

type Words = { readonly ja: string; readonly en: string }
type Language = keyof Words

const said = (words: Words, language: Language) => words[language] || words[language === "ja" ? "en" : "ja"]

/** The pieces that belong to a stage, in one language; a language that was left empty falls back to the other. */
export function piecesFor(pieces: readonly ContentPiece[], stage: Stage, language: Language): ToldContent["pieces"] {
  return pieces
    .filter((piece) => piece.stage === "any" || piece.stage === stage)
    .map((piece) => ({
      kind: piece.kind,
      title: said(piece.title, language),
      body: said(piece.body, language),
      url: piece.url ?? null,
      imageUrl: piece.imageUrl ?? null,
    }))
}

const labels = {
  origin: { ja: "原産国", en: "Origin" },
  manufacturer: { ja: "製造者", en: "Made by" },
  materials: { ja: "素材", en: "Materials" },
  certificates: { ja: "認証", en: "Certificates" },
  carbon: { ja: "製造時のCO₂排出量", en: "CO₂ of making it" },
  care: { ja: "お手入れ", en: "Care" },
  endOfLife: { ja: "使い終わったら", en: "When it is used up" },
} satisfies Record<string, Words>

/** A passport as labelled lines for a reader; what is not known is left out. */
export function passportLines(passport: Passport | null, language: Language): { label: string; value: string }[] {
  if (!passport) return []
  const line = (label: Words, value: string | null | undefined) => (value ? [{ label: label[language], value }] : [])
  const listed = new Intl.ListFormat(language, { style: "narrow", type: "unit" })
  return [
    ...line(labels.origin, originOf(passport, language)),
    ...line(labels.manufacturer, passport.manufacturer),
    ...line(
      labels.materials,
      passport.materials.map((material) => materialText(material, language)).join(language === "ja" ? "、" : ", "),
    ),
    ...line(labels.certificates, listed.format(passport.certificates.map(({ name }) => name))),
    ...line(labels.carbon, passport.carbonGrams == null ? null : carbonText(passport.carbonGrams, language)),
    ...line(labels.care, passport.care && said(passport.care, language)),
    ...line(labels.endOfLife, passport.endOfLife && said(passport.endOfLife, language)),
  ]
}

function originOf({ originCountry, originPlace }: Passport, language: Language): string {
  const country = originCountry
    ? (new Intl.DisplayNames(language, { type: "region" }).of(originCountry) ?? originCountry)
    : ""
  const place = originPlace ? said(originPlace, language) : ""
  if (!country || !place) return country || place
  return language === "ja" ? `${country}（${place}）` : `${place}, ${country}`
}

function materialText(material: Passport["materials"][number], language: Language): string {
  const recycled = material.recycled ? (language === "ja" ? "再生" : "recycled ") : ""
  const share = material.percent == null ? "" : ` ${material.percent}%`
  return `${recycled}${said(material.name, language)}${share}`
}

const carbonText = (grams: number, language: Language) =>
  grams < 1_000
    ? `${grams} g`
    : `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(grams / 1_000)} kg`
