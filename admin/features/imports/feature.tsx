import { FileUp, Import } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const imports = defineFeature({
  name: "imports",
  pages: [
    page("/imports", async () => (await import("./imports.tsx")).Imports),
    page("/imports/new", async () => (await import("./new-import.tsx")).NewImport),
    page("/imports/klaviyo", async () => (await import("./klaviyo.tsx")).Klaviyo),
    page("/imports/klaviyo/$importId", async () => (await import("./klaviyo-run.tsx")).KlaviyoRun),
    page("/imports/$importId", async () => (await import("./import.tsx")).ImportPage),
  ],
  navigation: [
    {
      to: "/imports",
      label: { ja: "取り込み", en: "Imports" },
      icon: FileUp,
      group: "foot",
      order: 85,
      within: "/settings",
      right: "imports:write",
    },
  ],
  commands: [
    {
      to: "/imports/new",
      label: { ja: "CSV を取り込む", en: "Bring in a CSV file" },
      also: { ja: "インポート 移行 注文 商品 顧客 エクセル 楽天 ヤフー", en: "import migrate upload Excel" },
      icon: FileUp,
      right: "imports:write",
    },
    {
      to: "/imports/klaviyo",
      label: { ja: "Klaviyo から取り込む", en: "Bring in from Klaviyo" },
      also: {
        ja: "クラビヨ インポート 移行 リスト 同意 プロフィール",
        en: "import migrate lists profiles events consents",
      },
      icon: Import,
      right: "imports:write",
    },
  ],
})
