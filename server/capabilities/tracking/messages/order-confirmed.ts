import { defineMessageKind } from "#messages"
import { bareOrderMail, orderMailFacts, sampleOrderMail } from "./order-mail-facts.ts"

/** E03: the payment is approved, so the order stands. A mail of its own for those who pay after ordering. */
export const orderConfirmedMail = defineMessageKind({
  name: "tracking.order-confirmed",
  purpose: "transactional",
  title: { ja: "ご注文の確定", en: "Order confirmed" },
  facts: orderMailFacts,
  sample: sampleOrderMail,
  otherSamples: { bare: bareOrderMail },
  document: {
    ja: {
      version: 1,
      subject: "お支払いを確認しました({{ order.number }})",
      preheader: "ご注文が確定しました。発送の準備に入ります。",
      blocks: [
        { kind: "heading", greeting: true, text: "お支払いを確認しました。\nご注文が確定しました。" },
        { kind: "text", text: "発送の準備に入ります。出荷しだい、お荷物の番号をお知らせします。" },
        { kind: "expected-date", when: "delivery.expected" },
        { kind: "button", label: "お届けの状況を見る", to: "{{ links.tracking }}" },
        { kind: "order-items" },
        { kind: "totals" },
        { kind: "next-step", when: "nextStep" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
    en: {
      version: 1,
      subject: "Your payment is confirmed ({{ order.number }})",
      preheader: "Your order is confirmed. We are getting it ready.",
      blocks: [
        { kind: "heading", greeting: true, text: "Your payment is confirmed,\nand so is your order." },
        { kind: "text", text: "We are getting it ready. You will have the parcel number as soon as it leaves." },
        { kind: "expected-date", when: "delivery.expected" },
        { kind: "button", label: "Follow your order", to: "{{ links.tracking }}" },
        { kind: "order-items" },
        { kind: "totals" },
        { kind: "next-step", when: "nextStep" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
  },
})
