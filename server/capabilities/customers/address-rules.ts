import { prefectureOf } from "#kernel/prefectures"
import type { Language } from "#kernel/text"
import { foldKanji } from "./kanji-variants.ts"

/** The parts of an address as a person or a shop wrote them. Any part may be missing or hold what belongs in another. */
export type AddressParts = {
  readonly country?: string | null | undefined
  readonly postalCode?: string | null | undefined
  readonly prefecture?: string | null | undefined
  readonly city?: string | null | undefined
  readonly street?: string | null | undefined
  readonly building?: string | null | undefined
}

/**
 * Seven digits from 〒150-0001, １５０－０００１ or 1500001; undefined when it is no Japanese postal code. A code can span
 * towns and even prefectures (498-0000 lies in two), so nothing else is concluded from it.
 */
export function readPostalCode(typed: string): string | undefined {
  const plain = typed.normalize("NFKC").replace(/[〒〶\s\p{Pd}ー−]/gu, "")
  return /^\d{7}$/.test(plain) ? plain : undefined
}

/** "150-0001". */
export const shownPostalCode = (code: string): string => `${code.slice(0, 3)}-${code.slice(3)}`

/**
 * One key for the ways to write a Japanese place (J23): １－２－３, 1丁目2番3号, 一丁目二番地三 and 1-2-3 are the same, as are
 * 霞ヶ関 and 霞が関, and a prefecture that is written or left out. What follows the numbers is the building, which is
 * optional and not part of the key. Undefined when there is neither a street nor a city. It compares; it is never shown.
 */
export function addressKey(address: AddressParts): string | undefined {
  const postal = address.postalCode ? readPostalCode(address.postalCode) : undefined
  const prefecture =
    prefectureOf(address.prefecture ?? "") ?? prefectureOf(address.city ?? "") ?? prefectureOf(address.street ?? "")
  const written = `${address.city ?? ""}${address.street ?? ""}`
  if (written.trim() === "") return undefined
  const place = placeKey(written, prefecture?.name.ja)
  return `${postal ?? prefecture?.code ?? ""}/${place}`
}

/** The building as compared: width, case, spaces and hyphens do not matter. "" when there is none. */
export function buildingKey(address: AddressParts): string {
  const folded = foldKanji(`${buildingIn(address.street ?? "")}${address.building ?? ""}`).toLowerCase()
  return folded.replace(/[\s\p{Pd}ー−・.,]/gu, "").replace(/号室?$/, "")
}

const numberWords = "〇一二三四五六七八九"
// 丁目, 番, 号 and a short branch number; a fourth number of three digits is a room. 北10条 and 3番町 are names, not blocks.
const blockNumbers = /\d+(?:-\d+){0,2}(?:-\d{1,2}(?!\d))?(?![\d-]*(?:条|線|番町|町|区|丁(?!目)))/

function placeKey(written: string, prefectureName: string | undefined): string {
  const plain = normalised(written)
  const here =
    prefectureName && plain.startsWith(foldKanji(prefectureName))
      ? plain.slice(foldKanji(prefectureName).length)
      : plain
  const numbers = blockNumbers.exec(here)
  return numbers ? here.slice(0, numbers.index + numbers[0].length) : here
}

/** What a street holds after its numbers: "1-2-3 ハイツ201" has ハイツ201. */
function buildingIn(street: string): string {
  const plain = normalised(street)
  const numbers = blockNumbers.exec(plain)
  return numbers ? plain.slice(numbers.index + numbers[0].length).replace(/^-/, "") : ""
}

function normalised(text: string): string {
  const plain = foldKanji(text)
    .toLowerCase()
    .replace("以下に掲載がない場合", "")
    .replace(/[\p{Pd}−]|(?<=[\d〇一二三四五六七八九十百])ー/gu, "-")
    .replace(/(?<!\d)\s+|\s+(?=丁目|番|号(?!室)|-)/g, "")
    .replace(/大字|小字|字(?=\p{Script=Han})/gu, "")
    .replace(/(?<=\p{Script=Han})[ヶケヵがガ](?=\p{Script=Han})/gu, "が")
    .replace(/(?<=\p{Script=Han})[ノの之](?=\p{Script=Han})/gu, "の")
  return plain
    .replace(kanjiNumbers, arabic)
    .replace(/(?<=\d)(?:丁目|番地の|番地|番の|番|号(?!室)|の(?=\d))-?/g, "-")
    .replace(/-+/g, "-")
    .replace(/-(?=\D|$)/g, "")
}

// Kanji that count blocks: before 丁目, 番, 号, 条, 線 or a hyphen, and after the marks between two numbers.
const kanjiNumbers =
  /[〇一二三四五六七八九十百]+(?=丁目|番|号|条|線|-)|(?<=丁目|番地の|番地|番|-)[〇一二三四五六七八九十百]+/g

/** 二十三 → 23, 一〇 → 10, up to 999. */
function arabic(words: string): string {
  if (!/[十百]/.test(words)) return [...words].map((word) => numberWords.indexOf(word)).join("")
  let total = 0
  let digit = 0
  for (const word of words) {
    const unit = word === "百" ? 100 : word === "十" ? 10 : 0
    if (unit > 0) total += (digit || 1) * unit
    digit = unit > 0 ? 0 : numberWords.indexOf(word)
  }
  return String(total + digit)
}

/** An address as written on a parcel: for Japan postal code, place, building; elsewhere building and street first. */
export function addressLines(address: AddressParts, language: Language): string[] {
  const { city, street, building, prefecture } = address
  const postal = address.postalCode ? (readPostalCode(address.postalCode) ?? address.postalCode.trim()) : undefined
  const isJapan = !address.country || address.country === "JP"
  const code = postal && isJapan && /^\d{7}$/.test(postal) ? shownPostalCode(postal) : postal
  const lines =
    isJapan && language === "ja"
      ? [code && `〒${code}`, [prefecture, city, street].map((part) => part ?? "").join(""), building]
      : [
          building,
          street,
          [city, prefecture, code].filter((part) => part).join(", "),
          isJapan ? "Japan" : address.country,
        ]
  return lines.flatMap((line) => (line?.trim() ? [line.trim()] : []))
}
