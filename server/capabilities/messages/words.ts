import type { Text } from "#kernel/text"

/** What the blocks say by themselves, in the product's voice. */
export const words = {
  expected: { ja: "お届け予定", en: "Expected delivery" },
  expectedBefore: { ja: "これまでのお届け予定", en: "Expected until now" },
  orderNumber: { ja: "ご注文番号", en: "Order number" },
  carrier: { ja: "配送会社", en: "Carrier" },
  parcelNumber: { ja: "お問い合わせ番号", en: "Tracking number" },
  address: { ja: "お届け先", en: "Delivery address" },
  payment: { ja: "お支払い", en: "Payment" },
  total: { ja: "お支払い(税込)", en: "Total (tax included)" },
  subtotal: { ja: "小計", en: "Subtotal" },
  shipping: { ja: "送料", en: "Delivery" },
  discount: { ja: "割引", en: "Discount" },
  points: { ja: "ポイントご利用", en: "Points used" },
  gift: { ja: "ギフト包装", en: "Gift wrapping" },
  fee: { ja: "手数料", en: "Fees" },
  done: { ja: "済み", en: "Done" },
  now: { ja: "いまここ", en: "Now" },
  attention: { ja: "ご確認ください", en: "Please check" },
  later: { ja: "これから", en: "Ahead" },
  replyWelcome: {
    ja: "ご不明な点は、このメールに返信してください。",
    en: "If anything is unclear, simply reply to this mail.",
  },
  helpTitle: { ja: "ご不明な点は、お問い合わせください。", en: "If anything is unclear, please contact us." },
  askHere: { ja: "ご不明な点は、このトークでお尋ねください。", en: "If anything is unclear, ask us right here." },
  registration: { ja: "登録番号", en: "Registration no." },
  whySent: {
    ja: "ご注文の手続きに必要なお知らせのため、配信を止めている方にもお送りしています。",
    en: "This notice is part of your order, so it is also sent to customers who have stopped our newsletters.",
  },
  whyMarketing: {
    ja: "お便りをご希望の方にお送りしています。いつでも止められます。",
    en: "You receive this because you asked for our letters. You can stop them at any time.",
  },
  preferences: { ja: "お便りの設定", en: "Mail settings" },
  unsubscribe: { ja: "お便りを止める", en: "Unsubscribe" },
  returns: { ja: "返品・交換", en: "Returns" },
  privacy: { ja: "個人情報の扱い", en: "Privacy" },
  related: { ja: "ご一緒に使われているもの", en: "Goes well with it" },
  whyRelated: {
    ja: "お便りをご希望の方にだけお見せしています。",
    en: "Shown only to those who asked for our letters.",
  },
  more: { ja: "くわしく見る", en: "Read more" },
  soldOut: { ja: "ただいま品切れです", en: "Sold out at the moment" },
  inCart: { ja: "カートの品", en: "In your cart" },
  code: { ja: "クーポンコード", en: "Your code" },
  validUntil: { ja: "ご利用期限", en: "Valid until" },
  pointsUsable: { ja: "いま使えるポイント", en: "Points you can use now" },
  pointsExpiring: { ja: "期限の近いポイント", en: "Points about to expire" },
  pointsEarned: { ja: "貯まり方", en: "How they come about" },
  nextReward: { ja: "次の特典まで", en: "To the next reward" },
  keepContacts: {
    ja: "お便りが迷惑メールに入らないように、差出人のアドレスを連絡先に加えてください。",
    en: "To keep our letters out of the spam folder, add the sender's address to your contacts.",
  },
  keepInbox: {
    ja: "Gmailの「プロモーション」に届いたときは、このメールを「メイン」へ動かすと、次から気づきやすくなります。",
    en: "If Gmail shows this under Promotions, move it to Primary and you will notice the next one.",
  },
  starsOf: { ja: "5つのうち", en: "out of 5" },
} as const satisfies Record<string, Text>

/** "いまは LINE か 0120-… でも承ります": the other ways to a person, with `{ways}` and `{hours}` filled in. */
export const supportSentence = {
  withHours: { ja: "{hours}は {ways} でも承ります。", en: "We also answer {ways}, {hours}." },
  anyTime: { ja: "{ways} でも承ります。", en: "We also answer {ways}." },
  join: { ja: " か ", en: " or " },
} as const

/** The tax within the total: うち消費税(10%). `{rate}` is a figure in percent. */
export const taxLabel: Text = { ja: "うち消費税({rate}%)", en: "of which tax ({rate}%)" }

/** Why an amount is what it is, after its label: 送料(5,500円以上のため). */
export const reason: Text = {
  ja: "{% if line.note != blank %}({{ line.note }}){% endif %}",
  en: "{% if line.note != blank %} ({{ line.note }}){% endif %}",
}
