import { FileDown } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const exports = defineFeature({
  name: "exports",
  pages: [page("/exports", async () => (await import("./exports.tsx")).Exports)],
  navigation: [
    {
      to: "/exports",
      label: { ja: "書き出し", en: "Exports" },
      icon: FileDown,
      group: "foot",
      order: 86,
      within: "/settings",
      right: "export",
    },
  ],
  commands: [
    {
      to: "/exports",
      label: { ja: "データを書き出す", en: "Export data" },
      also: {
        ja: "エクスポート ダウンロード CSV Parquet 顧客 注文 同意",
        en: "download CSV Parquet customers orders consents",
      },
      icon: FileDown,
      right: "export",
    },
  ],
})
