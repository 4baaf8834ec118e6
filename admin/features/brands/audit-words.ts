import { same, type Text } from "../../../ui/text.ts"

const words: Record<string, Text> = {
  "brands.changed": { ja: "ブランドを変えた", en: "Changed the brand" },
  "brands.deleted": { ja: "ブランドを削除した", en: "Deleted a brand" },
  "brands.opened": { ja: "ブランドを開いた", en: "Opened a brand" },
  "brands.picture-added": { ja: "画像を送った", en: "Sent a picture" },
  "brands.twin-opened": { ja: "テスト環境を用意した", en: "Opened the test twin" },
  "campaigns.approval-asked": { ja: "キャンペーンの承認を頼んだ", en: "Asked for a campaign's approval" },
  "campaigns.approved": { ja: "キャンペーンを承認した", en: "Approved a campaign" },
  "campaigns.binned": { ja: "キャンペーンをごみ箱に入れた", en: "Put a campaign into the bin" },
  "campaigns.created": { ja: "キャンペーンを作った", en: "Made a campaign" },
  "campaigns.launched": { ja: "キャンペーンの配信を始めた", en: "Launched a campaign" },
  "campaigns.moved": { ja: "キャンペーンの日時を変えた", en: "Moved a campaign" },
  "campaigns.paused": { ja: "キャンペーンを一時停止した", en: "Paused a campaign" },
  "campaigns.restored": { ja: "キャンペーンを戻した", en: "Took a campaign out of the bin" },
  "campaigns.resumed": { ja: "キャンペーンを再開した", en: "Resumed a campaign" },
  "campaigns.sent-back": { ja: "キャンペーンを下書きに戻した", en: "Sent a campaign back to its author" },
  "campaigns.stopped": { ja: "キャンペーンを中止した", en: "Stopped a campaign" },
  "clock.confirmed": { ja: "時計は正しいと決めた", en: "Said that the clock is right" },
  "customers.erased": { ja: "お客様の情報を消した", en: "Erased a customer" },
  "customers.exported": { ja: "お客様の情報を書き出した", en: "Exported a customer" },
  "customers.identity-added": { ja: "お客様に連絡先を足した", en: "Added an identity" },
  "customers.identity-removed": { ja: "お客様から連絡先を外した", en: "Removed an identity" },
  "customers.kept-apart": { ja: "別の人と決めた", en: "Kept two people apart" },
  "customers.merged": { ja: "同じ人としてまとめた", en: "Merged customers" },
  "customers.unmerged": { ja: "まとめたのを戻した", en: "Undid a merge" },
  "customers.property-added": { ja: "お客様の項目を足した", en: "Added a customer property" },
  "customers.property-changed": { ja: "お客様の項目を変えた", en: "Changed a customer property" },
  "customers.suppression-lifted": { ja: "配信の停止を解いた", en: "Lifted a suppression" },
  "exports.begun": { ja: "書き出しを始めた", en: "Began an export" },
  "exports.cancelled": { ja: "書き出しをやめた", en: "Cancelled an export" },
  "exports.downloaded": { ja: "書き出したファイルを受け取った", en: "Downloaded an export" },
  "flows.archived": { ja: "フローをしまった", en: "Put a flow away" },
  "flows.created": { ja: "フローを作った", en: "Made a flow" },
  "flows.held-discarded": { ja: "フローのとってあったメッセージを捨てた", en: "Discarded messages a flow had held" },
  "flows.held-released": { ja: "フローのとってあったメッセージを送った", en: "Sent messages a flow had held" },
  "flows.mode-changed": { ja: "フローの本番・試し運転を切り替えた", en: "Switched a flow between live and shadow" },
  "flows.parked-moved": { ja: "フローで止まっていた方を進めた", en: "Let people go on who were parked in a flow" },
  "flows.paused": { ja: "フローを止めておいた", en: "Paused a flow" },
  "flows.published": { ja: "フローを公開した", en: "Published a flow" },
  "flows.restored": { ja: "フローを戻した", en: "Brought a flow back" },
  "flows.resumed": { ja: "フローを再開した", en: "Resumed a flow" },
  "imports.begun": { ja: "取り込みを始めた", en: "Began an import" },
  "imports.started": { ja: "取り込みを始めた", en: "Started an import" },
  "imports.resumed": { ja: "取り込みを再開した", en: "Resumed an import" },
  "imports.paused": { ja: "取り込みを一時止めた", en: "Paused an import" },
  "imports.cancelled": { ja: "取り込みをやめた", en: "Cancelled an import" },
  "imports.finished": { ja: "取り込みが終わった", en: "Finished an import" },
  "keys.created": { ja: "APIキーを作った", en: "Made an API key" },
  "keys.revoked": { ja: "APIキーを無効にした", en: "Revoked an API key" },
  "klaviyo.connected": { ja: "Klaviyo をつないだ", en: "Connected Klaviyo" },
  "klaviyo.disconnected": { ja: "Klaviyo を外した", en: "Disconnected Klaviyo" },
  "klaviyo.import-begun": { ja: "Klaviyo からの取り込みを始めた", en: "Began to bring in Klaviyo's data" },
  "klaviyo.import-paused": { ja: "Klaviyo からの取り込みを一時止めた", en: "Paused an import from Klaviyo" },
  "klaviyo.import-resumed": { ja: "Klaviyo からの取り込みを再開した", en: "Resumed an import from Klaviyo" },
  "klaviyo.import-cancelled": { ja: "Klaviyo からの取り込みをやめた", en: "Cancelled an import from Klaviyo" },
  "line.changed": { ja: "LINEの接続を変えた", en: "Changed the LINE connection" },
  "sms.connected": { ja: "SMSの送信会社をつないだ", en: "Connected an SMS provider" },
  "sms.disconnected": { ja: "SMSの送信会社を外した", en: "Disconnected the SMS provider" },
  "line.connected": { ja: "LINE公式アカウントをつないだ", en: "Connected a LINE account" },
  "line.disconnected": { ja: "LINE公式アカウントを外した", en: "Disconnected the LINE account" },
  "line.unlinked": { ja: "お客様のLINE連携を解いた", en: "Unlinked a customer's LINE" },
  "offers.changed": { ja: "オファーを変えた", en: "Changed an offer" },
  "offers.made": { ja: "オファーを作った", en: "Made an offer" },
  "offers.state-changed": { ja: "オファーの状態を変えた", en: "Began, paused or ended an offer" },
  "messages.resent": { ja: "メールを送り直した", en: "Sent a mail again" },
  "messages.sender-resumed": { ja: "送信を再開した", en: "Resumed sending" },
  "messages.template-published": { ja: "文面を公開した", en: "Published a wording" },
  "templates.archived": { ja: "テンプレートをしまった", en: "Archived a template" },
  "templates.binned": { ja: "テンプレートをごみ箱に入れた", en: "Put a template into the bin" },
  "templates.changed": { ja: "テンプレートを変えた", en: "Changed a template" },
  "templates.created": { ja: "テンプレートを作った", en: "Made a template" },
  "templates.published": { ja: "テンプレートを公開した", en: "Published a template" },
  "templates.restored": { ja: "テンプレートを戻した", en: "Restored a template" },
  "templates.shared-archived": { ja: "共有ブロックをしまった", en: "Put a shared block away" },
  "templates.shared-created": { ja: "共有ブロックを作った", en: "Made a shared block" },
  "templates.shared-published": { ja: "共有ブロックを変えた", en: "Changed a shared block" },
  "orders.corrected": { ja: "注文を直した", en: "Corrected an order" },
  "profiles.conversation-removed": { ja: "話したことの記録を消した", en: "Removed a conversation" },
  "profiles.partner-agreement-withdrawn": {
    ja: "提携先の情報への同意を取り下げた",
    en: "Withdrew a partner agreement",
  },
  "profiles.partner-data-kept": { ja: "提携先からの情報を記録した", en: "Kept data from a partner" },
  "queue.discarded": { ja: "滞った処理を片づけた", en: "Discarded stuck work" },
  "queue.found-done": { ja: "滞った処理を済んだことにした", en: "Said that stuck work had happened" },
  "queue.found-not-done": { ja: "滞った処理を済んでいないことにした", en: "Said that stuck work had not happened" },
  "queue.retried": { ja: "滞った処理をやり直した", en: "Did stuck work again" },
  "roles.made": { ja: "役割を作った", en: "Made a role" },
  "roles.changed": { ja: "役割を変えた", en: "Changed a role" },
  "roles.removed": { ja: "役割をなくした", en: "Removed a role" },
  "segments.archived": { ja: "セグメントをしまった", en: "Put a segment away" },
  "segments.changed": { ja: "セグメントを変えた", en: "Changed a segment" },
  "segments.created": { ja: "セグメントを作った", en: "Made a segment" },
  "segments.published": { ja: "セグメントを公開した", en: "Published a segment" },
  "segments.restored": { ja: "セグメントを戻した", en: "Brought a segment back" },
  "settings.changed": { ja: "設定を変えた", en: "Changed settings" },
  "shops.changed": { ja: "ショップの接続を変えた", en: "Changed a shop connection" },
  "shops.connected": { ja: "ショップをつないだ", en: "Connected a shop" },
  "shops.disconnected": { ja: "ショップを外した", en: "Disconnected a shop" },
  "shops.subscriptions-restored": { ja: "ショップの知らせの登録を戻した", en: "Restored a shop's subscriptions" },
  "signups.form-made": { ja: "登録フォームを作った", en: "Made a sign-up form" },
  "signups.form-published": { ja: "登録フォームを公開した", en: "Published a sign-up form" },
  "signups.form-state": { ja: "登録フォームの状態を変えた", en: "Changed a sign-up form's state" },
  "staff.disabled": { ja: "アカウントを止めた", en: "Stopped an account" },
  "staff.enabled": { ja: "アカウントを戻した", en: "Let an account in again" },
  "staff.factor-added": { ja: "二段階認証を足した", en: "Added a second factor" },
  "staff.factor-removed": { ja: "二段階認証を外した", en: "Removed a second factor" },
  "staff.first-account": { ja: "最初のアカウントを開いた", en: "Opened the first account" },
  "staff.invited": { ja: "スタッフを招待した", en: "Invited someone" },
  "staff.invitation-withdrawn": { ja: "招待を取り消した", en: "Withdrew an invitation" },
  "staff.joined": { ja: "スタッフが加わった", en: "Someone joined" },
  "staff.password-changed": { ja: "パスワードを変えた", en: "Changed a password" },
  "staff.password-reset": { ja: "パスワードを設定し直した", en: "Reset a password" },
  "staff.paused": { ja: "サインインを一時止めた", en: "Paused sign-in" },
  "staff.proved": { ja: "本人であることを確かめた", en: "Proved who they are" },
  "staff.recovery-code-used": { ja: "リカバリーコードを使った", en: "Used a recovery code" },
  "staff.recovery-codes-renewed": { ja: "リカバリーコードを作り直した", en: "Renewed recovery codes" },
  "staff.removed": { ja: "スタッフを外した", en: "Took someone off the brand" },
  "staff.reset-link-made": { ja: "再設定のリンクを作った", en: "Made a reset link" },
  "staff.way-back-made": { ja: "コマンドで再設定のリンクを作った", en: "Made a reset link by command" },
  "staff.role-changed": { ja: "役割を変えた", en: "Changed someone's role" },
  "staff.signed-in": { ja: "サインインした", en: "Signed in" },
  "staff.signed-out": { ja: "サインアウトした", en: "Signed out" },
  "webhooks.added": { ja: "Webhook の通知先を加えた", en: "Added a webhook endpoint" },
  "webhooks.changed": { ja: "Webhook の通知先を変えた", en: "Changed a webhook endpoint" },
  "webhooks.removed": { ja: "Webhook の通知先を削除した", en: "Removed a webhook endpoint" },
  "webhooks.replayed": { ja: "Webhook を送り直した", en: "Sent a webhook again" },
  "webhooks.secret-changed": { ja: "Webhook の署名の鍵を替えた", en: "Changed a webhook secret" },
  "staff.signed-out-elsewhere": { ja: "ほかの端末をサインアウトした", en: "Signed other devices out" },
}

/** All that may be asked for. */
export const actions: readonly string[] = Object.keys(words)

/** What a line of the audit log says was done; one that is new to this screen is shown as it is. */
export const actionWords = (action: string): Text => words[action] ?? same(action)

const subjects: Record<string, Text> = {
  brand: { ja: "ブランド", en: "Brand" },
  customer: { ja: "お客様", en: "Customer" },
  effect: { ja: "処理", en: "Work" },
  export: { ja: "書き出し", en: "Export" },
  form: { ja: "登録フォーム", en: "Sign-up form" },
  import: { ja: "取り込み", en: "Import" },
  invitation: { ja: "招待", en: "Invitation" },
  key: { ja: "APIキー", en: "API key" },
  klaviyo: same("Klaviyo"),
  message: { ja: "メール", en: "Message" },
  offer: { ja: "オファー", en: "Offer" },
  order: { ja: "注文", en: "Order" },
  partner: { ja: "提携先", en: "Partner" },
  picture: { ja: "画像", en: "Picture" },
  property: { ja: "お客様の項目", en: "Customer property" },
  role: { ja: "役割", en: "Role" },
  line: { ja: "LINEの接続", en: "LINE connection" },
  segment: { ja: "セグメント", en: "Segment" },
  sender: { ja: "送り口", en: "Way out" },
  settings: { ja: "設定", en: "Settings" },
  shop: { ja: "ショップ", en: "Shop" },
  staff: { ja: "スタッフ", en: "Staff" },
  suppression: { ja: "配信の停止", en: "Suppression" },
  template: { ja: "文面", en: "Wording" },
  webhook: { ja: "Webhook の通知先", en: "Webhook endpoint" },
}
const settings: Record<string, Text> = {
  demo: { ja: "見本のブランド", en: "demo brand" },
  identity: { ja: "差出人と事業者", en: "sender and company" },
  look: { ja: "見た目", en: "look" },
  mail: { ja: "メールの送り方", en: "mail" },
  shipping: { ja: "発送", en: "shipping" },
  signups: { ja: "登録とお便りの種類", en: "sign-ups and topics" },
  tracking: { ja: "お届けのお知らせ", en: "delivery notices" },
}
const find = (list: Record<string, Text>, key: string) => (Object.hasOwn(list, key) ? list[key] : undefined)

/** What a line is about: its kind, with the end of its id to tell it from others. */
export function subjectWords(subject: string): Text {
  const [kind = "", ...rest] = subject.split(":")
  const id = rest.join(":")
  const known = find(subjects, kind)
  if (!known) return same(subject)
  const area = kind === "settings" ? find(settings, id) : undefined
  if (area) return { ja: `${known.ja}：${area.ja}`, en: `${known.en}: ${area.en}` }
  const short = /^[0-9a-f-]{36}$/.test(id) ? `…${id.slice(-6)}` : id
  return { ja: `${known.ja} ${short}`, en: `${known.en} ${short}` }
}

/** Who did it, when it was no person. */
export const actorWords = (actor: string): Text =>
  actor.startsWith("key:")
    ? { ja: "APIキー", en: "An API key" }
    : actor.startsWith("system")
      ? { ja: "Maido（自動）", en: "Maido by itself" }
      : actor.startsWith("customer")
        ? { ja: "お客様ご本人", en: "The customer" }
        : same(actor)
