import { dayIn } from "#kernel/zones"
import type { Text } from "#kernel/text"

/** What a member reads on her page. */
export const pageWords = {
  card: { ja: "会員証", en: "Member card" },
  rank: { ja: "会員ランク", en: "Your rank" },
  ranks: { ja: "会員ランクと特典", en: "Ranks and what they give" },
  plans: { ja: "あわせて使えるもの", en: "Besides points and ranks" },
  begins: {
    order: { ja: "お店でお求めになると始まります", en: "begins when you buy it in the shop" },
    "mail-domain": {
      ja: "学校などのメールアドレスか、証明で始まります",
      en: "begins by a mail address of your school, or by proof",
    },
    staff: { ja: "お申し込みをお店で確かめて始まります", en: "begins once the shop has looked at your request" },
  },
  from: { ja: "条件", en: "From" },
  fromStart: { ja: "入会時から", en: "On joining" },
  over: (amount: string): Text => ({ ja: `${amount}〜`, en: `${amount} on` }),
  join: { ja: "会員になる", en: "Become a member" },
  joinWhy: {
    ja: "会員証とランクの特典が、すぐに使えます。会費はかかりません。",
    en: "Your card and the benefits of your rank begin at once. It costs nothing.",
  },
  joined: { ja: "会員になりました。ようこそ。", en: "You are a member now. Welcome." },
  accept: { ja: "同意する", en: "I agree" },
  accepted: { ja: "同意を受け取りました。", en: "Thank you, your agreement is recorded." },
  termsNew: { ja: "会員規約をお読みのうえ、同意をお願いします。", en: "Please read the terms and agree to them." },
  agreed: (version: number, day: Text): Text => ({
    ja: `第${version}版に${day.ja}に同意`,
    en: `version ${version}, agreed on ${day.en}`,
  }),
  readTerms: { ja: "規約を読む", en: "Read the terms" },
  highest: { ja: "いちばん上のランクです", en: "This is the highest rank" },
  noEnd: { ja: "期限なし", en: "No end" },
  waiting: { ja: "お申し込みを確認しています。", en: "Your request is being looked at." },
  begun: { ja: "プランが始まりました。", en: "Your plan has begun." },
  toNext: (name: Text, missing: string): Text => ({
    ja: `あと${missing}で${name.ja}`,
    en: `${missing} more to ${name.en}`,
  }),
  missing: { ja: "あと", en: "Only" },
  rises: (name: Text): Text => ({ ja: `で「${name.ja}」に上がります`, en: `more to ${name.en}` }),
  counted: (total: string): Text => ({ ja: `これまで${total}`, en: `So far ${total}` }),
  keepBy: (missing: string, day: Text): Text => ({
    ja: `${day.ja}までにあと${missing}で、このランクを続けられます`,
    en: `${missing} more before ${day.en} keeps this rank`,
  }),
  until: (day: Text): Text => ({ ja: `${day.ja}まで`, en: `until ${day.en}` }),
  askFor: (name: Text): Text => ({ ja: `${name.ja}を申し込む`, en: `Ask for ${name.en}` }),
} as const

/** The last day before an instant at which something ends: ends are the start of the next day. */
export const pageDay = (end: Date, zone: string): Text => dateWords(new Date(end.getTime() - 1), zone)

/** The day of an instant, as it is written on a page. */
export function dateWords(at: Date, zone: string): Text {
  const [year = 0, month = 0, date = 0] = dayIn(zone, at).split("-").map(Number)
  return { ja: `${year}年${month}月${date}日`, en: `${date} ${months[month - 1]} ${year}` }
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
