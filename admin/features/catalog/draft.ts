import type { Text } from "../../../ui/text.ts"
import type { Passport, Piece, WholeProduct } from "./whole-product.ts"

/** Content while it is being written: every field is there, empty where nothing is said. */
export type DraftPiece = {
  readonly kind: Piece["kind"]
  readonly stage: Piece["stage"]
  readonly titleJa: string
  readonly titleEn: string
  readonly bodyJa: string
  readonly bodyEn: string
  readonly url: string
  readonly imageUrl: string
}
export type DraftPassport = {
  readonly country: string
  readonly placeJa: string
  readonly placeEn: string
  readonly manufacturer: string
  readonly materials: Passport["materials"]
  readonly certificates: string
  readonly carbonGrams: number | null
  readonly careJa: string
  readonly careEn: string
  readonly endJa: string
  readonly endEn: string
}
export type Draft = { readonly pieces: readonly DraftPiece[]; readonly passport: DraftPassport }

export const emptyPiece: DraftPiece = {
  kind: "how-to",
  stage: "delivered",
  titleJa: "",
  titleEn: "",
  bodyJa: "",
  bodyEn: "",
  url: "",
  imageUrl: "",
}

export const draftOf = ({ content, passport }: WholeProduct): Draft => ({
  pieces: content.map(({ kind, stage, title, body, url, imageUrl }) => ({
    kind,
    stage,
    titleJa: title.ja,
    titleEn: title.en,
    bodyJa: body.ja,
    bodyEn: body.en,
    url: url ?? "",
    imageUrl: imageUrl ?? "",
  })),
  passport: {
    country: passport?.originCountry ?? "",
    placeJa: passport?.originPlace?.ja ?? "",
    placeEn: passport?.originPlace?.en ?? "",
    manufacturer: passport?.manufacturer ?? "",
    materials: passport?.materials ?? [],
    certificates: (passport?.certificates ?? []).map(({ name }) => name).join("\n"),
    carbonGrams: passport?.carbonGrams ?? null,
    careJa: passport?.care?.ja ?? "",
    careEn: passport?.care?.en ?? "",
    endJa: passport?.endOfLife?.ja ?? "",
    endEn: passport?.endOfLife?.en ?? "",
  },
})

const words = (ja: string, en: string) =>
  ja.trim() === "" && en.trim() === "" ? null : { ja: ja.trim(), en: en.trim() }
const orNull = (text: string) => text.trim() || null

/** What is to be kept: pieces without a word and an empty passport are left out. */
export function contentOf(draft: Draft, before: Passport | null): { pieces: Piece[]; passport: Passport | null } {
  const pieces = draft.pieces
    .filter((piece) => !isBlank(piece))
    .map(({ kind, stage, titleJa, titleEn, bodyJa, bodyEn, url, imageUrl }) => ({
      kind,
      stage,
      title: { ja: titleJa.trim(), en: titleEn.trim() },
      body: { ja: bodyJa.trim(), en: bodyEn.trim() },
      url: orNull(url),
      imageUrl: orNull(imageUrl),
    }))
  return { pieces, passport: passportOf(draft.passport, before) }
}

function passportOf(draft: DraftPassport, before: Passport | null): Passport | null {
  const materials = draft.materials.filter(({ name }) => name.ja.trim() !== "" || name.en.trim() !== "")
  const certificates = draft.certificates
    .split("\n")
    .map((name) => name.trim())
    .filter(Boolean)
    .map((name) => before?.certificates.find((known) => known.name === name) ?? { name })
  const passport: Passport = {
    originCountry: orNull(draft.country),
    originPlace: words(draft.placeJa, draft.placeEn),
    manufacturer: orNull(draft.manufacturer),
    materials,
    certificates,
    carbonGrams: draft.carbonGrams,
    care: words(draft.careJa, draft.careEn),
    endOfLife: words(draft.endJa, draft.endEn),
  }
  const { materials: _m, certificates: _c, ...single } = passport
  const isEmpty = materials.length + certificates.length === 0 && Object.values(single).every((value) => value === null)
  return isEmpty ? null : passport
}

const isBlank = ({ titleJa, titleEn, bodyJa, bodyEn }: DraftPiece) =>
  [titleJa, titleEn, bodyJa, bodyEn].every((text) => text.trim() === "")

const isAddress = (text: string) => text.trim() === "" || /^https?:\/\/\S+\.\S+$/.test(text.trim())
const noAddress: Text = { ja: "https で始まるアドレスにしてください。", en: "Begin the address with https://." }

export type PieceErrors = { body?: Text; url?: Text; imageUrl?: Text }

/** What is wrong with a piece; nothing for one that is still blank. */
export function errorsOf(piece: DraftPiece): PieceErrors {
  const noBody = !isBlank(piece) && piece.bodyJa.trim() === "" && piece.bodyEn.trim() === ""
  return {
    ...(noBody && {
      body: { ja: "日本語か英語の本文を書いてください。", en: "Write the words in Japanese or English." },
    }),
    ...(!isAddress(piece.url) && { url: noAddress }),
    ...(!isAddress(piece.imageUrl) && { imageUrl: noAddress }),
  }
}

export const isRight = (draft: Draft) => draft.pieces.every((piece) => Object.keys(errorsOf(piece)).length === 0)
