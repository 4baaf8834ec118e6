import { letter, note, to } from "./letter.ts"

/** After the goods have come: thanks, use, substance, care; asking is a step of its own (E14, E18, G20-G23, I12). */
export const afterLetters = [
  letter(
    "use-begin",
    { ja: "使いはじめに", en: "The first days" },
    "value",
    {
      subject: "使いはじめの、いちばん大事なこと",
      preheader: "最初の数日で知っておくと、ずっと気持ちよくお使いいただけます。",
      title: "使いはじめのご案内です。",
      text: ["お届けした品を、もう開けていただけたでしょうか。最初に知っておくと役に立つことをまとめました。"],
      inside: [{ kind: "education", title: "お届けした品の使い方", tells: ["how-to"] }],
      button: { label: "使い方をくわしく見る", to: to.page },
      after: "思っていたものと違う、うまく使えない。そんなときは、すぐに返信してください。",
    },
    {
      subject: "What matters most in the first days",
      preheader: "Good to know at the beginning, so that you enjoy it for long.",
      title: "The first days.",
      text: ["Have you opened your parcel yet? Here is what is good to know at the beginning."],
      inside: [{ kind: "education", title: "How to use what you have", tells: ["how-to"] }],
      button: { label: "Read more about its use", to: to.page },
      after: "Not what you expected, or hard to use? Answer this letter right away.",
    },
  ),
  letter(
    "use-substance",
    { ja: "素材と成分のこと", en: "What it is made of" },
    "value",
    {
      subject: "何からできているか",
      preheader: "毎日ふれるものだから。素材と成分の話をお届けします。",
      title: "素材と成分の話です。",
      text: ["そろそろ使い慣れてこられたころでしょうか。毎日ふれるものだから、何からできているかをお伝えします。"],
      inside: [{ kind: "education", title: "お使いの品の素材と成分", tells: ["ingredients", "materials"] }],
      button: { label: "素材と成分を見る", to: to.page },
    },
    {
      subject: "What it is made of",
      preheader: "You touch it every day. This is what is inside, and why.",
      title: "What it is made of.",
      text: ["By now you have grown used to it. Since you touch it every day, here is what it is made of."],
      inside: [{ kind: "education", title: "What yours is made of", tells: ["ingredients", "materials"] }],
      button: { label: "See what is inside", to: to.page },
    },
  ),
  letter(
    "use-care",
    { ja: "手入れと、その先", en: "Care, and afterwards" },
    "value",
    {
      subject: "手入れと、使い終わったあとのこと",
      preheader: "長く使うための手入れと、使い終わったあとの手放し方です。",
      title: "長く、無駄なく使うために。",
      text: [
        "ひと月ほどたちました。ここで少し手入れをすると、よい状態が長く続きます。",
        "使い終わったあとの分け方や、詰め替え、修理についてもまとめています。捨てる前に一度ご覧ください。",
      ],
      inside: [{ kind: "education", title: "手入れと環境のこと", tells: ["care", "sustainability"] }],
      button: { label: "手入れの仕方を見る", to: to.page },
    },
    {
      subject: "Care, and what comes after",
      preheader: "How to keep it well, and what to do once you have finished it.",
      title: "To use it long, and waste nothing.",
      text: [
        "About a month has passed. A little care now keeps it well for long.",
        "How to sort, refill or repair is described, too: have a look before you throw anything away.",
      ],
      inside: [{ kind: "education", title: "Care and the environment", tells: ["care", "sustainability"] }],
      button: { label: "See how to care for it", to: to.page },
    },
  ),
  letter(
    "thanks-arrived",
    { ja: "お届けのお礼", en: "Thanks for receiving it" },
    "value",
    {
      subject: "お届けしました。ありがとうございます",
      preheader: "無事に届きましたでしょうか。箱を開けたらまずご覧いただきたいことを。",
      title: "お受け取りいただき、ありがとうございます。",
      text: [
        "無事にお手元に届きましたでしょうか。選んでくださった品は、今日からあなたのものです。どうぞ気持ちよくお使いください。",
        "足りないもの、傷んだものがあれば、すぐに返信してください。最優先で対応します。",
      ],
      button: { label: "ご注文の内容を見る", to: to.page },
    },
    {
      subject: "It has arrived. Thank you",
      preheader: "We hope it arrived well. This is what to look at first.",
      title: "Thank you for having us.",
      text: [
        "We hope that everything arrived well. What you chose is yours from today: enjoy it.",
        "Is something missing or damaged? Answer this letter, and we will see to it before anything else.",
      ],
      button: { label: "See your order", to: to.page },
    },
  ),
  letter(
    "ask-opinion",
    { ja: "ご感想のお願い", en: "Asking for an opinion" },
    "ask",
    {
      subject: "使い心地を、聞かせてください",
      preheader: "一分ほどで書けます。よかったことも、そうでないことも。",
      title: "使い心地はいかがでしょうか。",
      text: [
        "お使いいただいてしばらくたちました。よかったことも、そうでないことも、一言で結構です。聞かせていただけませんか。",
        "いただいた声は、作り手と店の全員で読み、次の品づくりに生かします。",
      ],
      button: { label: "感想を書く", to: to.page },
      after: "このお願いは一度だけです。お忙しいときは、どうぞそのままで。",
    },
    {
      subject: "How do you find it?",
      preheader: "It takes a minute. Tell us what is good, and what is not.",
      title: "How do you find it?",
      text: [
        "You have used it for a while now. Would you tell us, in a word or two, what is good about it, and what is not?",
        "Everyone in the shop and at the makers reads what you write, and the next one will be better for it.",
      ],
      button: { label: "Write a few words", to: to.page },
      after: "We ask only once. If you are busy, let it be.",
    },
  ),
  letter(
    "f2-use-up",
    { ja: "使いきるころのひと工夫", en: "When it is nearly used up" },
    "value",
    {
      subject: "使いきるころの、ひと工夫",
      preheader: "最後まで気持ちよく使うコツと、次を選ぶときの目安です。",
      title: "最後まで、気持ちよく。",
      text: [
        "はじめてのご注文から、しばらくたちました。最後まで気持ちよく使うためのコツをお届けします。",
        "次を選ぶときは「減る早さ」と「使う場面」を思い出してみてください。大きさや種類が、もっと合うものになります。",
      ],
      inside: [{ kind: "education", title: "お使いの品のコツ", tells: ["how-to", "care"] }],
      button: { label: "コツをくわしく見る", to: to.page },
    },
    {
      subject: "For when it is nearly used up",
      preheader: "How to enjoy it to the end, and how to choose the next one.",
      title: "To the last drop.",
      text: [
        "Some time has passed since your first order. Here is how to enjoy it to the end.",
        "When you choose the next one, think of how quickly it went and when you used it: the next will fit even better.",
      ],
      inside: [{ kind: "education", title: "Getting the most of yours", tells: ["how-to", "care"] }],
      button: { label: "Read more", to: to.page },
    },
  ),
  letter(
    "f2-next",
    { ja: "二度目のご注文へ", en: "Towards the second order" },
    "ask",
    {
      subject: "二度目に、よく選ばれる品",
      preheader: "同じ品を続ける方、合わせて使う方。次の一つの選び方です。",
      title: "次の一つを選ぶなら。",
      text: [
        "はじめての品を選んだ方が、次に何を選ばれているかをまとめました。同じ品を続ける方がいちばん多く、合わせて使う品がそれに続きます。",
        "気に入らなかったところがあれば、返信で教えてください。合う品を一緒に探します。",
      ],
      button: { label: "次の一つを見る", to: to.shop },
    },
    {
      subject: "What people choose the second time",
      preheader: "Some stay with it, some add to it: how to choose your next.",
      title: "If you choose another.",
      text: [
        "Here is what people choose after their first order. Most stay with what they know; many add something that goes with it.",
        "Was there something you did not like? Answer this letter, and we will find what fits.",
      ],
      button: { label: "See what comes next", to: to.shop },
    },
  ),
  letter(
    "f4-thanks",
    { ja: "三度のご縁へのお礼", en: "Thanks for three times" },
    "value",
    {
      subject: "三度のご縁に、お礼を申し上げます",
      preheader: "お付き合いくださっている方にだけ、お伝えしていることがあります。",
      title: "三度のご注文、ありがとうございます。",
      text: [
        "三度もお選びいただき、本当にありがとうございます。ここまでお付き合いくださる方に、店の者が必ずお伝えしていることがあります。",
        "それは「使い方は、途中で変えていい」ということ。季節や体調、暮らしが変われば、合う使い方も変わります。",
      ],
      inside: [
        note("見直しの目安", "減り方が前より遅い、早いと感じたら、量や種類を見直すころです。返信で相談してください。"),
      ],
      button: { label: "季節の使い方を見る", to: to.page },
    },
    {
      subject: "Thank you for coming back, three times",
      preheader: "There is one thing we tell everybody who has been with us this long.",
      title: "Thank you for three orders.",
      text: [
        "You have chosen us three times. Thank you. There is something we tell everybody who has been with us this long.",
        "It is fine to change how you use it. With the season, your health, your days, what fits changes, too.",
      ],
      inside: [
        note(
          "A good moment to look again",
          "Does it last longer than before, or shorter? Then amount or kind may no longer fit. Ask us.",
        ),
      ],
      button: { label: "See what suits the season", to: to.page },
    },
  ),
  letter(
    "f4-habit",
    { ja: "続けやすくする", en: "Making it easy to go on" },
    "ask",
    {
      subject: "続けるのが、少し楽になります",
      preheader: "まとめて届く、忘れたころに届く。暮らしに合う続け方をご案内します。",
      title: "続けやすい形があります。",
      text: [
        "買い忘れが気になる方、まとめて受け取りたい方へ。暮らしに合わせた続け方をまとめました。",
        "いつでもやめられますし、一回だけのご注文もこれまでどおりです。",
      ],
      button: { label: "続け方を選ぶ", to: to.shop },
    },
    {
      subject: "A little easier to go on",
      preheader: "All at once, or just in time: ways that fit your days.",
      title: "There are easier ways.",
      text: [
        "For those who forget to reorder, and those who like everything in one parcel: here are ways that fit your days.",
        "You can stop at any time, and single orders stay as they are.",
      ],
      button: { label: "Choose your way", to: to.shop },
    },
  ),
]
