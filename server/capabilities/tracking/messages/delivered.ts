import { defineMessageKind } from "#messages"
import { bareOrderMail, dressedMail, orderMailFacts, sampleOrderMail } from "./order-mail-facts.ts"

/** E13, E14, E15: thanks, and how to begin with what has arrived. Nothing is asked for in it (E18). */
export const deliveredMail = defineMessageKind({
  name: "tracking.delivered",
  purpose: "transactional",
  title: { ja: "お届けのお礼", en: "Delivered" },
  facts: orderMailFacts,
  sample: sampleOrderMail,
  otherSamples: { bare: bareOrderMail, dressed: dressedMail },
  document: {
    ja: {
      version: 1,
      subject: "お届けしました({{ order.number }})",
      preheader: "お受け取りありがとうございます。はじめの使い方をまとめました。",
      blocks: [
        {
          kind: "heading",
          greeting: true,
          text: "{% if thanks.heading != blank %}{{ thanks.heading }}{% else %}お受け取り、\nありがとうございます。{% endif %}",
        },
        {
          kind: "image",
          when: "thanks.picture",
          source: "{{ thanks.picture.url }}",
          alt: "{{ thanks.picture.alt | default: '' }}",
          width: 512,
          height: 320,
        },
        { kind: "text", when: "thanks.text", text: "{{ thanks.text }}" },
        {
          kind: "text",
          text: "お届けが終わりました。箱を開けたら、まずお品物をお確かめください。足りないものや傷みがあれば、すぐに代わりをお送りします。",
        },
        { kind: "product-content", when: "contents", title: "はじめの一回のために" },
        { kind: "button", label: "使い方とご注文を見る", to: "{{ links.tracking }}" },
        { kind: "order-items" },
        { kind: "related" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
    en: {
      version: 1,
      subject: "Delivered ({{ order.number }})",
      preheader: "Thank you. Here is how to begin.",
      blocks: [
        {
          kind: "heading",
          greeting: true,
          text: "{% if thanks.heading != blank %}{{ thanks.heading }}{% else %}It has arrived.\nThank you.{% endif %}",
        },
        {
          kind: "image",
          when: "thanks.picture",
          source: "{{ thanks.picture.url }}",
          alt: "{{ thanks.picture.alt | default: '' }}",
          width: 512,
          height: 320,
        },
        { kind: "text", when: "thanks.text", text: "{{ thanks.text }}" },
        {
          kind: "text",
          text: "When you open the box, please check what is inside. If something is missing or damaged, we will send another at once.",
        },
        { kind: "product-content", when: "contents", title: "For the first time you use it" },
        { kind: "button", label: "See how to use it", to: "{{ links.tracking }}" },
        { kind: "order-items" },
        { kind: "related" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
  },
})
