import { defineMessageKind } from "#messages"
import { bareOrderMail, orderMailFacts, sampleOrderMail } from "./order-mail-facts.ts"

/** E03: the goods are set aside. Off unless the brand wants it: most shoppers need no mail for this. */
export const stockAllocatedMail = defineMessageKind({
  name: "tracking.stock-allocated",
  purpose: "transactional",
  title: { ja: "品物の確保", en: "Goods set aside" },
  facts: orderMailFacts,
  sample: sampleOrderMail,
  otherSamples: { bare: bareOrderMail },
  document: {
    ja: {
      version: 1,
      subject: "品物がそろいました({{ order.number }})",
      preheader: "ご注文の品物を確保しました。まもなく発送します。",
      blocks: [
        { kind: "heading", greeting: true, text: "ご注文の品物が、\nすべてそろいました。" },
        { kind: "text", text: "箱に詰めて、まもなく発送します。お手続きはいりません。" },
        { kind: "expected-date", when: "delivery.expected" },
        { kind: "button", label: "お届けの状況を見る", to: "{{ links.tracking }}" },
        { kind: "order-items" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
    en: {
      version: 1,
      subject: "Everything is set aside for you ({{ order.number }})",
      preheader: "Your goods are ready to be packed.",
      blocks: [
        { kind: "heading", greeting: true, text: "Everything you ordered\nis set aside for you." },
        { kind: "text", text: "We are packing it and will ship it soon. There is nothing for you to do." },
        { kind: "expected-date", when: "delivery.expected" },
        { kind: "button", label: "Follow your order", to: "{{ links.tracking }}" },
        { kind: "order-items" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
  },
})
