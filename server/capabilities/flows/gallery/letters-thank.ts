import { letter, to } from "./letter.ts"

const balance = { kind: "points" } as const
/** The balance, how points come about by the rules of that moment, and what is missing to a reward (I07, I08, I18, I28). */
const balanceAndMore = {
  kind: "points" as const,
  shows: ["loyalty.earning" as const, "rewards.next" as const],
}
/** The actions that earn at that moment, each with its points. */
const earning = (title: string) => ({ kind: "benefits", about: "earning", from: "loyalty.actions", title }) as const
/** What the reader's rank and plans give her at that moment (H14, I22). */
const benefits = (title: string) => ({ kind: "benefits", about: "membership", from: "member.benefits", title }) as const

/** Letters to members, and to those who are none yet: points, ranks, rewards, friends (I01–I33). */
export const thankLetters = [
  letter(
    "member-hello",
    { ja: "会員になった日に", en: "On the day of joining" },
    "value",
    {
      subject: "会員になってくださって、ありがとうございます",
      preheader: "あなたのページの使い方と、ポイントの付き方を、短くまとめました。",
      title: "ようこそ。",
      text: [
        "会員になってくださって、ありがとうございます。ポイント、ランク、特典は、すべてあなたのページで見られます。パスワードはいりません。",
      ],
      inside: [balanceAndMore, earning("お買い物のほかにも")],
      button: { label: "自分のページを見る", to: to.page },
    },
    {
      subject: "Thank you for becoming a member",
      preheader: "How your own page works and how points come about, in short.",
      title: "Welcome.",
      text: [
        "Thank you for becoming a member. Your points, your rank and your benefits are all on your own page. There is no password.",
      ],
      inside: [balanceAndMore, earning("And besides buying")],
      button: { label: "See your page", to: to.page },
    },
  ),
  letter(
    "member-benefits",
    { ja: "会員でいると、いいこと", en: "What membership is good for" },
    "value",
    {
      subject: "会員の方に、していること",
      preheader: "いまのランクの特典と、次のランクまでの道のりです。",
      title: "会員の方に、していること。",
      text: ["お店を続けられるのは、くり返し来てくださる方のおかげです。そのお礼を、特典という形にしています。"],
      inside: [
        benefits("いまの特典"),
        {
          kind: "note",
          when: "member.next.name",
          title: "次のランク",
          text: "{{ member.next.name }}まで、あと{{ member.next.missingText }}です。",
        },
      ],
      button: { label: "特典を確かめる", to: to.page },
    },
    {
      subject: "What we do for members",
      preheader: "The benefits of your rank, and how far it is to the next one.",
      title: "What we do for members.",
      text: ["It is those who come back who keep our shop going. The benefits are how we say thank you."],
      inside: [
        benefits("Your benefits now"),
        {
          kind: "note",
          when: "member.next.name",
          title: "The next rank",
          text: "{{ member.next.missingText }} to go to {{ member.next.name }}.",
        },
      ],
      button: { label: "See your benefits", to: to.page },
    },
  ),
  letter(
    "points-waiting",
    { ja: "貯まっているポイントのお知らせ", en: "The points you have" },
    "value",
    {
      subject: "お持ちのポイントをお知らせします",
      preheader: "いまの残高と、特典までの差です。",
      title: "ポイントが、待っています。",
      text: [
        "しばらくお使いになっていないので、お持ちの分をお知らせします。何に使えるかは、あなたのページで選べます。",
      ],
      inside: [balanceAndMore],
      button: { label: "使いみちを見る", to: to.page },
    },
    {
      subject: "The points you have with us",
      preheader: "What you have now, and how far it is to a reward.",
      title: "Your points are waiting.",
      text: [
        "You have not used them for a while, so here is what you have. What they are good for stands on your page.",
      ],
      inside: [balanceAndMore],
      button: { label: "See what they are good for", to: to.page },
    },
  ),
  letter(
    "redeem-favourites",
    { ja: "いま交換できるもの", en: "What your points can be now" },
    "value",
    {
      subject: "いまのポイントで、選べるもの",
      preheader: "先日ご覧になった特典のうち、いま交換できるものです。",
      title: "いまのポイントで、選べます。",
      text: ["先日、特典のページを見てくださいました。いまお持ちのポイントで交換できるものがあります。"],
      inside: [
        balance,
        {
          kind: "note",
          when: "rewards.affordable",
          title: "たとえば",
          text: "{% for reward in rewards.affordable %}{{ reward.name }}（{{ reward.needs | points }}）{% unless forloop.last %}、{% endunless %}{% endfor %}",
        },
      ],
      button: { label: "特典を選ぶ", to: to.page },
    },
    {
      subject: "What your points can be now",
      preheader: "Of the rewards that you looked at, those that you can have today.",
      title: "Your points are enough.",
      text: ["You looked at our rewards the other day. With the points you have, there is something to choose."],
      inside: [
        balance,
        {
          kind: "note",
          when: "rewards.affordable",
          title: "For example",
          text: "{% for reward in rewards.affordable %}{{ reward.name }} ({{ reward.needs | points }}){% unless forloop.last %}, {% endunless %}{% endfor %}",
        },
      ],
      button: { label: "Choose a reward", to: to.page },
    },
  ),
  letter(
    "points-ending",
    { ja: "期限の近いポイント", en: "Points that end soon" },
    "value",
    {
      subject: "ポイントの有効期限のお知らせ",
      preheader: "期限の近い分があります。日付と使いみちをお知らせします。",
      title: "期限の近いポイントがあります。",
      text: ["お知らせだけで、急いでいただく必要はありません。お買い物のご予定があれば、先にお使いになれます。"],
      inside: [balance],
      button: { label: "期限と使いみちを見る", to: to.page },
    },
    {
      subject: "Some of your points will end",
      preheader: "Which, on what day, and what they are good for until then.",
      title: "Some of your points will end soon.",
      text: ["This is only to let you know. If you were about to order anyway, they can be used first."],
      inside: [balance],
      button: { label: "See days and uses", to: to.page },
    },
  ),
  letter(
    "points-arrived",
    { ja: "ポイントが使えるようになりました", en: "Points have become usable" },
    "value",
    {
      subject: "ポイントが使えるようになりました",
      preheader: "お買い物の分が確定しました。残高をお知らせします。",
      title: "ポイントが、使えるようになりました。",
      text: ["先日のお買い物の分が確定しました。次のお買い物から、または特典との交換に、お使いになれます。"],
      inside: [balance],
      button: { label: "内訳を見る", to: to.page },
    },
    {
      subject: "Your points can be used now",
      preheader: "Those of your last order are settled. Here is what you have.",
      title: "Your points can be used now.",
      text: ["The points of your last order are settled. Use them with your next one, or for a reward."],
      inside: [balance],
      button: { label: "See where they came from", to: to.page },
    },
  ),
  letter(
    "rank-reached",
    { ja: "ランクが上がった日に", en: "On reaching a rank" },
    "value",
    {
      subject: "ランクが上がりました。いつもありがとうございます",
      preheader: "今日から使える特典を、まとめました。",
      title: "ランクが上がりました。",
      text: ["いつも選んでくださって、ありがとうございます。今日から、特典が増えています。"],
      inside: [
        { kind: "note", when: "member.rank", title: "いまのランク", text: "{{ member.rank }}" },
        benefits("今日からの特典"),
      ],
      button: { label: "特典を確かめる", to: to.page },
    },
    {
      subject: "You have reached a new rank. Thank you",
      preheader: "What is new for you from today on.",
      title: "You have reached a new rank.",
      text: ["Thank you for choosing us again and again. From today on there is more for you."],
      inside: [
        { kind: "note", when: "member.rank", title: "Your rank", text: "{{ member.rank }}" },
        benefits("From today on"),
      ],
      button: { label: "See your benefits", to: to.page },
    },
  ),
]
