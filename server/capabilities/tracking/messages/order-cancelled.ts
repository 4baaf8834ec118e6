import { defineMessageKind } from "#messages"
import { bareOrderMail, orderMailFacts, sampleOrderMail } from "./order-mail-facts.ts"

/** The order was called off: said plainly, with what becomes of the money. */
export const orderCancelledMail = defineMessageKind({
  name: "tracking.order-cancelled",
  purpose: "transactional",
  title: { ja: "ご注文の取り消し", en: "Order cancelled" },
  facts: orderMailFacts,
  sample: sampleOrderMail,
  otherSamples: { bare: bareOrderMail },
  document: {
    ja: {
      version: 1,
      subject: "ご注文を取り消しました({{ order.number }})",
      preheader: "お支払い済みの金額は、お支払いの方法に応じてお返しします。",
      blocks: [
        { kind: "heading", greeting: true, text: "ご注文を取り消しました。" },
        {
          kind: "text",
          text: "このご注文の品物はお届けしません。お支払いがお済みのときは、お支払いの方法に応じてお返しします。お心当たりがないときは、このメールにご返信ください。",
        },
        { kind: "button", label: "ご注文の内容を見る", to: "{{ links.tracking }}" },
        { kind: "order-items" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
    en: {
      version: 1,
      subject: "Your order is cancelled ({{ order.number }})",
      preheader: "What you have paid will be returned the way you paid it.",
      blocks: [
        { kind: "heading", greeting: true, text: "Your order is cancelled." },
        {
          kind: "text",
          text: "Nothing of this order will be sent. What you have paid is returned the way you paid it. If you did not expect this, please reply to this mail.",
        },
        { kind: "button", label: "See the order", to: "{{ links.tracking }}" },
        { kind: "order-items" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
  },
})
