import { z } from "zod"
import { defineMessageKind } from "#messages"

const facts = z.object({ brand: z.string(), code: z.string() })

/** Shows that an address is the reader's own, so that their LINE can be linked with what the shop knows of it (M44). */
export const linkCodeMail = defineMessageKind({
  name: "line.link-code",
  purpose: "transactional",
  title: { ja: "LINE連携の確認コード", en: "Code to link LINE" },
  whySent: {
    ja: "LINEとの連携の画面でこのアドレスが入力されたため、一度だけお送りしています。",
    en: "You receive this once, because this address was entered to link a LINE account.",
  },
  facts,
  sample: { brand: "ひなた", code: "048213" },
  document: {
    ja: {
      version: 1,
      subject: "LINE連携の確認コード：{{ code }}",
      preheader: "10分のあいだ使えます。お心当たりがなければ、何もしなくてかまいません。",
      blocks: [
        { kind: "heading", text: "確認コードは\n{{ code }} です。" },
        {
          kind: "text",
          text: "LINEとの連携の画面に、この6けたの数字を入れてください。{{ brand }}がお電話やメールでこの数字をおたずねすることはありません。",
        },
        {
          kind: "text",
          tone: "quiet",
          text: "コードは10分のあいだ使えます。お心当たりがなければ、このメールは捨ててください。連携はされません。",
        },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
    en: {
      version: 1,
      subject: "Your code to link LINE: {{ code }}",
      preheader: "It works for ten minutes. If it was not you, there is nothing to do.",
      blocks: [
        { kind: "heading", text: "Your code is\n{{ code }}." },
        {
          kind: "text",
          text: "Enter these six digits on the page that links your LINE. {{ brand }} will never ask you for them by phone or mail.",
        },
        {
          kind: "text",
          tone: "quiet",
          text: "The code works for ten minutes. If it was not you, throw this mail away: nothing will be linked.",
        },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
  },
})
