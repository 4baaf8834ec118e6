import type { PostingKind } from "#points"
import { type Language, type Text, wordFor } from "#kernel/text"
import type { Programme } from "./model.ts"

const dayMs = 86_400_000

/** `1,240` */
export const number = (value: number): string => value.toLocaleString("en-US")

type Named = { readonly language: Language; readonly programme: Pick<Programme, "pointName"> }

/** `1,240ポイント`, `1,240 points`. */
export const points = (value: number, { language, programme }: Named): string =>
  `${number(value)}${language === "ja" ? "" : " "}${wordFor(value, programme.pointName)[language]}`

/** `+100`, `−400`: a minus is U+2212. */
export const signed = (value: number, said: Named): string =>
  `${value > 0 ? "+" : value < 0 ? "−" : ""}${points(Math.abs(value), said)}`

/** Whole days until an instant, the one that has begun counted. */
export const daysLeft = (now: Date, at: Date): number => Math.max(0, Math.ceil((at.getTime() - now.getTime()) / dayMs))

const kinds: Record<PostingKind, Text> = {
  earned: { ja: "付きました", en: "Earned" },
  opened: { ja: "以前のポイントを引き継ぎました", en: "Brought along" },
  confirmed: { ja: "使えるようになりました", en: "Usable now" },
  spent: { ja: "使いました", en: "Spent" },
  held: { ja: "お取り置き中", en: "Set aside" },
  captured: { ja: "使いました", en: "Spent" },
  released: { ja: "お取り置きを戻しました", en: "No longer set aside" },
  expired: { ja: "期限が切れました", en: "Expired" },
  revoked: { ja: "取り消しました", en: "Taken back" },
  returned: { ja: "お戻ししました", en: "Given back" },
  adjusted: { ja: "お店が調整しました", en: "Adjusted by the shop" },
  merged: { ja: "お客様の登録をまとめました", en: "Your accounts were joined" },
  unmerged: { ja: "お客様の登録を分けました", en: "Your accounts were taken apart" },
}

/** What the points' part of the pages says. */
export const pageWords = {
  points: { ja: "ポイント", en: "Points" },
  have: { ja: "使えるポイント {points}", en: "You have {points}" },
  use: { ja: "ポイントを使う", en: "Use your points" },
  worth: { ja: "{points} = {yen}円分", en: "{points} = {yen} yen" },
  ending: { ja: "期限が近い", en: "Ending next" },
  nextEnd: { ja: "次の期限", en: "Next to end" },
  until: { ja: "{day}まで。先に使われます。", en: "Until {day}. These are used first." },
  left: { ja: "あと{days}日", en: "{days} left" },
  pending: { ja: "もうすぐ付く", en: "On their way" },
  pendingWhy: { ja: "お届けのあとに使えるようになります。", en: "Usable after delivery." },
  held: { ja: "お取り置き中", en: "Set aside" },
  heldWhy: { ja: "お会計が終わるまで、取り置いています。", en: "Set aside until you have paid." },
  debt: { ja: "差し引き予定", en: "To be repaid" },
  debtWhy: {
    ja: "ご返品で取り消す分です。次に付くポイントから差し引きます。",
    en: "Because of a return. The next points you earn make up for it.",
  },
  lots: { ja: "期限ごとの内訳", en: "Which end when" },
  lastDay: { ja: "{day}まで", en: "Until {day}" },
  noEnd: { ja: "期限なし", en: "No end" },
  history: { ja: "履歴と理由", en: "History, and why" },
  earn: { ja: "たまる", en: "How to earn" },
  purchase: { ja: "お買い物", en: "Purchases" },
  stop: { ja: "。", en: "." },
  lede: {
    ja: "お店でも、ネットでも、同じように付いて、同じように使えます。入会金も年会費もありません。",
    en: "Earned and spent alike in the shop and online. It costs nothing to join.",
  },
  onJoining: { ja: "入会で", en: "For joining" },
  together: { ja: "お会計で", en: "That is" },
  yen: { ja: "円分", en: "yen" },
  joinFor: { ja: "{points}を受け取って入る", en: "Join and receive {points}" },
  whenEnd: { ja: "ポイントに期限はありますか", en: "Do points end?" },
  never: { ja: "期限はありません。", en: "They do not end." },
  ends: {
    months: {
      ja: "使えるようになった日から{months}か月です。近づいたらお知らせします。",
      en: "{months} months after they became usable. We will tell you before.",
    },
    sliding: {
      ja: "最後に付いた・使った日から{months}か月です。お買い物のたびに延びます。",
      en: "{months} months after you last earned or spent some. Each purchase extends it.",
    },
    yearly: {
      ja: "毎年{day}までです。近づいたらお知らせします。",
      en: "On {day} of each year. We will tell you before.",
    },
    at: { ja: "{day}までです。近づいたらお知らせします。", en: "On {day}. We will tell you before." },
  },
  whenUsable: { ja: "お買い物の分は、いつ使えますか", en: "When can I use what a purchase earned?" },
  usable: {
    delivered: { ja: "お届けから{days}日たつと使えます。", en: "{days} days after delivery." },
    "shipped-and-paid": { ja: "お支払いと発送が済むと使えます。", en: "Once it is paid for and sent." },
    "return-window": { ja: "お支払いから{days}日たつと使えます。", en: "{days} days after payment." },
  },
  whenReturned: { ja: "返品したら、ポイントはどうなりますか", en: "What happens when I return something?" },
  returned: {
    ja: "使った分はお戻しし、そのお買い物で付いた分は取り消します。",
    en: "What you spent comes back; what the purchase earned is taken back.",
  },
  kinds,
} as const
