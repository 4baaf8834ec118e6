import { affordable, balance, balanceAndMore, balanceAndNext, benefits, earning, letter, rate, to } from "./letter.ts"

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
      inside: [balanceAndNext, rate("お買い物で"), earning("お買い物のほかにも")],
      button: { label: "自分のページを見る", to: to.page },
    },
    {
      subject: "Thank you for becoming a member",
      preheader: "How your own page works and how points come about, in short.",
      title: "Welcome.",
      text: [
        "Thank you for becoming a member. Your points, your rank and your benefits are all on your own page. There is no password.",
      ],
      inside: [balanceAndNext, rate("When you buy"), earning("And besides buying")],
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
      preheader: "いまの残高と、選べる特典をまとめました。",
      title: "ポイントが、待っています。",
      text: ["しばらくお使いになっていないので、お持ちの分をお知らせします。使いみちは、あなたのページで選べます。"],
      inside: [balanceAndMore, affordable("いま選べるもの", "ja")],
      button: { label: "使いみちを見る", to: to.page },
    },
    {
      subject: "The points you have with us",
      preheader: "What you have now, and what it is good for.",
      title: "Your points are waiting.",
      text: [
        "You have not used them for a while, so here is what you have. On your own page you choose what becomes of it.",
      ],
      inside: [balanceAndMore, affordable("What you can have now", "en")],
      button: { label: "See what they are good for", to: to.page },
    },
  ),
  letter(
    "redeem-favourites",
    { ja: "いま交換できるもの", en: "What your points can be now" },
    "value",
    {
      subject: "いまのポイントで、選べるもの",
      preheader: "お持ちのポイントで交換できるものを、お好みに近い順に。",
      title: "いまのポイントで、選べます。",
      text: ["先日、特典のページを見てくださいました。いまお持ちのポイントで交換できるものがあります。"],
      inside: [balance, affordable("たとえば", "ja")],
      button: { label: "特典を選ぶ", to: to.page },
    },
    {
      subject: "What your points can be now",
      preheader: "What you can have today, beginning with what you seem to like.",
      title: "Your points are enough.",
      text: ["You looked at our rewards the other day. With the points you have, there is something to choose."],
      inside: [balance, affordable("For example", "en")],
      button: { label: "Choose a reward", to: to.page },
    },
  ),
  letter(
    "points-ending",
    { ja: "期限の近いポイント", en: "Points that end soon" },
    "value",
    {
      subject:
        "{% if points.expiring %}{{ points.expiring.on | day }}までのポイントがあります{% else %}ポイントの有効期限のお知らせ{% endif %}",
      preheader: "期限の近い分と、いま選べる特典をお知らせします。",
      title:
        "{% if points.expiring %}{{ points.expiring.amount | points }}は、{{ points.expiring.on | day }}までです。{% else %}期限の近いポイントがあります。{% endif %}",
      text: ["お買い物のときは、期限の近い分から先に使われます。ご予定がなければ、特典と交換することもできます。"],
      inside: [balance, affordable("いま選べるもの", "ja")],
      button: { label: "期限と使いみちを見る", to: to.page },
    },
    {
      subject:
        "{% if points.expiring %}Some of your points end on {{ points.expiring.on | day }}{% else %}Some of your points will end soon{% endif %}",
      preheader: "How many they are, and what they are good for until then.",
      title:
        "{% if points.expiring %}{{ points.expiring.amount | points }} can be used until {{ points.expiring.on | day }}.{% else %}Some of your points will end soon.{% endif %}",
      text: ["With your next order those that end first are used first. You can also choose a reward."],
      inside: [balance, affordable("What you can have now", "en")],
      button: { label: "See days and uses", to: to.page },
    },
  ),
  letter(
    "points-arrived",
    { ja: "ポイントが使えるようになりました", en: "Points have become usable" },
    "value",
    {
      subject: "ポイントが使えるようになりました",
      preheader: "付いた分と、いまの残高をお知らせします。",
      title:
        "{% if event.properties.points %}{{ event.properties.points | points }}が、使えるようになりました。{% else %}ポイントが、使えるようになりました。{% endif %}",
      text: ["次のお買い物に、または特典との交換に、今日からお使いになれます。"],
      inside: [balance],
      button: { label: "内訳を見る", to: to.page },
    },
    {
      subject: "Your points can be used now",
      preheader: "What came in, and what you have now.",
      title:
        "{% if event.properties.points %}{{ event.properties.points | points }} can be used now.{% else %}Your points can be used now.{% endif %}",
      text: ["Use them with your next order, or for a reward, from today on."],
      inside: [balance],
      button: { label: "See where they came from", to: to.page },
    },
  ),
  letter(
    "rank-reached",
    { ja: "ランクが上がった日に", en: "On reaching a rank" },
    "value",
    {
      subject:
        "{% if member.rank %}「{{ member.rank }}」になりました{% else %}ランクが上がりました{% endif %}。いつもありがとうございます",
      preheader: "今日から使える特典を、まとめました。",
      title: "{% if member.rank %}「{{ member.rank }}」になりました。{% else %}ランクが上がりました。{% endif %}",
      text: ["いつも選んでくださって、ありがとうございます。今日から、特典が増えています。"],
      inside: [benefits("今日からの特典")],
      button: { label: "特典を確かめる", to: to.page },
    },
    {
      subject:
        "{% if member.rank %}You have reached “{{ member.rank }}”{% else %}You have reached a new rank{% endif %}. Thank you",
      preheader: "What is new for you from today on.",
      title:
        "{% if member.rank %}You have reached “{{ member.rank }}”.{% else %}You have reached a new rank.{% endif %}",
      text: ["Thank you for choosing us again and again. From today on there is more for you."],
      inside: [benefits("From today on")],
      button: { label: "See your benefits", to: to.page },
    },
  ),
]
