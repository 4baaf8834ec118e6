import type { exportFormats, exportKinds } from "../../../server/capabilities/exports/model.ts"
import { same, type Text } from "../../../ui/text.ts"

export const kindWords: Readonly<Record<(typeof exportKinds)[number], Text>> = {
  customers: { ja: "お客様", en: "Customers" },
  consents: { ja: "同意の記録", en: "Consents" },
  events: { ja: "できごと", en: "Events" },
  orders: { ja: "注文", en: "Orders" },
  shipments: { ja: "荷物", en: "Parcels" },
  products: { ja: "商品", en: "Products" },
  messages: { ja: "メッセージの記録", en: "Messages" },
  "segment-members": { ja: "セグメントの方々", en: "Members of a segment" },
  "offer-codes": { ja: "オファーのコード", en: "Codes of offers" },
}

export const formatWords: Readonly<Record<(typeof exportFormats)[number], Text>> = {
  csv: { ja: "CSV（UTF-8・Excel 向け）", en: "CSV (UTF-8, for Excel)" },
  "csv-sjis": { ja: "CSV（Shift_JIS）", en: "CSV (Shift_JIS)" },
  ndjson: same("NDJSON"),
  parquet: same("Parquet"),
}
