import { defineMessageKind } from "#messages"
import { bareOrderMail, orderMailFacts, sampleOrderMail } from "./order-mail-facts.ts"

/** E01, E02: the order has reached us. Everything the buyer may want to check is in it. */
export const orderReceivedMail = defineMessageKind({
  name: "tracking.order-received",
  purpose: "transactional",
  title: { ja: "ご注文の受付", en: "Order received" },
  facts: orderMailFacts,
  sample: sampleOrderMail,
  otherSamples: { bare: bareOrderMail },
  document: {
    ja: {
      version: 1,
      subject: "ご注文を承りました({{ order.number }})",
      preheader: "合計 {{ order.total | money }}。発送したら、もう一度お知らせします。",
      blocks: [
        { kind: "heading", greeting: true, text: "ご注文ありがとうございます。" },
        {
          kind: "text",
          text: "{{ order.placedAt | moment }}に承りました。品物をそろえて発送し、出荷しだいもう一度お知らせします。",
        },
        { kind: "expected-date", when: "delivery.expected" },
        { kind: "button", label: "お届けの状況を見る", to: "{{ links.tracking }}" },
        { kind: "order-items" },
        { kind: "totals" },
        { kind: "addresses", when: "order.address" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
    en: {
      version: 1,
      subject: "We have your order ({{ order.number }})",
      preheader: "Total {{ order.total | money }}. We will write again when it is on its way.",
      blocks: [
        { kind: "heading", greeting: true, text: "Thank you for your order." },
        {
          kind: "text",
          text: "It reached us on {{ order.placedAt | moment }}. We are getting it ready and will write again as soon as it leaves.",
        },
        { kind: "expected-date", when: "delivery.expected" },
        { kind: "button", label: "Follow your order", to: "{{ links.tracking }}" },
        { kind: "order-items" },
        { kind: "totals" },
        { kind: "addresses", when: "order.address" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
  },
})
