import { cartItems, code, letter, note, seenItems, to } from "./letter.ts"

/** What was left behind comes back exactly, and the reason why it was left chooses the words (G06, G07, G08, G39). */
export const leftLetters = [
  letter(
    "cart-kept",
    { ja: "かごをそのままに", en: "The cart, kept as it was" },
    "value",
    {
      subject: "かごの中身を、そのままにしてあります",
      preheader: "入れてくださった品を、すぐに続きからご覧いただけます。",
      title: "かごの中身を、お預かりしています。",
      text: ["選んでくださった品を、そのままにしてあります。続きからどうぞ。"],
      inside: [cartItems],
      button: { label: "かごに戻る", to: to.cart, note: "在庫と価格は、かごを開いたときのものになります。" },
      after: "迷っているところがあれば、このお便りに返信してください。店の者がお答えします。",
    },
    {
      subject: "Your cart is just as you left it",
      preheader: "What you chose is still here. Go on where you stopped.",
      title: "We have kept your cart for you.",
      text: ["What you chose is still here, just as you left it."],
      inside: [cartItems],
      button: {
        label: "Back to your cart",
        to: to.cart,
        note: "Stock and prices are those of the moment you open it.",
      },
      after: "If something is holding you back, answer this letter. A person in our shop will help.",
    },
  ),
  letter(
    "cart-learn",
    { ja: "かごの品をくわしく", en: "More about what is in the cart" },
    "value",
    {
      subject: "選ばれた品のことを、もう少し",
      preheader: "使い方、届くまでの日数、合わなかったときのこと。決める前に。",
      title: "決める前に、もう少しだけ。",
      text: [
        "かごの品について、よくいただくご質問をまとめました。使い方、お届けまでの日数、合わなかったときの返品と交換。気になるところだけ、どうぞ。",
        "いま決めなくても大丈夫です。「あとで」と思われたら、かごはこのままにしておきます。",
      ],
      inside: [cartItems],
      button: { label: "品物のページを見る", to: to.cart },
    },
    {
      subject: "A little more about what you chose",
      preheader: "How to use it, when it arrives, and what if it does not fit.",
      title: "Before you decide.",
      text: [
        "Here is what people ask about the goods in your cart: how to use them, when they arrive, and what happens if they do not fit.",
        "There is no need to decide today. Your cart stays as it is.",
      ],
      inside: [cartItems],
      button: { label: "Read about them", to: to.cart },
    },
  ),
  letter(
    "cart-price",
    { ja: "価格で迷った方へ", en: "When it was the price" },
    "discount",
    {
      subject: "かごの品に、お使いいただける特典です",
      preheader: "価格のことでお迷いの方に。{{ offer.validUntil | moment: 'short' }}までのコードです。",
      title: "価格のこと、お聞かせくださってありがとうございます。",
      text: ["お知らせくださった声にお応えして、かごの品に一度だけお使いいただける特典をご用意しました。"],
      inside: [code("かごの品に使える特典"), cartItems],
      button: { label: "特典を使ってかごに戻る", to: to.cart },
    },
    {
      subject: "An offer for what is in your cart",
      preheader: "You told us it was the price. A code, good until {{ offer.validUntil | moment: 'short' }}.",
      title: "Thank you for telling us it was the price.",
      text: ["In return, here is an offer for what is in your cart, good once."],
      inside: [code("For what is in your cart"), cartItems],
      button: { label: "Back to your cart with the offer", to: to.cart },
    },
  ),
  letter(
    "cart-payment",
    { ja: "お支払いで迷った方へ", en: "When it was the payment" },
    "value",
    {
      subject: "お支払い方法のご案内",
      preheader: "お使いいただけるお支払い方法と、うまくいかないときの直し方です。",
      title: "お支払い方法のご案内です。",
      text: [
        "お支払いのところでお手間をおかけしたようで、申し訳ありません。ご購入手続きの画面で、いまお使いいただける方法をすべてご覧いただけます。",
        "うまくいかないときは、別の方法を選び直すか、このお便りに返信してください。一緒に確かめます。",
      ],
      inside: [cartItems],
      button: { label: "お支払い方法を選ぶ", to: to.cart },
    },
    {
      subject: "Ways to pay",
      preheader: "All the ways to pay, and what to do when one does not work.",
      title: "All the ways to pay.",
      text: [
        "We are sorry that paying was a trouble. The checkout shows every way to pay that you can use now.",
        "If one does not work, choose another, or answer this letter and we will look into it together.",
      ],
      inside: [cartItems],
      button: { label: "Choose how to pay", to: to.cart },
    },
  ),
  letter(
    "cart-shipping",
    { ja: "送料・お届けで迷った方へ", en: "When it was the shipping" },
    "value",
    {
      subject: "送料とお届け日のご案内",
      preheader: "送料の決まり方と、いつ届くか。ご注文の前にご確認いただけます。",
      title: "送料とお届け日のことです。",
      text: [
        "送料とお届け予定日は、ご購入手続きで郵便番号を入れると、お支払いの前にはっきり分かります。",
        "ご希望の日や受け取り方法があれば、返信で教えてください。できる方法を一緒に探します。",
      ],
      inside: [cartItems],
      button: { label: "送料とお届け日を確かめる", to: to.cart },
    },
    {
      subject: "What shipping costs, and when it arrives",
      preheader: "Both are shown before you pay. Here is where.",
      title: "About shipping.",
      text: [
        "Enter your postal code in the checkout, and both the cost and the day of arrival are shown before you pay.",
        "Do you need it on a certain day, or at another place? Answer this letter and we will find a way.",
      ],
      inside: [cartItems],
      button: { label: "See cost and day of arrival", to: to.cart },
    },
  ),
  letter(
    "cart-returns",
    { ja: "返品・交換が心配な方へ", en: "When it was the returns" },
    "value",
    {
      subject: "合わなかったときのこと",
      preheader: "返品と交換の決まりを、短くまとめました。ご注文の前にどうぞ。",
      title: "合わなかったときも、ご相談ください。",
      text: [
        "返品と交換の決まりを、短くまとめました。細かなことは品物のページでもご確認いただけます。",
        "当てはまるか分からないときは、ご注文の前に返信でお尋ねください。",
      ],
      inside: [
        note(
          "合わなかったときは",
          "お届けのあと、お申し出の期限の中でしたら承ります。期限と送料のご負担は、品物のページにはっきり書いています。",
        ),
        cartItems,
      ],
      button: { label: "かごに戻る", to: to.cart },
    },
    {
      subject: "If it does not fit",
      preheader: "How returns and exchanges work, in a few lines.",
      title: "If it does not fit, tell us.",
      text: [
        "Here is how returns and exchanges work, in short. The details stand on the page of each product.",
        "Not sure whether it applies? Answer this letter before you order.",
      ],
      inside: [
        note(
          "If it does not suit you",
          "Tell us within the time that the product page states. Who pays for the way back is written there, too.",
        ),
        cartItems,
      ],
      button: { label: "Back to your cart", to: to.cart },
    },
  ),
  letter(
    "checkout-waits",
    { ja: "お手続きの続き", en: "The checkout waits" },
    "value",
    {
      subject: "お手続きが、あと少しで終わります",
      preheader: "入力の続きからお進みいただけます。まだご注文は完了していません。",
      title: "ご購入の手続きが途中です。",
      text: [
        "念のためのお知らせです。ご購入の手続きが途中のため、ご注文はまだ完了していません。",
        "画面の不具合や分かりにくいところがあったら、返信で教えてください。すぐに直します。",
      ],
      inside: [cartItems],
      button: { label: "手続きの続きへ", to: to.cart },
    },
    {
      subject: "Your checkout is almost done",
      preheader: "Go on where you stopped. Nothing has been ordered yet.",
      title: "Your checkout is not finished.",
      text: [
        "Just so you know: the checkout was not finished, so nothing has been ordered yet.",
        "If something did not work or was hard to understand, please tell us by answering. We will mend it.",
      ],
      inside: [cartItems],
      button: { label: "Go on with the checkout", to: to.cart },
    },
  ),
  letter(
    "browse-again",
    { ja: "ご覧になった品", en: "What you looked at" },
    "value",
    {
      subject: "先日ご覧になった品のこと",
      preheader: "気になった品を、もう一度見つけやすいようにまとめました。",
      title: "気になった品を、もう一度。",
      text: ["先日ご覧になった品を、見つけやすいようにまとめました。使い方やお手入れは、品物のページにのせています。"],
      inside: [seenItems],
      button: { label: "もう一度見る", to: to.shop },
      after: "選び方のご相談は、このお便りへの返信で承ります。",
    },
    {
      subject: "About what you looked at",
      preheader: "So that you can find it again: what you looked at the other day.",
      title: "Here it is again.",
      text: ["What you looked at the other day, where you can find it easily. Use and care are described on its page."],
      inside: [seenItems],
      button: { label: "Look again", to: to.shop },
      after: "Would you like advice? Just answer this letter.",
    },
  ),
]
