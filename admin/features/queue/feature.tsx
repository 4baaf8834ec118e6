import { ListRestart } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const queue = defineFeature({
  name: "queue",
  pages: [page("/settings/queue", async () => (await import("./queue.tsx")).Queue)],
  settings: [
    {
      to: "/settings/queue",
      label: { ja: "滞った処理", en: "Queue" },
      about: {
        ja: "送れなかった、結果が分からない、止まってしまった処理。理由を見て、やり直すか片づけます。",
        en: "What failed, what nobody knows the outcome of, what got stuck: read why, do it again or put it away.",
      },
      icon: ListRestart,
      right: "queue:write",
      order: 85,
    },
  ],
  commands: [
    {
      label: { ja: "滞った処理を見る", en: "See the queue" },
      icon: ListRestart,
      to: "/settings/queue",
      right: "queue:write",
      also: { ja: "やり直し 失敗 デッドレター 再送", en: "retry failed unknown dead letter" },
    },
  ],
})
