import type { Text } from "../../../ui/text.ts"
import { same } from "../../../ui/text.ts"

const lookUp = (words: Readonly<Record<string, Text>>, key: string): Text =>
  Object.hasOwn(words, key) ? (words[key] ?? same(key)) : same(key)

const channels: Readonly<Record<string, Text>> = {
  email: { ja: "メール", en: "E-mail" },
  line: same("LINE"),
  post: { ja: "はがき", en: "Post" },
  sms: same("SMS"),
  push: { ja: "プッシュ通知", en: "Push" },
  dm: { ja: "DM（Instagram・Messenger）", en: "Direct message" },
  phone: { ja: "電話", en: "Phone" },
  web: { ja: "サイト", en: "Site" },
  app: { ja: "アプリ", en: "App" },
  store: { ja: "店舗", en: "Store" },
}
export const channelWords = (channel: string) => lookUp(channels, channel)

const purposes: Readonly<Record<string, Text>> = {
  marketing: { ja: "ご案内", en: "News and offers" },
  transactional: { ja: "注文と配送の連絡", en: "Orders and delivery" },
  survey: { ja: "アンケート", en: "Surveys" },
  review: { ja: "口コミのお願い", en: "Review requests" },
}
export const purposeWords = (purpose: string) => lookUp(purposes, purpose)

export const consentWords = {
  given: { ja: "同意", en: "Agreed" },
  withdrawn: { ja: "拒否・取り下げ", en: "Refused" },
  pending: { ja: "確認待ち", en: "To be confirmed" },
  imported_unverified: { ja: "未確認の同意", en: "Unproven consent" },
} as const satisfies Record<string, Text>

export const consentShapes = {
  given: "done",
  withdrawn: "none",
  pending: "waiting",
  imported_unverified: "waiting",
} as const

const identities: Readonly<Record<string, Text>> = {
  email: { ja: "メール", en: "E-mail" },
  phone: { ja: "電話", en: "Phone" },
  line: same("LINE"),
  shop: { ja: "ショップの会員", en: "Shop account" },
  anonymous: { ja: "ブラウザー", en: "Browser" },
  pos: { ja: "店舗の会員番号", en: "Store membership" },
  external: { ja: "外部の番号", en: "Outside number" },
}
export const identityWords = (kind: string) => lookUp(identities, kind)

const sources: Readonly<Record<string, Text>> = {
  checkout: { ja: "購入手続き", en: "Checkout" },
  "sign-up-popup": { ja: "ポップアップ", en: "Pop-up" },
  "sign-up-embedded": { ja: "ページの中の登録欄", en: "Form in a page" },
  "sign-up-page": { ja: "登録ページ", en: "Sign-up page" },
  "klaviyo-api": { ja: "Klaviyo の呼び出し", en: "Calls in Klaviyo's shape" },
  shopify: same("Shopify"),
  web: { ja: "サイト", en: "Site" },
  import: { ja: "取り込み", en: "Import" },
  line: same("LINE"),
  "line-follow": { ja: "LINEの友だち追加", en: "Became a friend on LINE" },
  "line-unlink": { ja: "LINE連携の解除", en: "Unlinked LINE" },
  staff: { ja: "スタッフ", en: "Staff" },
  api: same("API"),
  maido: same("Maido"),
  store: { ja: "店舗", en: "Store" },
  portal: { ja: "お客様のページ", en: "Customer pages" },
}
/** Where a fact came from: `shopify:<connection>` is a shop. */
export const sourceWords = (source: string) => lookUp(sources, source.split(":")[0] ?? source)

const suppressions: Readonly<Record<string, Text>> = {
  "hard-bounce": { ja: "宛先がないと返されました", en: "the address does not exist" },
  "line-blocked": { ja: "LINEでブロックしています", en: "they have blocked us on LINE" },
  "soft-bounces": { ja: "何度も届きませんでした", en: "several mails bounced" },
  complaint: { ja: "迷惑メールと報告されました", en: "reported as spam" },
  unsubscribed: { ja: "ご本人が止めました", en: "they unsubscribed" },
  erased: { ja: "情報を消去しました", en: "their data was erased" },
  manual: { ja: "スタッフが止めました", en: "stopped by staff" },
}
export const suppressionWords = (reason: string) => lookUp(suppressions, reason)

const fields: Readonly<Record<string, Text>> = {
  displayName: { ja: "表示名", en: "Display name" },
  familyName: { ja: "姓", en: "Family name" },
  givenName: { ja: "名", en: "Given name" },
  familyKana: { ja: "せい", en: "Family name, reading" },
  givenKana: { ja: "めい", en: "Given name, reading" },
  email: { ja: "メール", en: "E-mail" },
  phone: { ja: "電話", en: "Phone" },
  language: { ja: "言語", en: "Language" },
  zone: { ja: "時間帯", en: "Time zone" },
  bornOn: { ja: "生年月日", en: "Born on" },
  address: { ja: "住所", en: "Address" },
}
export const fieldWords = (field: string) => lookUp(fields, field)
