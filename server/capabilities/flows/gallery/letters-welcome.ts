import { code, letter, note, to } from "./letter.ts"

/** The first weeks: who we are, something useful, and only then a wish (G04, G27, G37, G38, G25). */
export const welcomeLetters = [
  letter(
    "welcome-warm",
    { ja: "はじめまして（あたたかく）", en: "Welcome, warmly" },
    "value",
    {
      subject: "はじめまして。ご登録ありがとうございます",
      preheader: "これからお届けするお便りのことと、私たちのことを少しだけ。",
      title: "ご登録ありがとうございます。",
      text: [
        "数あるお店の中から見つけてくださって、とてもうれしく思います。",
        "このお便りでは、品物がどう生まれるか、長く気持ちよく使うコツ、季節のおすすめを、多くても週に一度お届けします。売り込みよりも、役に立つことを先に書くと決めています。",
        "知りたいことや困ったことがあれば、このお便りにそのまま返信してください。店の者が読んでお答えします。",
      ],
      button: { label: "お店をのぞいてみる", to: to.shop },
      after: "お便りの回数や内容は、いつでも[こちら](" + to.preferences + ")で選び直せます。",
    },
    {
      subject: "Welcome, and thank you for joining us",
      preheader: "What our letters will be about, and a little about who we are.",
      title: "Thank you for joining us.",
      text: [
        "Of all the shops there are, you found ours. That makes us happy.",
        "Our letters tell how things are made, how to enjoy them for long, and what suits the season: once a week at most. We write what is useful first, and sell second.",
        "Is there something you would like to know? Just answer this letter. A person in our shop reads it.",
      ],
      button: { label: "Look around the shop", to: to.shop },
      after: "You can choose how often we write, and about what, [on this page](" + to.preferences + ") at any time.",
    },
  ),
  letter(
    "welcome-short",
    { ja: "はじめまして（短く）", en: "Welcome, in brief" },
    "value",
    {
      subject: "ご登録が完了しました",
      preheader: "まずは、選ばれている品からご覧ください。ご質問は返信でどうぞ。",
      title: "ようこそ。",
      text: [
        "ご登録が完了しました。まずは、多くの方が最初に選ばれる品をご覧ください。迷ったら、このお便りに返信してご相談ください。",
      ],
      button: { label: "最初の一品を見る", to: to.shop },
    },
    {
      subject: "You are in. Here is where to begin",
      preheader: "A first look at what most people choose. Questions? Just reply.",
      title: "Welcome.",
      text: [
        "You are in. A good place to begin is what most people choose first. If you are not sure, answer this letter and ask us.",
      ],
      button: { label: "See where to begin", to: to.shop },
    },
  ),
  letter(
    "story-beginning",
    { ja: "店のはじまり", en: "How it began" },
    "value",
    {
      subject: "この店をはじめた日のこと",
      preheader: "ほしいものが見つからなかった。それが、この店のはじまりでした。",
      title: "この店のはじまりの話です。",
      text: [
        "ほしいものが、どこにも見つからなかった。それが、この店のはじまりでした。",
        "無ければ自分たちで、と作り手を訪ね歩き、試しては直し、家族や友人に使ってもらい、ようやく「これなら」と言えるものができました。最初の一つを手渡した日のことは、いまもよく覚えています。",
        "大きくなることよりも、毎度お付き合いいただけることを。その気持ちは、あの日から変わっていません。",
      ],
      button: { label: "はじまりの品を見る", to: to.shop },
    },
    {
      subject: "The day we opened this shop",
      preheader: "We could not find what we were looking for. That is how it began.",
      title: "This is how our shop began.",
      text: [
        "We could not find what we were looking for, anywhere. That is how our shop began.",
        "So we went from maker to maker, tried and mended, asked family and friends, until there was something we could stand behind. We still remember the day we handed over the first one.",
        "Rather than grow large, we want you to be glad to come back. That has not changed since.",
      ],
      button: { label: "See where it all began", to: to.shop },
    },
  ),
  letter(
    "story-making",
    { ja: "作り手をたずねて", en: "Where it is made" },
    "value",
    {
      subject: "作り手をたずねました",
      preheader: "手間のかかる一工程を、なぜ省かないのか。現場で聞いてきました。",
      title: "作り手の仕事場から。",
      text: [
        "私たちの品には、少し手間のかかる工程があります。省けば早く、安くもなります。それでも省かない理由を、作り手に聞いてきました。",
        "「使う人は気づかないかもしれない。でも、十回、百回と使ううちに、違いが出る」。その言葉のとおり、長くお使いの方ほど、よさを教えてくださいます。",
        "素材のこと、作り方のこと、もっと知りたいことがあれば、返信で聞いてください。",
      ],
      button: { label: "品物と作り手を見る", to: to.shop },
    },
    {
      subject: "A visit to the people who make it",
      preheader: "One step takes time, and they will not leave it out. We asked why.",
      title: "From the workshop.",
      text: [
        "One step in the making takes time. Leaving it out would be quicker, and cheaper. We asked the makers why they keep it.",
        "“You may not notice it at first. After ten uses, after a hundred, you will.” And indeed, it is those who have had theirs longest who tell us.",
        "If you would like to know more about what it is made of, answer this letter and ask.",
      ],
      button: { label: "See the goods and their makers", to: to.shop },
    },
  ),
  letter(
    "guide-choose",
    { ja: "選び方の案内", en: "How to choose" },
    "value",
    {
      subject: "迷ったときの、選び方",
      preheader: "三つの問いに答えるだけで、合うものが見えてきます。",
      title: "合うものの選び方です。",
      text: ["よくいただくご相談は「どれが自分に合うのか分からない」です。店では、次の三つをうかがっています。"],
      inside: [
        note("一、どんなときに使いますか", "毎日か、特別な日か。場面が決まると、大きさと種類が決まります。"),
        note("二、いま、何に困っていますか", "足りないところが分かれば、選ぶ理由になります。"),
        note("三、だれが使いますか", "ご自分か、ご家族か、贈る方か。お手入れのしやすさも考えに入れましょう。"),
      ],
      button: { label: "答えに合う品を探す", to: to.shop },
      after: "それでも迷ったら、三つの答えを書いて返信してください。店の者が一緒に選びます。",
    },
    {
      subject: "How to choose, when you are not sure",
      preheader: "Three questions are enough to see what fits you.",
      title: "How to find what fits.",
      text: ["“Which one is right for me?” is what we are asked most. In the shop we ask three things in return."],
      inside: [
        note("One: when will you use it?", "Every day, or on special ones? Knowing the moment decides size and kind."),
        note("Two: what bothers you now?", "What is missing today is the reason to choose."),
        note("Three: who is it for?", "You, your family, or a present? Think of how easy it is to care for, too."),
      ],
      button: { label: "Find what fits your answers", to: to.shop },
      after: "Still unsure? Reply with your three answers. We will choose with you.",
    },
  ),
  letter(
    "guide-care",
    { ja: "長く使うコツ", en: "How to make it last" },
    "value",
    {
      subject: "長く使うための、小さなコツ",
      preheader: "買う前に知っておくと、長く付き合えます。手入れは思うより簡単です。",
      title: "長く使うためのコツです。",
      text: [
        "よいものを長く使うコツは、実は買う前にあります。どこに置くか、どのくらい使うか、どう手入れするか。先に知っておくと、選ぶ目が変わります。",
        "手入れは、使うたびに少しだけ。まとめて頑張るより、よい状態が長く続きます。",
        "ほかのお店で買われたものにも使える話です。どうぞお役立てください。",
      ],
      button: { label: "使い方と手入れを見る", to: to.shop },
    },
    {
      subject: "Small habits that make good things last",
      preheader: "Worth knowing before you buy. Care is easier than you may think.",
      title: "How to make it last.",
      text: [
        "Making good things last begins before you buy: where will it stand, how often will you use it, how is it cared for? Knowing this changes what you look for.",
        "A little care after each use does more than a great deal once a year.",
        "All of this holds for what you bought elsewhere, too. We hope it is of use.",
      ],
      button: { label: "Read about use and care", to: to.shop },
    },
  ),
  letter(
    "first-choice",
    { ja: "最初の一品のおすすめ", en: "The first choice" },
    "ask",
    {
      subject: "最初の一品に、選ばれているもの",
      preheader: "はじめての方が選び、そのあとも使い続けている品をまとめました。",
      title: "はじめての一品に。",
      text: [
        "これまでのお便りで、私たちのことを少し知っていただけたでしょうか。",
        "はじめての方がよく選び、そのあとも使い続けてくださっている品をまとめました。合わなかったときの返品と交換についても、ページでご確認いただけます。",
      ],
      button: { label: "はじめての一品を見る", to: to.shop },
    },
    {
      subject: "What people choose first, and keep",
      preheader: "The goods that newcomers choose, and that they go on using.",
      title: "For a first choice.",
      text: [
        "By now we hope you know us a little.",
        "Here is what newcomers often choose first and go on using. How to return or exchange what does not fit is written on the page, too.",
      ],
      button: { label: "See the first choices", to: to.shop },
    },
  ),
  letter(
    "first-offer",
    { ja: "はじめてのご注文の特典", en: "An offer for the first order" },
    "discount",
    {
      subject: "はじめてのご注文に、ご用意しました",
      preheader: "はじめての一度だけお使いいただける、あなた専用のコードです。",
      title: "はじめてのご注文のために。",
      text: [
        "気になる品が見つかったら、どうぞこの機会に。はじめてのご注文で一度だけお使いいただける特典をご用意しました。",
        "ご注文のときに、下のコードを入力してください。",
      ],
      inside: [code("はじめてのご注文の特典")],
      button: { label: "特典を使って選ぶ", to: to.offer },
      after: "このコードはあなた専用です。はじめてのご注文で一度だけお使いいただけます。",
    },
    {
      subject: "Something for your first order",
      preheader: "A code of your own, good once, for your first order.",
      title: "For your first order.",
      text: [
        "If something has caught your eye, this may be the moment: here is an offer for your first order.",
        "Enter this code when you order.",
      ],
      inside: [code("For your first order")],
      button: { label: "Choose with your offer", to: to.offer },
      after: "The code is yours alone and can be used once, for a first order.",
    },
  ),
  letter(
    "first-offer-ends",
    { ja: "特典の期限のお知らせ", en: "The offer ends soon" },
    "discount",
    {
      subject: "特典は{{ offer.validUntil | moment: 'short' }}までです",
      preheader: "はじめてのご注文の特典の期限をお知らせします。ご不要でしたら、そのままで。",
      title: "特典の期限のお知らせです。",
      text: [
        "はじめてのご注文の特典は、下の期限までお使いいただけます。",
        "ご不要でしたら、このままで大丈夫です。この特典についてのお知らせは、これが最後です。",
      ],
      inside: [code("はじめてのご注文の特典")],
      button: { label: "特典を使って選ぶ", to: to.offer },
    },
    {
      subject: "Your offer is good until {{ offer.validUntil | moment: 'short' }}",
      preheader: "A reminder of when your first-order offer ends. No need to act if it is not for you.",
      title: "Your offer ends soon.",
      text: [
        "Your first-order offer is good until the day below.",
        "If it is not for you, there is nothing to do. This is the last we write about it.",
      ],
      inside: [code("For your first order")],
      button: { label: "Choose with your offer", to: to.offer },
    },
  ),
]
