import { code, letter, note, seenItems, to } from "./letter.ts"

/** Those who drift, who left, and who no longer need us (G02, G03, I13, G35, C26). */
export const returnLetters = [
  letter(
    "meet-again",
    { ja: "あらためて、はじめまして", en: "Meeting again" },
    "value",
    {
      subject: "あらためて、私たちのご紹介をさせてください",
      preheader: "しばらくぶりです。この間に変わったことを、短くまとめました。",
      title: "しばらくぶりです。",
      text: [
        "以前にご縁をいただいてから、少し時間がたちました。覚えていてくださるでしょうか。",
        "この間に、品ぞろえも、お届けの仕方も、少しずつよくなりました。いまの私たちを、あらためてご紹介させてください。",
      ],
      inside: [
        {
          kind: "benefits",
          about: "brand",
          title: "いまの私たち",
          items: [
            { title: "選びやすく", text: "使う場面から選べるようになりました。" },
            { title: "聞きやすく", text: "このお便りへの返信が、店の者に届きます。" },
            { title: "気持ちよく", text: "お便りの回数と内容を、ご自分で選べます。" },
          ],
        },
      ],
      button: { label: "いまのお店を見る", to: to.shop },
    },
    {
      subject: "May we introduce ourselves again?",
      preheader: "It has been a while. Here is, in short, what has changed.",
      title: "It has been a while.",
      text: [
        "Some time has passed since we last met. We hope you remember us.",
        "Since then our range and the way we deliver have become a little better, bit by bit. May we introduce ourselves anew?",
      ],
      inside: [
        {
          kind: "benefits",
          about: "brand",
          title: "Who we are today",
          items: [
            { title: "Easier to choose", text: "Begin with when you will use it." },
            { title: "Easier to ask", text: "Answers to this letter reach a person in our shop." },
            { title: "As you like it", text: "Choose how often we write, and about what." },
          ],
        },
      ],
      button: { label: "See the shop today", to: to.shop },
    },
  ),
  letter(
    "plain-letter",
    { ja: "店の者からの手紙", en: "A plain letter" },
    "value",
    {
      subject: "お変わりありませんか",
      preheader: "売り込みではありません。ひとつだけ、うかがいたいことがあります。",
      title: "お変わりありませんか。",
      text: [
        "店の者が一人で書いています。売り込みではありません。",
        "以前ご注文いただいた品は、その後いかがでしたか。合わなかったのなら、そのことを教えていただけたらうれしいです。よかったのなら、それも。",
        "一行で結構です。このメールにそのまま返信してください。私が読みます。",
      ],
      button: { label: "お便りの内容を選び直す", to: to.preferences },
    },
    {
      subject: "How have you been?",
      preheader: "This is not a sale. There is just one thing I would like to ask.",
      title: "How have you been?",
      text: [
        "I am writing this myself, from the shop. It is not a sale.",
        "How was what you ordered, in the end? If it did not suit you, I would be glad to know. If it did, that too.",
        "One line is enough: just answer this mail. I will read it.",
      ],
      button: { label: "Choose what we write about", to: to.preferences },
    },
  ),
  letter(
    "back-discount",
    { ja: "お久しぶりの割引", en: "Back with a discount" },
    "discount",
    {
      subject: "お久しぶりのご挨拶に",
      preheader: "またお会いできたらと、あなた専用のコードをご用意しました。",
      title: "またお会いできたら、うれしいです。",
      text: [
        "しばらくお会いしていないあなたに、ささやかですがお使いいただけるものをご用意しました。気になる品があれば、この機会にどうぞ。",
      ],
      inside: [code("お久しぶりの特典")],
      button: { label: "特典を使って選ぶ", to: to.offer },
    },
    {
      subject: "It has been a while: something for you",
      preheader: "We would be glad to see you again. Here is a code of your own.",
      title: "We would be glad to see you again.",
      text: [
        "We have not seen you for a while, so here is a little something. If anything catches your eye, this may be the moment.",
      ],
      inside: [code("To meet again")],
      button: { label: "Choose with your offer", to: to.offer },
    },
  ),
  letter(
    "back-shipping",
    { ja: "お久しぶりの送料無料", en: "Back with free shipping" },
    "discount",
    {
      subject: "送料はこちらでお持ちします",
      preheader: "またお試しいただきやすいように、送料分のコードをご用意しました。",
      title: "送料は、こちらでお持ちします。",
      text: ["一つだけほしいときも、気軽にお使いいただけるように。次のご注文の送料を、こちらでお持ちします。"],
      inside: [code("送料の特典")],
      button: { label: "特典を使って選ぶ", to: to.offer },
    },
    {
      subject: "The shipping is on us",
      preheader: "To make it easy to try again: a code for the shipping of your next order.",
      title: "The shipping is on us.",
      text: ["Even when you want just one thing, it should be easy. The shipping of your next order is on us."],
      inside: [code("Your shipping")],
      button: { label: "Choose with your offer", to: to.offer },
    },
  ),
  letter(
    "back-words",
    { ja: "その後の品物の話", en: "Back with news only" },
    "value",
    {
      subject: "お選びいただいた品の、その後",
      preheader: "値引きはありません。変わったこと、変わらないことをお伝えします。",
      title: "あの品の、その後です。",
      text: [
        "以前お選びいただいた品は、いまも同じ作り手が作っています。変わったのは、使う方の声を聞いて少しずつ手を入れたところです。",
        "よろしければ、いまの姿をご覧ください。",
      ],
      inside: [seenItems],
      button: { label: "いまの品を見る", to: to.shop },
    },
    {
      subject: "What became of what you chose",
      preheader: "No discount today: only what has changed, and what has not.",
      title: "What became of it.",
      text: [
        "What you chose is still made by the same people. What has changed is what those who use it asked us for, bit by bit.",
        "If you like, have a look at it as it is today.",
      ],
      inside: [seenItems],
      button: { label: "See it as it is today", to: to.shop },
    },
  ),
  letter(
    "sunset-choose",
    { ja: "お便りを続けますか", en: "Shall we go on writing?" },
    "value",
    {
      subject: "お便りを、このまま続けてもよいですか",
      preheader: "減らす、内容を選ぶ、やめる。どれも一度押すだけです。",
      title: "このまま続けてもよいですか。",
      text: [
        "しばらくお読みいただけていないようです。ご迷惑になっていないか、心配しています。",
        "回数を減らす、内容を選ぶ、やめる。どれも一度押すだけで変えられます。",
      ],
      inside: [
        note(
          "何もなさらないとき",
          "もう一度だけお知らせしたあと、こちらからのお便りを止めます。ご注文の手続きのお知らせは、これまでどおり届きます。",
        ),
      ],
      button: { label: "お便りを選び直す", to: to.preferences },
    },
    {
      subject: "Shall we go on writing to you?",
      preheader: "Fewer letters, other topics, or none: one click each.",
      title: "Shall we go on?",
      text: [
        "It seems that you have not read our letters for a while. We hope that we are not a bother.",
        "Fewer letters, other topics, or none at all: one click each.",
      ],
      inside: [
        note("If you do nothing", "We will ask once more, and then stop. Notices about your orders go on as before."),
      ],
      button: { label: "Choose anew", to: to.preferences },
    },
  ),
  letter(
    "sunset-last",
    { ja: "お便りを止めます", en: "We stop writing" },
    "value",
    {
      subject: "こちらからのお便りを止めます",
      preheader: "これまで読んでくださってありがとうございました。いつでも戻せます。",
      title: "これまで、ありがとうございました。",
      text: [
        "お便りは、これで止めます。これまで受け取ってくださって、ありがとうございました。",
        "また読みたくなったら、下のページでいつでも戻せます。ご注文やお問い合わせは、これまでどおり承ります。",
      ],
      button: { label: "お便りを続ける", to: to.preferences },
    },
    {
      subject: "We will stop writing to you",
      preheader: "Thank you for having us. You can start again at any time.",
      title: "Thank you for having us.",
      text: [
        "This is our last letter. Thank you for receiving them.",
        "If you would like to read us again, you can start at any time on the page below. Your orders and questions are as welcome as ever.",
      ],
      button: { label: "Keep on writing to me", to: to.preferences },
    },
  ),
]
