import { z } from "zod"
import { defineMessageKind } from "#messages"
import { orderMailFacts, sampleOrderMail } from "./order-mail-facts.ts"

const sample = {
  ...sampleOrderMail,
  review: { url: "https://hinata.example/reviews/new" },
  links: { ...sampleOrderMail.links, unsubscribe: "https://hinata.example/s/hinata/letters/abc" },
}

/** E18: asking, some days after the thanks, in a mail of its own; only to those who agreed to letters. */
export const reviewRequestMail = defineMessageKind({
  name: "tracking.review-request",
  purpose: "marketing",
  title: { ja: "レビューのお願い", en: "Asking for a review" },
  facts: orderMailFacts.extend({ review: z.object({ url: z.url() }) }),
  sample,
  document: {
    ja: {
      version: 1,
      subject: "お使いごこちはいかがですか({{ order.number }})",
      preheader: "よろしければ、ひとことお聞かせください。数分で終わります。",
      blocks: [
        { kind: "heading", greeting: true, text: "お使いごこちは、\nいかがですか。" },
        {
          kind: "text",
          text: "先日お届けした品について、よろしければご感想をお聞かせください。よかったことも、そうでなかったことも、次の品づくりに役立てます。お返事がなくても、このお願いは一度きりです。",
        },
        { kind: "order-items" },
        { kind: "button", label: "感想を書く", to: "{{ review.url }}" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
    en: {
      version: 1,
      subject: "How do you like it? ({{ order.number }})",
      preheader: "If you have a few minutes, tell us in a word or two.",
      blocks: [
        { kind: "heading", greeting: true, text: "How do you like it?" },
        {
          kind: "text",
          text: "We would be glad to hear what you think of what arrived, good or bad: it helps us make the next ones. We ask this once only.",
        },
        { kind: "order-items" },
        { kind: "button", label: "Write a review", to: "{{ review.url }}" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
  },
})
