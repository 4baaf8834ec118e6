import { ending, type ReadyTemplate } from "./model-ready.ts"

export const welcomeStory: ReadyTemplate = {
  key: "welcome-story",
  name: { ja: "はじめまして（ものがたり）", en: "Welcome, with our story" },
  about: {
    ja: "登録した方へ、売り込まずに自己紹介をする一通目。",
    en: "The first letter after signing up: who we are, without selling.",
  },
  intent: "value",
  topic: "welcome",
  document: {
    version: 1,
    words: {
      ja: {
        mail: {
          subject: "{{ brand.name }}です。はじめまして",
          preheader: "お便りをお受け取りいただき、ありがとうございます。私たちのことを少しだけ。",
        },
        line: {
          altText: "{{ brand.name }}です。はじめまして。",
          text: "ご登録ありがとうございます。{{ brand.name }}です。",
          quickReplies: [
            { label: "品物を見る", to: "{{ links.shop }}" },
            { label: "質問がある", say: "質問があります" },
          ],
        },
        blocks: [
          { kind: "heading", greeting: true, text: "ご登録ありがとうございます。" },
          { kind: "text", text: "月に一、二度、使い方のこつや新しい品のことをお届けします。いつでも止められます。" },
          {
            kind: "story",
            title: "なぜ、この品を作っているのか",
            text: "毎日使うものだからこそ、素性の分かるものだけを、必要な分だけ。\nその考えで、作る人の顔が見える品をそろえています。",
            by: "{{ brand.name }} 店主",
          },
          {
            kind: "benefits",
            about: "brand",
            title: "お約束していること",
            items: [
              { icon: "一", title: "成分と産地を、すべて書きます" },
              { icon: "二", title: "合わなければ、お返しいただけます" },
              { icon: "三", title: "ご質問には、人がお答えします" },
            ],
          },
          { kind: "button", label: "品物を見てみる", to: "{{ links.shop }}" },
          { kind: "keep-close", way: "contacts" },
          ...ending,
        ],
      },
      en: {
        mail: {
          subject: "Hello from {{ brand.name }}",
          preheader: "Thank you for asking for our letters. A few words about who writes them.",
        },
        line: {
          altText: "Hello from {{ brand.name }}.",
          text: "Thank you for joining us. This is {{ brand.name }}.",
          quickReplies: [
            { label: "See the goods", to: "{{ links.shop }}" },
            { label: "I have a question", say: "I have a question" },
          ],
        },
        blocks: [
          { kind: "heading", greeting: true, text: "Thank you for joining us." },
          {
            kind: "text",
            text: "Once or twice a month we write about how to use things well, and about what is new. You can stop it any time.",
          },
          {
            kind: "story",
            title: "Why we make what we make",
            text: "Things for every day should have a known origin, and there should be no more of them than needed.\nSo we choose what we can trace back to the people who make it.",
            by: "The owner of {{ brand.name }}",
          },
          {
            kind: "benefits",
            about: "brand",
            title: "What we promise",
            items: [
              { icon: "1", title: "We name every ingredient and where it is from" },
              { icon: "2", title: "What doesn't suit you may come back" },
              { icon: "3", title: "A person answers your questions" },
            ],
          },
          { kind: "button", label: "See what we make", to: "{{ links.shop }}" },
          { kind: "keep-close", way: "contacts" },
          ...ending,
        ],
      },
    },
  },
}

export const reEngagement: ReadyTemplate = {
  key: "re-engagement-plain",
  name: { ja: "お元気ですか（一対一の手紙）", en: "How are you (a plain letter)" },
  about: {
    ja: "しばらく開いていない方へ、飾りのない短い手紙。返信がそのまま届く。",
    en: "To people who have not read for a while: short and plain, and their reply arrives.",
  },
  intent: "value",
  topic: "re-engagement",
  document: {
    version: 1,
    words: {
      ja: {
        mail: {
          subject: "その後、いかがですか",
          preheader: "お困りのことがあれば、このメールにそのままご返信ください。",
        },
        line: {
          altText: "その後、いかがですか。",
          text: "その後、いかがですか。お困りのことがあれば、ここで教えてください。",
        },
        blocks: [
          { kind: "text", text: "{{ customer.name | name: 'さま' }}" },
          {
            kind: "text",
            text: "{{ brand.name }}です。しばらくお便りを開いていらっしゃらないようでしたので、ひとことだけ。\n\n使い心地で気になることや、知りたいことはありませんか。このメールにご返信いただければ、私が読んでお答えします。",
          },
          {
            kind: "text",
            text: "お便りが多すぎると感じられたら、[受け取る回数を選べます]({{ links.preferences }})。もちろん、止めていただいてもかまいません。",
          },
          ...ending,
        ],
      },
      en: {
        mail: {
          subject: "How have you been?",
          preheader: "If anything is not as it should be, simply reply to this mail.",
        },
        line: {
          altText: "How have you been?",
          text: "How have you been? If anything is not as it should be, tell us here.",
        },
        blocks: [
          { kind: "text", text: "{{ customer.name | name }}," },
          {
            kind: "text",
            text: "this is {{ brand.name }}. You have not opened our letters for a while, so just this once:\n\nis there anything about our goods that bothers you, or that you would like to know? Reply to this mail; I read it myself.",
          },
          {
            kind: "text",
            text: "If we write too often, [choose how often you hear from us]({{ links.preferences }}). Stopping is fine, too.",
          },
          ...ending,
        ],
      },
    },
  },
}
