import { z } from "zod"
import { defineMessageKind, linksFact } from "#messages"

const facts = z.object({ brand: z.string(), links: linksFact.extend({ confirm: z.url() }) })

/** Asks the owner of an address whether it was they who entered it. Nothing else is in it: they have not agreed yet. */
export const confirmMail = defineMessageKind({
  name: "signups.confirm",
  purpose: "transactional",
  title: { ja: "お便りの登録の確認", en: "Confirming a sign-up" },
  whySent: {
    ja: "このアドレスでお便りの登録があったため、確認のために一度だけお送りしています。",
    en: "You receive this once, because this address was entered to sign up for our letters.",
  },
  facts,
  sample: { brand: "ひなた", links: { confirm: "https://hinata.example/s/hinata/confirm/abc" } },
  document: {
    ja: {
      version: 1,
      subject: "お便りの登録を確認してください",
      preheader: "ボタンを押すと、登録が終わります。お心当たりがなければ、何もしなくてかまいません。",
      blocks: [
        { kind: "heading", text: "登録は、\nあと一押しで終わります。" },
        {
          kind: "text",
          text: "{{ brand }}のお便りに、このメールアドレスのご登録がありました。ご本人でしたら、下のボタンを押してください。",
        },
        { kind: "button", label: "登録を確認する", to: "{{ links.confirm }}" },
        {
          kind: "text",
          tone: "quiet",
          text: "ボタンは7日のあいだ使えます。お心当たりがなければ、このメールは捨ててください。押さないかぎり、お便りは届きません。",
        },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
    en: {
      version: 1,
      subject: "Please confirm your sign-up",
      preheader: "Press the button to finish. If it was not you, there is nothing to do.",
      blocks: [
        { kind: "heading", text: "One press, and you are on the list." },
        {
          kind: "text",
          text: "Somebody entered this address to receive letters from {{ brand }}. If it was you, please press the button.",
        },
        { kind: "button", label: "Confirm", to: "{{ links.confirm }}" },
        {
          kind: "text",
          tone: "quiet",
          text: "The button works for seven days. If it was not you, throw this mail away: without the button no letters will come.",
        },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
  },
})
