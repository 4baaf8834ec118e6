import { ending, type ReadyTemplate } from "./model-ready.ts"

export const thankYou: ReadyTemplate = {
  key: "thank-you-next-step",
  name: { ja: "お礼と、次の一歩", en: "Thank you, and the next step" },
  about: {
    ja: "届いて数日たった方へ、使い方とポイントの残高。お願いはしない。",
    en: "Some days after delivery: how to use it and what points there are. It asks for nothing.",
  },
  intent: "value",
  topic: "post-purchase",
  document: {
    version: 1,
    words: {
      ja: {
        mail: {
          subject: "お買い上げの品の、使いはじめに",
          preheader: "届いた品を長くお使いいただくための、ちょっとしたこつです。",
        },
        line: { altText: "お買い上げの品の、使いはじめに。" },
        blocks: [
          { kind: "heading", greeting: true, text: "お買い上げ、ありがとうございました。" },
          { kind: "text", text: "使いはじめにお伝えしたいことを、短くまとめました。" },
          { kind: "education", title: "使い方", from: "facts", tells: ["how-to", "care"], most: 3 },
          { kind: "points" },
          { kind: "button", label: "マイページを見る", to: "{{ links.page }}" },
          ...ending,
        ],
      },
      en: {
        mail: {
          subject: "Getting started with what you bought",
          preheader: "A few small things that make it last.",
        },
        line: { altText: "Getting started with what you bought." },
        blocks: [
          { kind: "heading", greeting: true, text: "Thank you for your order." },
          { kind: "text", text: "Here is, in short, what we would like you to know as you begin." },
          { kind: "education", title: "How to use it", from: "facts", tells: ["how-to", "care"], most: 3 },
          { kind: "points" },
          { kind: "button", label: "See your page", to: "{{ links.page }}" },
          ...ending,
        ],
      },
    },
  },
}

export const reviewAsk: ReadyTemplate = {
  key: "review-ask",
  name: { ja: "使い心地をうかがう", en: "Asking how it is" },
  about: {
    ja: "使い慣れたころの方へ、星ひとつから答えられるお願い。",
    en: "Once they are used to it: a request that takes one tap.",
  },
  intent: "ask",
  topic: "review",
  document: {
    version: 1,
    words: {
      ja: {
        mail: {
          subject: "使い心地は、いかがですか",
          preheader: "星をひとつ選ぶだけで届きます。よいことも、そうでないことも。",
        },
        line: { altText: "使い心地は、いかがですか。" },
        blocks: [
          { kind: "heading", greeting: true, text: "使い心地は、いかがですか。" },
          {
            kind: "text",
            text: "星をひとつ選んでいただくだけで届きます。よいことも、そうでないことも、次に作るものの手がかりになります。",
          },
          { kind: "review-stars", title: "星で教えてください", to: "{{ links.review }}" },
          {
            kind: "text",
            tone: "quiet",
            text: "うまく使えていないときは、このメールにご返信ください。一緒に考えます。",
          },
          ...ending,
        ],
      },
      en: {
        mail: {
          subject: "How do you like it?",
          preheader: "One star is all it takes. Good news and bad news are both welcome.",
        },
        line: { altText: "How do you like it?" },
        blocks: [
          { kind: "heading", greeting: true, text: "How do you like it?" },
          {
            kind: "text",
            text: "One tap on a star is enough. What is good and what is not both help us with what we make next.",
          },
          { kind: "review-stars", title: "Tell us by stars", to: "{{ links.review }}" },
          {
            kind: "text",
            tone: "quiet",
            text: "If it does not work for you, reply to this mail and we will find out why.",
          },
          ...ending,
        ],
      },
    },
  },
}

export const secondPurchase: ReadyTemplate = {
  key: "second-purchase",
  name: { ja: "二度目のお買い物へ", en: "Towards a second order" },
  about: {
    ja: "一度お買い上げの方へ、相性のよい品と、その理由。",
    en: "To people who bought once: what goes with it, and why.",
  },
  intent: "ask",
  topic: "second-purchase",
  document: {
    version: 1,
    words: {
      ja: {
        mail: {
          subject: "この前の品と、一緒にお使いいただけるもの",
          preheader: "同じ方がよく選ばれる組み合わせを、理由と一緒にお伝えします。",
        },
        line: { altText: "この前の品と、一緒にお使いいただけるもの。" },
        blocks: [
          { kind: "heading", greeting: true, text: "一緒にお使いいただけるもの" },
          {
            kind: "text",
            text: "この前お選びいただいた品と、相性のよいものです。いまお使いのものがなくなるころに、思い出していただければ。",
          },
          { kind: "products", from: "facts", most: 3 },
          {
            kind: "education",
            title: "知っておくと便利なこと",
            from: "facts",
            tells: ["ingredients", "how-to"],
            most: 2,
          },
          { kind: "button", label: "品物を見る", to: "{{ links.shop }}" },
          ...ending,
        ],
      },
      en: {
        mail: {
          subject: "What goes with what you bought",
          preheader: "Pairs that people like you often choose, and why they suit each other.",
        },
        line: { altText: "What goes with what you bought." },
        blocks: [
          { kind: "heading", greeting: true, text: "What goes with it" },
          {
            kind: "text",
            text: "These go well with what you chose last time. Think of them when yours is about to run out.",
          },
          { kind: "products", from: "facts", most: 3 },
          { kind: "education", title: "Good to know", from: "facts", tells: ["ingredients", "how-to"], most: 2 },
          { kind: "button", label: "See the goods", to: "{{ links.shop }}" },
          ...ending,
        ],
      },
    },
  },
}

export const membership: ReadyTemplate = {
  key: "membership-benefits",
  name: { ja: "会員のよいところ", en: "What membership gives" },
  about: {
    ja: "会員の方へ、よいところ・たまること・いまの残高を一通に。",
    en: "To members: what it gives, what earns, and what they have, in one letter.",
  },
  intent: "value",
  topic: "loyalty",
  document: {
    version: 1,
    words: {
      ja: {
        mail: {
          subject: "ポイントの、ためかたと使いかた",
          preheader: "いまの残高と、次のお買い物でできることをまとめました。",
        },
        line: { altText: "ポイントの、ためかたと使いかた。" },
        blocks: [
          { kind: "heading", greeting: true, text: "ポイントの、ためかたと使いかた" },
          { kind: "points" },
          {
            kind: "benefits",
            about: "membership",
            title: "会員のよいところ",
            items: [
              { icon: "円", title: "1ポイントを1円として使えます", to: "{{ links.page }}" },
              { icon: "月", title: "お誕生月に、ポイントが届きます", to: "{{ links.page }}" },
            ],
          },
          {
            kind: "benefits",
            about: "earning",
            title: "たまること",
            items: [
              { icon: "買", title: "お買い物100円ごとに1ポイント", to: "{{ links.shop }}" },
              { icon: "星", title: "使い心地を教えていただいたとき", to: "{{ links.page }}" },
            ],
          },
          { kind: "button", label: "マイページを見る", to: "{{ links.page }}" },
          ...ending,
        ],
      },
      en: {
        mail: {
          subject: "How to earn points, and how to use them",
          preheader: "What you have now, and what you can do with it next time.",
        },
        line: { altText: "How to earn points, and how to use them." },
        blocks: [
          { kind: "heading", greeting: true, text: "How to earn points, and how to use them" },
          { kind: "points" },
          {
            kind: "benefits",
            about: "membership",
            title: "What membership gives",
            items: [
              { icon: "¥", title: "One point is one yen off", to: "{{ links.page }}" },
              { icon: "☆", title: "Points in the month of your birthday", to: "{{ links.page }}" },
            ],
          },
          {
            kind: "benefits",
            about: "earning",
            title: "What earns",
            items: [
              { icon: "＋", title: "One point for each 100 yen", to: "{{ links.shop }}" },
              { icon: "★", title: "Telling us how you like it", to: "{{ links.page }}" },
            ],
          },
          { kind: "button", label: "See your page", to: "{{ links.page }}" },
          ...ending,
        ],
      },
    },
  },
}

export const oneQuestion: ReadyTemplate = {
  key: "one-question",
  name: { ja: "ひとつだけ、おたずねします", en: "One question" },
  about: {
    ja: "好みを知るための質問ひとつ。答えはその場で選べる。",
    en: "One question about tastes, answered with one tap.",
  },
  intent: "ask",
  topic: "survey",
  document: {
    version: 1,
    words: {
      ja: {
        mail: {
          subject: "ひとつだけ、教えてください",
          preheader: "お答えに合わせて、お便りの中身を変えます。10秒で終わります。",
        },
        line: { altText: "ひとつだけ、教えてください。" },
        blocks: [
          { kind: "heading", greeting: true, text: "ひとつだけ、教えてください。" },
          {
            kind: "survey-question",
            question: "いちばん知りたいことは何ですか",
            to: "{{ links.survey }}",
            answers: [
              { label: "使い方のこつ", value: "how-to" },
              { label: "新しい品のこと", value: "new" },
              { label: "作り手のこと", value: "makers" },
              { label: "お得な知らせだけ", value: "offers" },
            ],
          },
          {
            kind: "text",
            tone: "quiet",
            text: "お答えに合わせて、お便りの中身を変えます。いつでも[選び直せます]({{ links.preferences }})。",
          },
          ...ending,
        ],
      },
      en: {
        mail: {
          subject: "Just one question",
          preheader: "We change our letters to fit your answer. It takes ten seconds.",
        },
        line: { altText: "Just one question." },
        blocks: [
          { kind: "heading", greeting: true, text: "Just one question." },
          {
            kind: "survey-question",
            question: "What would you most like to know about?",
            to: "{{ links.survey }}",
            answers: [
              { label: "How to use things well", value: "how-to" },
              { label: "What is new", value: "new" },
              { label: "The people who make it", value: "makers" },
              { label: "Only good prices", value: "offers" },
            ],
          },
          {
            kind: "text",
            tone: "quiet",
            text: "Our letters will fit your answer. You can [choose again]({{ links.preferences }}) any time.",
          },
          ...ending,
        ],
      },
    },
  },
}
