import { balance, benefits, earning, letter, rate, to } from "./letter.ts"

/** What stands on every wish to bring a friend or to write a review for something in return (J05). */
const told = {
  ja: "{{ referral.disclosure }}",
  en: "{{ referral.disclosureEn | default: referral.disclosure }}",
}

/** Letters that invite: into the circle, to bring a friend, to speak one's mind, to come back (I01, I14–I16, I33). */
export const circleLetters = [
  letter(
    "join-why",
    { ja: "会員のご案内：いいこと", en: "Joining: what it is good for" },
    "value",
    {
      subject: "お買い物が、少しだけ得になる会員のしくみ",
      preheader: "入会費も年会費もありません。しくみを短くまとめました。",
      title: "会員のしくみを、ご紹介します。",
      text: ["お買い物でポイントが貯まり、次のお買い物や特典に使えます。入会費も年会費もありません。"],
      inside: [
        {
          kind: "benefits",
          about: "membership",
          title: "会員になると",
          items: [
            { icon: "①", title: "ポイントが貯まる", text: "お買い物のたびに付き、いつでも残高が見られます。" },
            { icon: "②", title: "特典と交換できる", text: "商品、送料、包装など、使いみちを選べます。" },
            { icon: "③", title: "自分のページができる", text: "ご注文、お届け、ポイントが一か所にまとまります。" },
          ],
        },
        rate("ポイントの付き方"),
        {
          kind: "note",
          when: "loyalty.signUp",
          title: "ご入会で",
          text: "{{ loyalty.signUp | points }}を差し上げます。",
        },
      ],
      button: { label: "しくみを見る", to: to.page },
    },
    {
      subject: "Membership: a little back for every order",
      preheader: "No fee to join and none later. How it works, in short.",
      title: "How our membership works.",
      text: [
        "Orders earn points, which pay for the next one or become a reward. There is no fee to join and none later.",
      ],
      inside: [
        {
          kind: "benefits",
          about: "membership",
          title: "As a member",
          items: [
            { icon: "①", title: "You collect points", text: "With each order; what you have is always in sight." },
            { icon: "②", title: "You choose rewards", text: "Goods, shipping, wrapping: whatever suits you." },
            { icon: "③", title: "You have a page of your own", text: "Orders, parcels and points in one place." },
          ],
        },
        rate("How points come about"),
        {
          kind: "note",
          when: "loyalty.signUp",
          title: "For joining",
          text: "{{ loyalty.signUp | points }} are yours.",
        },
      ],
      button: { label: "See how it works", to: to.page },
    },
  ),
  letter(
    "join-earned",
    { ja: "会員のご案内：これまでの分", en: "Joining: what it would have been" },
    "value",
    {
      subject: "次のお買い物から、ポイントが付きます",
      preheader: "いつものお買い物はそのままに、ポイントだけが増えていきます。",
      title: "次のお買い物から、貯まります。",
      text: [
        "いつものお買い物の流れは変わりません。会員になっておくだけで、ポイントが付きます。",
        "貯めた分の使いみちも、ご自分で選べます。",
      ],
      inside: [rate("付き方"), earning("お買い物のほかにも")],
      button: { label: "会員のページを見る", to: to.page },
    },
    {
      subject: "From your next order on, it adds up",
      preheader: "Nothing changes in how you order; only points are added.",
      title: "From your next order on, it adds up.",
      text: [
        "Nothing changes in how you order. Being a member is enough for points to come about.",
        "What you do with them is up to you.",
      ],
      inside: [rate("How they come about"), earning("And besides buying")],
      button: { label: "See the page for members", to: to.page },
    },
  ),
  letter(
    "join-voices",
    { ja: "会員のご案内：使い方の例", en: "Joining: how it is used" },
    "value",
    {
      subject: "会員の方は、こんなふうに使っています",
      preheader: "次の一回に、贈りものに、とっておいて。三つの使い方です。",
      title: "こんなふうに、使われています。",
      text: ["会員の方の、よくある使い方をご紹介します。合うものがあれば、のぞいてみてください。"],
      inside: [
        {
          kind: "benefits",
          about: "membership",
          title: "三つの使い方",
          items: [
            { title: "次の一回に", text: "貯まった分を、そのまま次のお買い物に。" },
            { title: "贈りものに", text: "包装や送料の特典を、贈る日に。" },
            { title: "とっておく", text: "期限を確かめながら、ほしい特典まで。" },
          ],
        },
      ],
      button: { label: "会員のページを見る", to: to.page },
    },
    {
      subject: "How members use their points",
      preheader: "With the next order, for a present, or saved up: three ways.",
      title: "How members use them.",
      text: ["Three ways in which our members use their points. If one suits you, have a look."],
      inside: [
        {
          kind: "benefits",
          about: "membership",
          title: "Three ways",
          items: [
            { title: "With the next order", text: "What has come together pays a part of it." },
            { title: "For a present", text: "Wrapping or shipping, on the day it is given." },
            { title: "Saved up", text: "With an eye on their last day, for the reward you want." },
          ],
        },
      ],
      button: { label: "See the page for members", to: to.page },
    },
  ),
  letter(
    "thanks-for-word",
    { ja: "ご感想へのお礼", en: "Thank you for your word" },
    "value",
    {
      subject: "ご感想を、ありがとうございました",
      preheader: "いただいた声は、次の品を考えるときの手がかりです。",
      title: "うれしいご感想でした。",
      text: [
        "お時間をいただき、ありがとうございました。使ってくださる方の声が、次の品を考えるときの、いちばんの手がかりです。",
      ],
      button: { label: "お店の近況を見る", to: to.shop },
    },
    {
      subject: "Thank you for what you told us",
      preheader: "It helps us when we think about what comes next.",
      title: "We were glad to hear it.",
      text: [
        "Thank you for taking the time. Nothing helps us more when we think about what comes next than those who use what we make.",
      ],
      button: { label: "See what is new", to: to.shop },
    },
  ),
  letter(
    "bring-a-friend",
    { ja: "お友だちへのご紹介", en: "Bringing a friend" },
    "ask",
    {
      subject: "お友だちに、教えていただけませんか",
      preheader: "あなたとお友だちの両方に、お礼をご用意しています。",
      title: "合いそうな方が、いらっしゃいましたら。",
      text: [
        "気に入ってくださったものを、合いそうな方に教えていただけたらうれしいです。あなた専用のリンクをご用意しました。",
      ],
      inside: [
        { kind: "note", when: "referral.reward", title: "お二人へのお礼", text: "{{ referral.reward }}" },
        { kind: "text", when: "referral.disclosure", text: told.ja, tone: "quiet" },
      ],
      button: { label: "紹介のページを開く", to: to.page },
    },
    {
      subject: "Would you tell a friend about us?",
      preheader: "There is a thank-you for both of you.",
      title: "If you know somebody whom it would suit.",
      text: ["We would be glad if you told somebody about what you like. There is a link of your own for it."],
      inside: [
        {
          kind: "note",
          when: "referral.reward",
          title: "A thank-you for both",
          text: "{{ referral.rewardEn | default: referral.reward }}",
        },
        { kind: "text", when: "referral.disclosure", text: told.en, tone: "quiet" },
      ],
      button: { label: "Open your page for friends", to: to.page },
    },
  ),
  letter(
    "review-wish",
    { ja: "口コミのお願い", en: "Asking for a review" },
    "ask",
    {
      subject: "使い心地を、聞かせていただけませんか",
      preheader: "よいことも、そうでないことも。次に選ぶ方の助けになります。",
      title: "使い心地は、いかがですか。",
      text: [
        "使ってみて感じたことを、短くても聞かせていただけたらうれしいです。よいことも、そうでないことも、次に選ぶ方の助けになります。",
      ],
      inside: [
        {
          kind: "note",
          when: "loyalty.review",
          title: "{{ loyalty.review.label }}",
          text: "お礼に{{ loyalty.review.points | points }}をお付けします。評価の内容にはかかわりません。",
        },
      ],
      button: { label: "感想を書く", to: to.review },
    },
    {
      subject: "Would you tell us how it is to use?",
      preheader: "Good or not so good: it helps those who choose next.",
      title: "How is it to use?",
      text: [
        "We would be glad of a few words on how it is to use. Good or not so good, they help those who choose next.",
      ],
      inside: [
        {
          kind: "note",
          when: "loyalty.review",
          title: "{{ loyalty.review.label }}",
          text: "{{ loyalty.review.points | points }} as a thank-you, whatever you write.",
        },
      ],
      button: { label: "Write what you think", to: to.review },
    },
  ),
  letter(
    "vip-preview",
    { ja: "いつもの方へ、お礼", en: "A thank-you to those who carry us" },
    "value",
    {
      subject: "いつも選んでくださって、ありがとうございます",
      preheader: "長く来てくださる方に、いまお使いいただける特典をまとめました。",
      title: "いつも、ありがとうございます。",
      text: [
        "{% if member.years and member.years > 0 %}会員になられて{{ member.years }}年になります。{% endif %}長く選んでくださる方がいて、店が続いています。ご用意しているものを、あらためてお知らせします。",
      ],
      inside: [benefits("お使いいただける特典"), balance],
      button: { label: "自分のページを見る", to: to.page },
    },
    {
      subject: "Thank you for coming back to us",
      preheader: "What there is for those who have been with us for long.",
      title: "Thank you for coming back.",
      text: [
        "{% if member.years and member.years > 0 %}You have been a member for {{ member.years }} {% if member.years == 1 %}year{% else %}years{% endif %}. {% endif %}It is those who come back who keep a shop going. Here is once more what is yours.",
      ],
      inside: [benefits("What is yours"), balance],
      button: { label: "See your page", to: to.page },
    },
  ),
  letter(
    "vip-voice",
    { ja: "ご意見をうかがいたい", en: "May we ask your opinion?" },
    "ask",
    {
      subject: "ひとつ、ご意見をうかがえますか",
      preheader: "よく知ってくださる方の言葉で、決めたいことがあります。",
      title: "ご意見を、聞かせてください。",
      text: [
        "長く使ってくださる方にこそ、うかがいたいことがあります。一言で結構です。いただいた返事は、店の者が読みます。",
      ],
      button: { label: "ひとこと答える", to: to.survey },
    },
    {
      subject: "May we ask for your opinion?",
      preheader: "There is something that we would like to decide with those who know us.",
      title: "We would like to hear you.",
      text: [
        "There is something that only those can tell us who have been with us for long. A word is enough, and a person reads it.",
      ],
      button: { label: "Answer in a word", to: to.survey },
    },
  ),
  letter(
    "double-points",
    { ja: "しばらくぶりのポイント2倍", en: "Double points, after a while" },
    "discount",
    {
      subject: "しばらくのあいだ、ポイントが2倍になります",
      preheader: "あなたのお買い物だけ、2週間。",
      title: "あなたのポイントを、2倍に。",
      text: ["またお会いできたらと、今日から2週間、あなたのお買い物のポイントを2倍にしました。手続きはいりません。"],
      inside: [
        {
          kind: "note",
          when: "loyalty.boost.until",
          title: "2倍になるのは",
          text: "{{ loyalty.boost.until | moment }}まで",
        },
      ],
      button: { label: "お店を見る", to: to.shop },
    },
    {
      subject: "For a while, your points count double",
      preheader: "Only yours, for two weeks.",
      title: "Your points count double.",
      text: [
        "We would be glad to see you again: for two weeks from today, what you buy earns double. There is nothing to do for it.",
      ],
      inside: [
        {
          kind: "note",
          when: "loyalty.boost.until",
          title: "Double until",
          text: "{{ loyalty.boost.until | moment }}",
        },
      ],
      button: { label: "See the shop", to: to.shop },
    },
  ),
]
