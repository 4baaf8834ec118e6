import { z } from "zod"
import { defineMessageKind } from "#messages"
import { bareOrderMail, orderMailFacts, sampleOrderMail } from "./order-mail-facts.ts"

const facts = orderMailFacts.extend({ reason: z.string() })

/** E11: we saw it first. What happened, the new day, and that nothing needs to be done; one apology. */
export const delayedMail = defineMessageKind({
  name: "tracking.delayed",
  purpose: "transactional",
  title: { ja: "お届けの遅れ", en: "Delayed" },
  facts,
  sample: {
    ...sampleOrderMail,
    reason: "輸送に予定より時間がかかっています。",
    delivery: {
      ...sampleOrderMail.delivery,
      expected: { from: "2026-11-24", to: "2026-11-25" },
      before: { from: "2026-11-22", to: "2026-11-23" },
    },
  },
  otherSamples: { bare: { ...bareOrderMail, reason: "配送会社が状況を調べています。" } },
  document: {
    ja: {
      version: 1,
      subject: "お届けが遅れています({{ order.number }})",
      preheader:
        "{% if delivery.expected %}新しいお届け予定は{{ delivery.expected | days }}です。{% else %}分かりしだい、もう一度ご連絡します。{% endif %}",
      blocks: [
        { kind: "heading", greeting: true, text: "お届けが遅れています。\n申し訳ありません。" },
        {
          kind: "text",
          text: "{{ reason }} お待ちいただける場合、お手続きはいりません。動きがありしだい、このページとメールでお知らせします。",
        },
        { kind: "expected-date", when: "delivery.expected" },
        { kind: "button", label: "いまの状況を見る", to: "{{ links.tracking }}" },
        { kind: "order-items" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
    en: {
      version: 1,
      subject: "Your parcel is late ({{ order.number }})",
      preheader:
        "{% if delivery.expected %}It should now arrive {{ delivery.expected | days }}.{% else %}We will write again as soon as we know more.{% endif %}",
      blocks: [
        { kind: "heading", greeting: true, text: "Your parcel is late.\nWe are sorry." },
        {
          kind: "text",
          text: "{{ reason }} If you can wait, there is nothing for you to do. We will tell you here and by mail as soon as it moves.",
        },
        { kind: "expected-date", when: "delivery.expected" },
        { kind: "button", label: "See where it is", to: "{{ links.tracking }}" },
        { kind: "order-items" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
  },
})
