import { z } from "zod"
import { defineMessageKind } from "#messages"

const facts = z.object({ brand: z.string(), code: z.string() })

/** Shows that an address is the reader's own: the way into her page, without a password. */
export const codeMail = defineMessageKind({
  name: "mypage.code",
  purpose: "transactional",
  title: { ja: "マイページの確認番号", en: "Code for the personal page" },
  whySent: {
    ja: "マイページを開く画面でこのアドレスが入力されたため、一度だけお送りしています。",
    en: "You receive this once, because this address was entered to open a personal page.",
  },
  facts,
  sample: { brand: "ひなた", code: "048213" },
  document: {
    ja: {
      version: 1,
      subject: "確認番号：{{ code }}",
      preheader: "10分のあいだ使えます。お心当たりがなければ、何もしなくてかまいません。",
      blocks: [
        { kind: "heading", text: "確認番号は\n{{ code }} です。" },
        {
          kind: "text",
          text: "番号を求めた画面に、この6けたの数字を入れてください。{{ brand }}がお電話やメールでこの数字をおたずねすることはありません。",
        },
        {
          kind: "text",
          tone: "quiet",
          text: "番号は10分のあいだ、一度だけ使えます。お心当たりがなければ、このメールは捨ててください。どなたもページを開けません。",
        },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
    en: {
      version: 1,
      subject: "Your code: {{ code }}",
      preheader: "It works for ten minutes. If it was not you, there is nothing to do.",
      blocks: [
        { kind: "heading", text: "Your code is\n{{ code }}." },
        {
          kind: "text",
          text: "Enter these six digits on the page that asked for them. {{ brand }} will never ask you for them by phone or mail.",
        },
        {
          kind: "text",
          tone: "quiet",
          text: "The code works once, within ten minutes. If it was not you, throw this mail away: nobody can open the page.",
        },
        { kind: "support" },
        { kind: "footer" },
      ],
    },
  },
})
