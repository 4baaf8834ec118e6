import { ending, type ReadyTemplate } from "./model-ready.ts"

export const cartReminder: ReadyTemplate = {
  key: "cart-reminder",
  name: { ja: "カートの品のお知らせ", en: "What is in your cart" },
  about: {
    ja: "カートに品を残した方へ。中身と、迷いに答える一言。値引きなし。",
    en: "To people who left a cart: what is in it and answers to doubts, without a price cut.",
  },
  intent: "ask",
  topic: "cart",
  document: {
    version: 1,
    words: {
      ja: {
        mail: {
          subject: "カートの品を、そのままにしてあります",
          preheader: "ご用意したままにしてあります。ご質問があれば、このメールにご返信ください。",
        },
        line: {
          altText: "カートの品を、そのままにしてあります。",
          quickReplies: [
            { label: "カートを見る", to: "{{ links.cart }}" },
            { label: "質問がある", say: "品物について質問があります" },
          ],
        },
        blocks: [
          { kind: "heading", greeting: true, text: "カートの品を、そのままにしてあります。" },
          { kind: "cart-items" },
          { kind: "button", label: "カートに戻る", to: "{{ links.cart }}" },
          {
            kind: "benefits",
            about: "trust",
            title: "お買い物の前に",
            items: [
              { title: "合わなければ、お返しいただけます" },
              { title: "お支払いは、あとからでも選べます" },
              { title: "どれがよいか迷ったら、このメールにご返信ください" },
            ],
          },
          ...ending,
        ],
      },
      en: {
        mail: {
          subject: "We kept your cart as it was",
          preheader: "It is still there. If you have a question, simply reply to this mail.",
        },
        line: {
          altText: "We kept your cart as it was.",
          quickReplies: [
            { label: "See the cart", to: "{{ links.cart }}" },
            { label: "I have a question", say: "I have a question about the goods" },
          ],
        },
        blocks: [
          { kind: "heading", greeting: true, text: "We kept your cart as it was." },
          { kind: "cart-items" },
          { kind: "button", label: "Back to the cart", to: "{{ links.cart }}" },
          {
            kind: "benefits",
            about: "trust",
            title: "Before you decide",
            items: [
              { title: "What doesn't suit you may come back" },
              { title: "You may pay later" },
              { title: "Not sure which one? Reply to this mail" },
            ],
          },
          ...ending,
        ],
      },
    },
  },
}

export const winBack: ReadyTemplate = {
  key: "win-back",
  name: { ja: "おひさしぶりです（クーポン）", en: "It has been a while (with an offer)" },
  about: {
    ja: "しばらくお買い物のない方へ、期限のあるコードと、いまの品。",
    en: "To people who have not bought for long: a code with an end, and goods of today.",
  },
  intent: "discount",
  topic: "winback",
  document: {
    version: 1,
    words: {
      ja: {
        mail: {
          subject: "おひさしぶりです。お使いいただけるコードです",
          preheader: "{{ offer.validUntil | moment }}までお使いいただけます。",
        },
        line: { altText: "おひさしぶりです。お使いいただけるコードがあります。" },
        blocks: [
          { kind: "heading", greeting: true, text: "おひさしぶりです。" },
          { kind: "text", text: "またお会いできたらと思い、あなただけのコードをご用意しました。" },
          { kind: "offer", title: "次のお買い物にお使いください", label: "コードを使う" },
          { kind: "products", title: "このごろの品", from: "facts", most: 3 },
          ...ending,
        ],
      },
      en: {
        mail: {
          subject: "It has been a while: a code for you",
          preheader: "You can use it until {{ offer.validUntil | moment }}.",
        },
        line: { altText: "It has been a while. There is a code for you." },
        blocks: [
          { kind: "heading", greeting: true, text: "It has been a while." },
          { kind: "text", text: "We would like to see you again, and made a code that is yours alone." },
          { kind: "offer", title: "For your next order", label: "Use the code" },
          { kind: "products", title: "What we make these days", from: "facts", most: 3 },
          ...ending,
        ],
      },
    },
  },
}

export const newArrival: ReadyTemplate = {
  key: "new-arrival",
  name: { ja: "新しい品のお知らせ", en: "New arrival" },
  about: {
    ja: "新しい品を待っている方へ。写真と値段はいまのものが入る。",
    en: "To people who wait for something new. Pictures and prices are those of the moment.",
  },
  intent: "ask",
  topic: "new-release",
  document: {
    version: 1,
    words: {
      ja: {
        mail: {
          subject: "新しい品ができました",
          preheader: "作りはじめてから一年。ようやくお見せできるようになりました。",
        },
        line: { altText: "新しい品ができました。", text: "新しい品ができました。" },
        push: { title: "新しい品ができました", text: "ようやくお見せできるようになりました。", to: "{{ links.shop }}" },
        blocks: [
          { kind: "heading", greeting: true, text: "新しい品ができました。" },
          { kind: "text", text: "ようやくお見せできるようになりました。はじめの分は多くありませんが、また作ります。" },
          { kind: "products", from: "facts", most: 3 },
          { kind: "button", label: "くわしく見る", to: "{{ links.shop }}" },
          ...ending,
        ],
      },
      en: {
        mail: {
          subject: "There is something new",
          preheader: "It took a year to make. Now we can show it to you.",
        },
        line: { altText: "There is something new.", text: "There is something new." },
        push: { title: "There is something new", text: "Now we can show it to you.", to: "{{ links.shop }}" },
        blocks: [
          { kind: "heading", greeting: true, text: "There is something new." },
          { kind: "text", text: "Now we can show it to you. There are not many at first, but we will make more." },
          { kind: "products", from: "facts", most: 3 },
          { kind: "button", label: "Take a look", to: "{{ links.shop }}" },
          ...ending,
        ],
      },
    },
  },
}
