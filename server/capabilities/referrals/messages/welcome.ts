import { z } from "zod"
import { defineMessageKind, linksFact } from "#messages"

const facts = z.object({
  brand: z.string(),
  gift: z.string(),
  terms: z.string(),
  code: z.string().optional(),
  links: linksFact.extend({ shop: z.url() }),
})

/** What a friend asked for by entering her address: her code, or how she gets her points. It goes out once for each link. */
export const welcomeMail = defineMessageKind({
  name: "referrals.welcome",
  purpose: "transactional",
  title: { ja: "紹介された方への特典", en: "A friend's present" },
  whySent: {
    ja: "ご紹介のページでこのアドレスの入力があったため、一度だけお送りしています。",
    en: "You receive this once, because this address was entered on the page of an invitation.",
  },
  facts,
  sample: {
    brand: "ひなた",
    gift: "500円引き",
    terms: "はじめてお買い物をする方が対象です。",
    code: "TOMO-34CD-FGHJ-KMNPQR",
    links: { shop: "https://hinata.example/s/hinata/cart/abc" },
  },
  otherSamples: {
    points: {
      brand: "ひなた",
      gift: "500ポイント",
      terms: "はじめてお買い物をする方が対象です。",
      links: { shop: "https://hinata.example" },
    },
  },
  document: {
    ja: {
      version: 1,
      subject: "ご紹介の特典をお届けします",
      preheader: "{{ gift }}を、はじめてのお買い物でどうぞ。",
      blocks: [
        { kind: "heading", text: "{{ gift }}を、\nお受け取りください。" },
        { kind: "text", when: "code", text: "お買い物のときに、このコードをご入力ください。\n**{{ code }}**" },
        {
          kind: "text",
          when: "not code",
          text: "このメールアドレスでお買い物をすると、特典が入ります。コードの入力は要りません。",
        },
        { kind: "button", label: "お店を見る", to: "{{ links.shop }}" },
        { kind: "text", tone: "quiet", text: "{{ terms }}" },
        {
          kind: "text",
          tone: "quiet",
          text: "お便りの登録ではありません。お心当たりがなければ、このメールは捨ててください。",
        },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
    en: {
      version: 1,
      subject: "Here is your friend's present",
      preheader: "{{ gift }} with your first order.",
      blocks: [
        { kind: "heading", text: "{{ gift }}, for you." },
        { kind: "text", when: "code", text: "Enter this code when you buy:\n**{{ code }}**" },
        {
          kind: "text",
          when: "not code",
          text: "Buy with this mail address, and it is yours. There is no code to enter.",
        },
        { kind: "button", label: "Go to the shop", to: "{{ links.shop }}" },
        { kind: "text", tone: "quiet", text: "{{ terms }}" },
        {
          kind: "text",
          tone: "quiet",
          text: "This has not put you on any list. If it was not you, please throw this mail away.",
        },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
  },
})
