import { code, letter, note, seenItems, to } from "./letter.ts"

/** Those who are close to us: what is new, thanks, surprises, the shop, and help in trouble (D20, D22, D24, G32, G34, O08-O11). */
export const closeLetters = [
  letter(
    "release-first",
    { ja: "新しい品のご案内", en: "Something new" },
    "ask",
    {
      subject: "新しい品が、できあがりました",
      preheader: "待っていてくださった方に、まっさきにお知らせします。",
      title: "新しい品ができました。",
      text: [
        "何度もご覧くださっているあなたに、まっさきにお知らせします。どうして作ったのか、どんな方に合うのかを、ページにまとめました。",
      ],
      inside: [seenItems],
      button: { label: "新しい品を見る", to: to.shop },
    },
    {
      subject: "Something new is ready",
      preheader: "You have been looking in. So you are the first to know.",
      title: "Something new is ready.",
      text: [
        "You have looked in on us many a time, so you are the first to know. Why we made it, and for whom, is on its page.",
      ],
      inside: [seenItems],
      button: { label: "See what is new", to: to.shop },
    },
  ),
  letter(
    "release-voices",
    { ja: "新しい品の、最初の声", en: "First voices on it" },
    "value",
    {
      subject: "新しい品の、最初の声が届きました",
      preheader: "使った方の感想と、よくいただくご質問への答えです。",
      title: "最初の声が届きました。",
      text: [
        "先日ご案内した新しい品に、使った方の声が届き始めました。よかったことも、気になったことも、そのままのせています。",
      ],
      inside: [seenItems],
      button: { label: "使った方の声を読む", to: to.shop },
    },
    {
      subject: "The first voices on what is new",
      preheader: "What those who have used it say, and answers to what is asked.",
      title: "The first voices are in.",
      text: [
        "Those who have used it have begun to write. What they like and what they don't, both stand there as they wrote it.",
      ],
      inside: [seenItems],
      button: { label: "Read what they say", to: to.shop },
    },
  ),
  letter(
    "dear-regular",
    { ja: "いつもの方へのお礼", en: "To those who are always there" },
    "value",
    {
      subject: "いつも、ありがとうございます",
      preheader: "何度もお選びくださるあなたに、店の者からお礼を申し上げます。",
      title: "いつも、ありがとうございます。",
      text: [
        "何度もお選びくださるあなたがいらっしゃるから、この店は続いています。店の者一同、お礼を申し上げます。",
        "ご相談ごとやご希望は、このお便りへの返信で、いつでも承ります。担当の者が必ずお返事します。",
      ],
      button: { label: "マイページを見る", to: to.page },
    },
    {
      subject: "Thank you for being with us",
      preheader: "From all of us in the shop to you, who have chosen us so often.",
      title: "Thank you for being with us.",
      text: [
        "This shop goes on because there are people like you. All of us thank you.",
        "Whatever you would like to ask or wish for, answer this letter. The person in charge will write back.",
      ],
      button: { label: "See your page", to: to.page },
    },
  ),
  letter(
    "dear-preview",
    { ja: "先にお見せします", en: "A look ahead" },
    "value",
    {
      subject: "次の季節の品を、先にお見せします",
      preheader: "まだどこにも出していない品です。ご意見を聞かせてください。",
      title: "ひと足先に、ご覧ください。",
      text: [
        "次の季節に向けて用意している品を、いつもの方にだけ先にお見せします。",
        "気になること、こうだったらいいのに、と思うことがあれば、返信で聞かせてください。まだ直せます。",
      ],
      inside: [seenItems],
      button: { label: "ひと足先に見る", to: to.shop },
    },
    {
      subject: "A look at what comes next",
      preheader: "Not shown anywhere yet. Tell us what you think.",
      title: "See it before others do.",
      text: [
        "We show what we are preparing for the next season to those who are always there, and to nobody else yet.",
        "Is there anything that you would change? Answer this letter: there is still time.",
      ],
      inside: [seenItems],
      button: { label: "Take a first look", to: to.shop },
    },
  ),
  letter(
    "fan-coupon",
    { ja: "ときどきのお礼", en: "A thank-you now and then" },
    "discount",
    {
      subject: "ささやかなお礼です",
      preheader: "いつもお使いくださるあなたへ。好きなときにお使いください。",
      title: "ささやかですが、お礼です。",
      text: [
        "いつもお使いくださってありがとうございます。ときどきお送りしている、ささやかなお礼です。どの品にでも、お好きなときにお使いください。",
      ],
      inside: [code("いつものお礼")],
      button: { label: "お礼を使って選ぶ", to: to.offer },
    },
    {
      subject: "A small thank-you",
      preheader: "For you, who use our things so often. Use it whenever you like.",
      title: "A small thank-you.",
      text: [
        "Thank you for using our things so often. Now and then we send a little something: use it for whatever you like, whenever you like.",
      ],
      inside: [code("Our thanks")],
      button: { label: "Choose with your thank-you", to: to.offer },
    },
  ),
  letter(
    "shop-note",
    { ja: "ご来店のお礼（メモから）", en: "After the visit, from the note" },
    "value",
    {
      subject: "先日は、ご来店ありがとうございました",
      preheader: "お話しくださったことについて、担当の者から。",
      title: "先日は、ありがとうございました。",
      text: [
        "お店でお話しできて、うれしかったです。あのときお話しくださったことについて、担当の者から一言申し上げます。",
        "{{ customer.properties.staff_note | default: 'またお話しできるのを、楽しみにしています。' }}",
        "お使いになってみて、いかがですか。気になることがあれば、返信でお知らせください。",
      ],
      button: { label: "お使いの品の手入れを見る", to: to.page },
    },
    {
      subject: "Thank you for coming to the shop",
      preheader: "A word from the person you talked with.",
      title: "Thank you for coming.",
      text: [
        "It was good to talk with you in the shop. Here is a word on what we talked about, from the person you met.",
        "{{ customer.properties.staff_note | default: 'I look forward to talking with you again.' }}",
        "How do you find it now that you have used it? If anything is not right, answer this letter.",
      ],
      button: { label: "How to care for yours", to: to.page },
    },
  ),
  letter(
    "shop-default",
    { ja: "ご来店のお礼", en: "After the visit" },
    "value",
    {
      subject: "ご来店ありがとうございました",
      preheader: "その後、お使いの具合はいかがでしょうか。",
      title: "ご来店ありがとうございました。",
      text: [
        "先日はお店にお越しくださり、ありがとうございました。その後、お使いの具合はいかがでしょうか。気になることがあれば、返信か、お店でお聞かせください。",
      ],
      inside: [{ kind: "education", title: "お使いの品の手入れ", tells: ["care", "how-to"] }],
      button: { label: "手入れの仕方を見る", to: to.page },
    },
    {
      subject: "Thank you for visiting us",
      preheader: "How do you find it, now that you have used it?",
      title: "Thank you for visiting us.",
      text: [
        "Thank you for coming to our shop. How do you find it, now that you have used it? If anything is not right, answer this letter or come by.",
      ],
      inside: [{ kind: "education", title: "How to care for yours", tells: ["care", "how-to"] }],
      button: { label: "See how to care for it", to: to.page },
    },
  ),
  letter(
    "shop-near",
    { ja: "お店の近くの週末", en: "A weekend near the shop" },
    "value",
    {
      subject: "この週末、お店の近くで",
      preheader: "近くの催しと、散歩の途中に寄れるところをご紹介します。",
      title: "この週末のお出かけに。",
      text: [
        "店の者が好きな、近くの散歩道と、この季節の楽しみをまとめました。お買い物のご予定がなくても、お立ち寄りください。お茶をご用意しています。",
      ],
      inside: [note("お立ち寄りの際は", "お使いの品をお持ちいただければ、その場で手入れをいたします。")],
      button: { label: "お店の場所と催しを見る", to: to.shop },
    },
    {
      subject: "This weekend, near the shop",
      preheader: "What is on nearby, and where to stop on a walk.",
      title: "For this weekend.",
      text: [
        "Here are the walks that we like, and what this season has to offer near the shop. Come by even if you do not mean to buy: there is tea.",
      ],
      inside: [note("When you come", "Bring what you use, and we will care for it while you wait.")],
      button: { label: "Where we are, and what is on", to: to.shop },
    },
  ),
  letter(
    "shop-goes-with",
    { ja: "使い方と、合わせるもの", en: "How to use it, and what goes with it" },
    "ask",
    {
      subject: "ひと月たったころの、使い方",
      preheader: "慣れたころの使い方と、合わせて使うとよいもののご紹介です。",
      title: "ひと月たったころの使い方。",
      text: [
        "お使いになって、ひと月ほどになります。慣れたころに試していただきたい使い方をまとめました。",
        "合わせて使うとよいものも、あわせてご覧ください。お店では実物をお試しいただけます。",
      ],
      inside: [{ kind: "education", title: "慣れたころの使い方", tells: ["how-to"] }, seenItems],
      button: { label: "合わせて使うものを見る", to: to.shop },
    },
    {
      subject: "After a month: how to use it",
      preheader: "What to try now that you are used to it, and what goes with it.",
      title: "After a month.",
      text: [
        "You have had it for a month or so. Here is what to try now that you are used to it.",
        "See what goes with it, too. In the shop you can try it in your hand.",
      ],
      inside: [{ kind: "education", title: "What to try now", tells: ["how-to"] }, seenItems],
      button: { label: "See what goes with it", to: to.shop },
    },
  ),
  letter(
    "help-first",
    { ja: "お困りのときのご案内", en: "Help when it is needed" },
    "value",
    {
      subject: "お困りのことがあれば、お手伝いします",
      preheader: "ご不便をおかけしていないか、確かめさせてください。",
      title: "何か、お困りではありませんか。",
      text: [
        "ご不便をおかけしているかもしれないと思い、ご連絡しました。行き違いでしたら、どうぞお許しください。",
        "このお便りに返信していただければ、担当の者が最後まで一緒に確かめます。急ぎのときは、下のお問い合わせ先へどうぞ。",
      ],
      button: { label: "いまの状況を確かめる", to: to.page },
    },
    {
      subject: "Is there anything we can help with?",
      preheader: "We would like to make sure that all is well.",
      title: "Is something wrong?",
      text: [
        "We write because something may not have gone as it should. If all is well, please forgive us.",
        "Answer this letter, and one person will see it through with you. If it is urgent, please use the contact below.",
      ],
      button: { label: "See how things stand", to: to.page },
    },
  ),
  letter(
    "help-after",
    { ja: "その後いかがですか", en: "Is it all right now?" },
    "value",
    {
      subject: "その後、いかがでしょうか",
      preheader: "まだ片づいていなければ、もう一度お手伝いさせてください。",
      title: "その後、いかがでしょうか。",
      text: [
        "先日のことは、片づきましたでしょうか。まだのようでしたら、このお便りに「まだ」とだけ返信してください。すぐにご連絡します。",
      ],
      button: { label: "いまの状況を確かめる", to: to.page },
    },
    {
      subject: "Is it all right now?",
      preheader: "If it is not settled yet, let us help once more.",
      title: "Is it all right now?",
      text: [
        "Is what went wrong the other day settled by now? If it is not, just answer “not yet”. We will be in touch at once.",
      ],
      button: { label: "See how things stand", to: to.page },
    },
  ),
  letter(
    "small-surprise",
    { ja: "思いがけない贈りもの", en: "A small surprise" },
    "value",
    {
      subject: "理由のない、小さな贈りもの",
      preheader: "何かの記念日ではありません。ただ、お礼がしたくなりました。",
      title: "小さな贈りものです。",
      text: [
        "何かの記念日ではありません。いつもお使いくださるあなたに、ただお礼がしたくなりました。受け取っていただけたら、うれしいです。",
      ],
      inside: [code("小さな贈りもの", "次のご注文で、お使いください。")],
      button: { label: "贈りものを受け取る", to: to.offer },
    },
    {
      subject: "A small gift, for no reason",
      preheader: "It is no special day. We just felt like thanking you.",
      title: "A small gift for you.",
      text: ["It is no special day. We just felt like thanking you for using our things. We hope you will accept it."],
      inside: [code("A small gift", "For your next order.")],
      button: { label: "Accept the gift", to: to.offer },
    },
  ),
]
