import type { z } from "zod"
import type { ImportReply } from "../../../server/capabilities/imports/contract.ts"
import type { Standing } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"

export type Import = z.output<typeof ImportReply>

export const kindWords: Record<Import["kind"], Text> = {
  orders: { ja: "注文", en: "Orders" },
  products: { ja: "商品", en: "Products" },
  customers: { ja: "お客様", en: "Customers" },
}

export const kindHints: Record<Import["kind"], Text> = {
  orders: {
    ja: "1行が1明細。同じ注文番号の行は、離れていても1つの注文になります",
    en: "A line each; lines with the same order number become one order, wherever they stand",
  },
  products: {
    ja: "1行が1種類。同じ商品IDの行は1つの商品になります",
    en: "A variant each; lines with the same product id become one product",
  },
  customers: {
    ja: "1行が1人。会員番号・メール・電話のどれかが必要です",
    en: "A person each; a number, e-mail or phone is needed",
  },
}

export const states: Record<Import["state"], { is: Standing; label: Text }> = {
  uploading: { is: "draft", label: { ja: "ファイル待ち", en: "Waits for files" } },
  ready: { is: "draft", label: { ja: "準備中", en: "Being prepared" } },
  splitting: { is: "waiting", label: { ja: "ファイルを読んでいます", en: "Reading the files" } },
  running: { is: "waiting", label: { ja: "取り込み中", en: "Running" } },
  paused: { is: "paused", label: { ja: "一時停止", en: "Paused" } },
  finished: { is: "done", label: { ja: "完了", en: "Finished" } },
  cancelled: { is: "none", label: { ja: "途中でやめました", en: "Ended early" } },
  failed: { is: "failed", label: { ja: "止まりました", en: "Stopped" } },
}

export const tallyWords: readonly { key: keyof Import["tally"]; label: Text; about?: Text }[] = [
  { key: "created", label: { ja: "新しく入った", en: "New" } },
  { key: "changed", label: { ja: "更新した", en: "Updated" } },
  { key: "unchanged", label: { ja: "前と同じ", en: "As before" } },
  {
    key: "returned",
    label: { ja: "返品・取消の伝票", en: "Return slips" },
    about: {
      ja: "もとの注文がわかるものは、その返金にしました",
      en: "given back in their orders where these are known",
    },
  },
  {
    key: "skipped",
    label: { ja: "注文ではない", en: "No sales" },
    about: { ja: "金額も購入者もない、在庫の修正", en: "corrections of stock: no money, nobody" },
  },
  { key: "refused", label: { ja: "取り込めなかった", en: "Not taken in" } },
]

export const stepWords: readonly Text[] = [
  { ja: "ファイル", en: "Files" },
  { ja: "列の対応", en: "Columns" },
  { ja: "確認", en: "Check" },
  { ja: "取り込み", en: "Import" },
]
