import { defineMessageKind } from "#messages"
import { bareOrderMail, orderMailFacts, sampleOrderMail, storeMail } from "./order-mail-facts.ts"

/** E01, E02: the order has reached us. Everything the buyer may want to check is in it. */
export const orderReceivedMail = defineMessageKind({
  name: "tracking.order-received",
  purpose: "transactional",
  title: { ja: "ご注文の受付", en: "Order received" },
  facts: orderMailFacts,
  sample: sampleOrderMail,
  otherSamples: { bare: bareOrderMail, store: storeMail },
  document: {
    ja: {
      version: 1,
      subject: "{% if inStore %}お買い上げの控え{% else %}ご注文を承りました{% endif %}({{ order.number }})",
      preheader:
        "合計 {{ order.total | money }}。{% if inStore %}お買い上げの内容をお送りします。{% else %}発送したら、もう一度お知らせします。{% endif %}",
      blocks: [
        {
          kind: "heading",
          greeting: true,
          text: "{% if inStore %}お買い上げ、\nありがとうございます。{% else %}ご注文ありがとうございます。{% endif %}",
        },
        {
          kind: "text",
          text: "{% if inStore %}{{ order.placedAt | moment }}、店頭でのお買い上げの控えです。返品や交換のときは、このメールをお見せください。{% else %}{{ order.placedAt | moment }}に承りました。品物をそろえて発送し、出荷しだいもう一度お知らせします。{% endif %}",
        },
        { kind: "expected-date", when: "delivery.expected" },
        {
          kind: "button",
          label: "内容と状況を見る",
          to: "{{ links.tracking }}",
        },
        { kind: "order-items" },
        { kind: "totals" },
        { kind: "addresses", when: "order.address" },
        { kind: "next-step", when: "nextStep" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
    en: {
      version: 1,
      subject: "{% if inStore %}Your purchase{% else %}We have your order{% endif %} ({{ order.number }})",
      preheader:
        "Total {{ order.total | money }}. {% if inStore %}Here is what you bought.{% else %}We will write again when it is on its way.{% endif %}",
      blocks: [
        {
          kind: "heading",
          greeting: true,
          text: "Thank you for your {% if inStore %}purchase{% else %}order{% endif %}.",
        },
        {
          kind: "text",
          text: "{% if inStore %}You bought this in our store on {{ order.placedAt | moment }}. Show this mail if you want to return or exchange something.{% else %}It reached us on {{ order.placedAt | moment }}. We are getting it ready and will write again as soon as it leaves.{% endif %}",
        },
        { kind: "expected-date", when: "delivery.expected" },
        {
          kind: "button",
          label: "See your order",
          to: "{{ links.tracking }}",
        },
        { kind: "order-items" },
        { kind: "totals" },
        { kind: "addresses", when: "order.address" },
        { kind: "next-step", when: "nextStep" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
  },
})
