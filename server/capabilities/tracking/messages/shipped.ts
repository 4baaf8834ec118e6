import { defineMessageKind } from "#messages"
import { bareOrderMail, orderMailFacts, sampleOrderMail } from "./order-mail-facts.ts"

/** E08, E09, E12: one for each parcel, with where it left from, who carries it, and what to know before it arrives. */
export const shippedMail = defineMessageKind({
  name: "tracking.shipped",
  purpose: "transactional",
  title: { ja: "発送のお知らせ", en: "Shipped" },
  facts: orderMailFacts,
  sample: sampleOrderMail,
  otherSamples: { bare: bareOrderMail },
  document: {
    ja: {
      version: 1,
      subject: "発送しました({{ order.number }})",
      preheader:
        "{% if delivery.expected %}{{ delivery.expected | days }}にお届けする予定です。{% else %}お荷物が出発しました。いまの場所はいつでもご覧いただけます。{% endif %}",
      blocks: [
        {
          kind: "heading",
          greeting: true,
          text: "{% if delivery.origin %}{{ delivery.origin }}を出て、\nお手もとへ向かっています。{% else %}お荷物が出発しました。{% endif %}",
        },
        {
          kind: "text",
          when: "delivery.parcelNumber",
          text: "{% if delivery.carrier %}{{ delivery.carrier }} {% endif %}{{ delivery.parcelNumber }}",
        },
        { kind: "expected-date", when: "delivery.expected" },
        { kind: "button", label: "お荷物を追いかける", to: "{{ links.tracking }}" },
        { kind: "order-items" },
        { kind: "product-content", when: "contents", title: "届く前に、ひとこと" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
    en: {
      version: 1,
      subject: "Your parcel is on its way ({{ order.number }})",
      preheader:
        "{% if delivery.expected %}It should arrive {{ delivery.expected | days }}.{% else %}It has left us.{% endif %}",
      blocks: [
        {
          kind: "heading",
          greeting: true,
          text: "{% if delivery.origin %}It has left {{ delivery.origin }}\nand is on its way to you.{% else %}Your parcel is on its way.{% endif %}",
        },
        {
          kind: "text",
          when: "delivery.parcelNumber",
          text: "{% if delivery.carrier %}{{ delivery.carrier }} {% endif %}{{ delivery.parcelNumber }}",
        },
        { kind: "expected-date", when: "delivery.expected" },
        { kind: "button", label: "Follow the parcel", to: "{{ links.tracking }}" },
        { kind: "order-items" },
        { kind: "product-content", when: "contents", title: "Before it arrives" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
  },
})
