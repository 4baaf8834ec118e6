import { defineMessageKind } from "#messages"
import { bareOrderMail, orderMailFacts, sampleOrderMail } from "./order-mail-facts.ts"

/** The parcel is on the van. */
export const outForDeliveryMail = defineMessageKind({
  name: "tracking.out-for-delivery",
  purpose: "transactional",
  title: { ja: "きょうお届け", en: "Out for delivery" },
  facts: orderMailFacts,
  sample: sampleOrderMail,
  otherSamples: { bare: bareOrderMail },
  document: {
    ja: {
      version: 1,
      subject: "きょう、お届けします({{ order.number }})",
      preheader: "お荷物が配達に出ました。いまの場所はこちらからご覧いただけます。",
      blocks: [
        { kind: "heading", greeting: true, text: "お荷物が配達に出ました。\nきょう、お届けします。" },
        {
          kind: "text",
          when: "delivery.parcelNumber",
          text: "{% if delivery.carrier %}{{ delivery.carrier }} {% endif %}{{ delivery.parcelNumber }}",
        },
        { kind: "button", label: "お荷物を追いかける", to: "{{ links.tracking }}" },
        { kind: "order-items" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
    en: {
      version: 1,
      subject: "Arriving today ({{ order.number }})",
      preheader: "Your parcel is out for delivery.",
      blocks: [
        { kind: "heading", greeting: true, text: "Your parcel is out for delivery\nand should arrive today." },
        {
          kind: "text",
          when: "delivery.parcelNumber",
          text: "{% if delivery.carrier %}{{ delivery.carrier }} {% endif %}{{ delivery.parcelNumber }}",
        },
        { kind: "button", label: "Follow the parcel", to: "{{ links.tracking }}" },
        { kind: "order-items" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
  },
})
