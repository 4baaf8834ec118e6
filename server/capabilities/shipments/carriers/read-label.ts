import type { Carrier, CarrierCode, DeliveryMethod, LabelNote, ParcelState } from "./carrier.ts"
import { carriers } from "./carriers.ts"

/** What a carrier's wording means. `isKnown` false: keep the raw text, raise an alert, change nothing else. */
export type LabelReading = {
  readonly state: ParcelState
  readonly isKnown: boolean
  readonly method?: DeliveryMethod
  readonly note?: LabelNote
}

const unknownLabel: LabelReading = { state: "unknown", isKnown: false }

/**
 * Reads one wording of one carrier (J25). Only wordings in that carrier's table are known; anything else, also a
 * known wording with words around it (配達完了していません), is "unknown" and never delivered. A label that says
 * only that the number is not (yet) registered is known, has the state "unknown" and a note.
 */
export function readLabel(carrier: CarrierCode, rawText: string): LabelReading {
  return readings[carrier].get(labelKey(rawText)) ?? unknownLabel
}

/**
 * The same wording written in other widths, spaces, brackets, arrows or with a final stop has one key:
 * "⇒ 配達中", "持戻(ご不在)" and "持戻【 ご不在 】". Long texts are no labels and have the empty key.
 */
export function labelKey(rawText: string): string {
  if (rawText.length > 200) return ""
  return rawText
    .normalize("NFKC")
    .replace(/[\s\p{Cf}\p{Cc}]/gu, "")
    .replace(/[[{〔【「『〈《<]/g, "(")
    .replace(/[\]}〕】」』〉》>]/g, ")")
    .replace(/^[*※・●○■□▼▲↓→⇒⇓➡=]+/u, "")
    .replace(/[*。.、]+$/u, "")
    .replace(/〜|～/g, "~")
    .toUpperCase()
}

const readings: Readonly<Record<CarrierCode, ReadonlyMap<string, LabelReading>>> = {
  yamato: tableOf(carriers.yamato),
  sagawa: tableOf(carriers.sagawa),
  japan_post: tableOf(carriers.japan_post),
  seino: tableOf(carriers.seino),
}

function tableOf({ labels }: Carrier): ReadonlyMap<string, LabelReading> {
  const table = new Map<string, LabelReading>()
  for (const { labels: wordings, ...meaning } of labels)
    for (const wording of wordings) table.set(labelKey(wording), { ...meaning, isKnown: true })
  return table
}
