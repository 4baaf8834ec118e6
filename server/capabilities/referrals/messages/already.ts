import { z } from "zod"
import { defineMessageKind, linksFact } from "#messages"

const facts = z.object({ brand: z.string(), links: linksFact.extend({ shop: z.url() }) })

/** Somebody who has bought before entered her address: only her own mailbox is told so, never the page. */
export const alreadyMail = defineMessageKind({
  name: "referrals.already",
  purpose: "transactional",
  title: { ja: "紹介の特典（お買い物をしたことのある方へ）", en: "A friend's present, to who has bought before" },
  whySent: {
    ja: "ご紹介のページでこのアドレスの入力があったため、一度だけお送りしています。",
    en: "You receive this once, because this address was entered on the page of an invitation.",
  },
  facts,
  sample: { brand: "ひなた", links: { shop: "https://hinata.example" } },
  document: {
    ja: {
      version: 1,
      subject: "ご紹介の特典について",
      preheader: "いつもありがとうございます。この特典は、はじめての方のためのものです。",
      blocks: [
        { kind: "heading", text: "いつも、\nありがとうございます。" },
        {
          kind: "text",
          text: "ご入力いただいた特典は、{{ brand }}ではじめてお買い物をする方のためのものです。すでにお買い物をいただいているため、今回はお使いいただけません。",
        },
        { kind: "button", label: "お店を見る", to: "{{ links.shop }}" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
    en: {
      version: 1,
      subject: "About your friend's present",
      preheader: "Thank you for being with us. This present is for newcomers.",
      blocks: [
        { kind: "heading", text: "Thank you for being with us." },
        {
          kind: "text",
          text: "The present you asked for is for those who buy from {{ brand }} for the first time. As you have bought before, it can't be used this time.",
        },
        { kind: "button", label: "Go to the shop", to: "{{ links.shop }}" },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
  },
})
