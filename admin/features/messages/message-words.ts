import type { MessageState } from "../../../server/capabilities/messages/model-states.ts"
import type { Standing } from "../../../ui/status.tsx"
import { same, type Text } from "../../../ui/text.ts"

type Shown = { readonly is: Standing; readonly label: Text }

/** Where a message stands. "Sent" means that the next mail server took it over: nobody knows more than that. */
export const states: Record<MessageState, Shown> = {
  planned: { is: "waiting", label: { ja: "これから", en: "Planned" } },
  held: { is: "needed", label: { ja: "確認待ち", en: "Held" } },
  deferred: { is: "waiting", label: { ja: "時機を待っています", en: "Waiting for its moment" } },
  attempting: { is: "waiting", label: { ja: "送信中", en: "Being sent" } },
  retrying: { is: "waiting", label: { ja: "再試行を待っています", en: "Trying again" } },
  accepted: { is: "done", label: { ja: "送信済み", en: "Sent" } },
  failed: { is: "failed", label: { ja: "送れませんでした", en: "Failed" } },
  unknown: { is: "needed", label: { ja: "届いたか分かりません", en: "Outcome unknown" } },
  expired: { is: "none", label: { ja: "時機を過ぎました", en: "Too late" } },
  skipped: { is: "none", label: { ja: "見送り", en: "Skipped" } },
  merged: { is: "none", label: { ja: "ほかのメッセージにまとめました", en: "Merged into another" } },
}

const reasons: Record<string, Text> = {
  "unknown-recipient": { ja: "宛先のアドレスがありません", en: "There is no such address" },
  "mailbox-full": { ja: "相手の受信箱がいっぱいです", en: "The mailbox is full" },
  "recipient-refused": { ja: "相手のサーバーが宛先を断りました", en: "The recipient was refused" },
  policy: { ja: "相手のサーバーの方針で断られました", en: "Refused by policy of the other server" },
  "message-refused": { ja: "相手のサーバーが内容を断りました", en: "The content was refused" },
  "too-large": { ja: "メールが大きすぎました", en: "The mail was too large" },
  "address-not-sendable": { ja: "このアドレスには送れない形です", en: "This form of address cannot be sent to" },
  unsendable: { ja: "メールとして組み立てられませんでした", en: "It could not be put together as a mail" },
  "greeting-refused": { ja: "メールサーバーに接続を断られました", en: "The mail server refused the connection" },
  "hello-refused": { ja: "メールサーバーが名乗りを断りました", en: "The mail server refused our greeting" },
  tls: { ja: "暗号化した接続ができませんでした", en: "No encrypted connection was possible" },
  auth: { ja: "メールサーバーのユーザー名かパスワードが違います", en: "The mail server's user or password is wrong" },
  "mail-refused": { ja: "差出人のアドレスが断られました", en: "The sender's address was refused" },
  "relay-refused": { ja: "このサーバーからの送信が許されていません", en: "The server does not relay for us" },
  configuration: { ja: "メールサーバーの設定が正しくありません", en: "The mail server's settings are not valid" },
  unreachable: { ja: "メールサーバーにつながりませんでした", en: "The mail server could not be reached" },
  timeout: { ja: "時間内に返事がありませんでした", en: "No answer came in time" },
  closed: { ja: "途中で接続が切れました", en: "The connection was closed half way" },
  deferred: { ja: "相手のサーバーに、あとで送るように言われました", en: "The other server asked to try later" },
  "hard-bounce": { ja: "前に届かなかったアドレスです", en: "An earlier mail to this address bounced" },
  complaint: { ja: "迷惑メールとして報告されたアドレスです", en: "The address reported spam" },
  unsubscribed: { ja: "本人が配信を止めています", en: "The person unsubscribed" },
  manual: { ja: "配信を止めている方です", en: "Mails to this person are stopped" },
  "soft-bounces": { ja: "何度も届かなかったアドレスです", en: "Several mails to this address bounced" },
  no_address: { ja: "メールアドレスが分かりません", en: "The mail address is not known" },
  "missing-fact": { ja: "文面に要る情報が足りません", en: "Something that the wording names is missing" },
  template: { ja: "文面の書き方に誤りがあります", en: "The wording has a mistake" },
  limit: { ja: "文面が大きすぎます", en: "The wording grew too large" },
  time: { ja: "文面の組み立てに時間がかかりすぎました", en: "Filling in the wording took too long" },
  memory: { ja: "文面の組み立てが重すぎました", en: "Filling in the wording took too much memory" },
  "unknown-kind": { ja: "この種類のメールは今の版にありません", en: "This version does not know the kind" },
  sender_paused: { ja: "送信が止まっているため待っています", en: "Waiting: the way out is closed" },
  temporary_timeout: { ja: "一日試しましたが届けられませんでした", en: "Tried for a day without success" },
  worker_lost: { ja: "送る途中でこちらの処理が止まりました", en: "Our process ended half way" },
  busy: { ja: "順番を待っています", en: "Waiting for its turn" },
  expired: { ja: "送る前に時機を過ぎました", en: "Its time passed before it could be sent" },
  "consent-none": { ja: "お便りへの同意がありません", en: "No consent to letters" },
  "consent-pending": { ja: "登録の確認がまだです", en: "The sign-up is not confirmed yet" },
  "consent-withdrawn": { ja: "お便りを止めています", en: "Letters were stopped" },
  "consent-imported_unverified": { ja: "取り込んだ同意に証拠がありません", en: "The imported consent has no evidence" },
  "paused-by-reader": { ja: "お休み中です", en: "On a break" },
  "less-often": { ja: "少なめをお望みです", en: "Wishes for fewer letters" },
}

const begins: Record<string, Text> = {
  suppressed: { ja: "この宛先には送りません", en: "This address is not written to" },
  render: { ja: "文面を組み立てられませんでした", en: "The wording could not be filled in" },
}

/** A reason as the log keeps it, such as `suppressed: hard-bounce`; one that is new to this screen is shown as it is. */
export function reasonWords(reason: string): Text {
  const [begin = "", rest] = reason.split(": ", 2)
  const first = begins[begin]
  if (!first || rest === undefined) return reasons[reason] ?? same(reason)
  const why = reasons[rest] ?? same(rest)
  return { ja: `${first.ja}（${why.ja}）`, en: `${first.en}: ${why.en.toLowerCase()}` }
}

const phases: Record<string, Text> = {
  render: { ja: "文面を組み立てるとき", en: "while filling in the wording" },
  compose: { ja: "メールを組み立てるとき", en: "while composing" },
  connect: { ja: "接続するとき", en: "while connecting" },
  greeting: { ja: "最初の挨拶", en: "at the greeting" },
  hello: { ja: "名乗るとき", en: "at HELO" },
  tls: { ja: "暗号化するとき", en: "at TLS" },
  auth: { ja: "サインインするとき", en: "at AUTH" },
  mail: { ja: "差出人を告げるとき", en: "at MAIL FROM" },
  rcpt: { ja: "宛先を告げるとき", en: "at RCPT TO" },
  data: { ja: "本文を送るとき", en: "at DATA" },
  "sent-final-dot": { ja: "本文を送り終えたあと", en: "after the final dot" },
}

export const phaseWords = (phase: string): Text => phases[phase] ?? same(phase)

const outcomes: Record<string, Shown> = {
  accepted: { is: "done", label: { ja: "受け取られました", en: "Taken over" } },
  retry: { is: "waiting", label: { ja: "あとでもう一度", en: "To be tried again" } },
  retrying: { is: "waiting", label: { ja: "あとでもう一度", en: "To be tried again" } },
  failed: { is: "failed", label: { ja: "断られました", en: "Refused" } },
  "sender-fault": { is: "failed", label: { ja: "こちら側の不具合", en: "Our side is at fault" } },
  unknown: { is: "needed", label: { ja: "届いたか分かりません", en: "Outcome unknown" } },
  skipped: { is: "none", label: { ja: "見送り", en: "Skipped" } },
  expired: { is: "none", label: { ja: "時機を過ぎました", en: "Too late" } },
}

export const outcomeWords = (outcome: string): Shown => outcomes[outcome] ?? { is: "none", label: same(outcome) }

/** The way out: the catcher, or a server by its name. */
export const wayWords = (way: string): Text =>
  way === "catcher" ? { ja: "受け取り箱（外には出ていません）", en: "The catcher (it went nowhere else)" } : same(way)
