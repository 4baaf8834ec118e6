import type { TransitDays } from "./transit.ts"

/** Postal codes, from the first to the last, of islands that a parcel reaches by ship or small plane. */
type Reach = { readonly from: string; readonly to: string; readonly more: TransitDays }

const ferry: TransitDays = { min: 0, max: 2 }
const farFerry: TransitDays = { min: 1, max: 3 }

/**
 * Japan Post's numbering by island group. A day or two more at the far end is promised there, a week for Ogasawara, whose
 * ship goes about once in six days. This only ever widens a promise, so that a missing island is no worse than before.
 */
const islands: readonly Reach[] = [
  { from: "0970100", to: "0971299", more: ferry }, // 利尻・礼文
  { from: "1000100", to: "1001799", more: ferry }, // 伊豆諸島
  { from: "1002100", to: "1002299", more: { min: 2, max: 8 } }, // 小笠原
  { from: "6850000", to: "6859999", more: ferry }, // 隠岐
  { from: "8115100", to: "8115799", more: ferry }, // 壱岐
  { from: "8170000", to: "8179999", more: ferry }, // 対馬
  { from: "8530000", to: "8539999", more: ferry }, // 五島
  { from: "8913100", to: "8914499", more: ferry }, // 種子島・屋久島
  { from: "8916200", to: "8919399", more: farFerry }, // 喜界・徳之島・沖永良部・与論
  { from: "8940000", to: "8949999", more: farFerry }, // 奄美大島
  { from: "9013800", to: "9013999", more: farFerry }, // 南北大東
  { from: "9060000", to: "9069999", more: farFerry }, // 宮古
  { from: "9070000", to: "9079999", more: farFerry }, // 石垣・八重山
  { from: "9520000", to: "9529999", more: ferry }, // 佐渡
]

const mainland: TransitDays = { min: 0, max: 0 }

/** The days that a remote island adds to the road; none on the mainland or when no postal code says where it is. */
export function seaDays(postalCode: string | undefined): TransitDays {
  const code = postalCode?.normalize("NFKC").replace(/\D/g, "") ?? ""
  if (code.length !== 7) return mainland
  return islands.find(({ from, to }) => code >= from && code <= to)?.more ?? mainland
}
