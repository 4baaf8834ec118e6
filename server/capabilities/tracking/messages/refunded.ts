import { z } from "zod"
import { defineMessageKind, moneyFact } from "#messages"
import { bareOrderMail, orderMailFacts, sampleOrderMail } from "./order-mail-facts.ts"

/** Money went back: how much, and when it will be seen. */
export const refundedMail = defineMessageKind({
  name: "tracking.refunded",
  purpose: "transactional",
  title: { ja: "ご返金のお知らせ", en: "Refunded" },
  facts: orderMailFacts.extend({ refund: z.object({ amount: moneyFact }) }),
  sample: { ...sampleOrderMail, refund: { amount: { amount: 1980, currency: "JPY" } } },
  otherSamples: { bare: { ...bareOrderMail, refund: { amount: { amount: 100, currency: "JPY" } } } },
  document: {
    ja: {
      version: 1,
      subject: "{{ refund.amount | money }}をご返金しました({{ order.number }})",
      preheader: "お手もとに届くまでの日数は、お支払いの方法によって変わります。",
      blocks: [
        { kind: "heading", greeting: true, text: "{{ refund.amount | money }}を\nご返金しました。" },
        {
          kind: "text",
          text: "お支払いの方法に応じてお返しします。カードの明細に載るまで、数日かかることがあります。",
        },
        { kind: "button", label: "ご返金の内容を見る", to: "{{ links.tracking }}" },
        { kind: "order-items" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
    en: {
      version: 1,
      subject: "We have refunded {{ refund.amount | money }} ({{ order.number }})",
      preheader: "How soon you see it depends on how you paid.",
      blocks: [
        { kind: "heading", greeting: true, text: "We have refunded\n{{ refund.amount | money }}." },
        { kind: "text", text: "It goes back the way you paid. On a card it may take a few days to show." },
        { kind: "button", label: "See the refund", to: "{{ links.tracking }}" },
        { kind: "order-items" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
  },
})
