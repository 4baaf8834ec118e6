import type { Text } from "#kernel/text"
import type { Check } from "./eligibility-rules.ts"

/** Why a message stands where it stands, in words: one place for the log, for campaigns and flows, and for "why". */
const reasons: Readonly<Record<string, Text>> = {
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
  no_address: { ja: "届け先が分かりません", en: "No address is known" },
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
  "unknown-there": {
    ja: "相手のシステムに、この方の登録がありません",
    en: "The other system does not know this person",
  },
  gone: { ja: "相手のシステムが、お便りの受け取りをやめています", en: "The other system takes no letters any more" },
  blocked: { ja: "お客様がブロックしています", en: "The reader has blocked us" },
  "consent-missing": { ja: "お便りへの同意がありません", en: "No consent to letters" },
  erased: { ja: "お客様の情報は消去されました", en: "The customer was erased" },
  holdout: { ja: "効果を測るため、送らない組です", en: "Kept apart, to measure the effect" },
  "letters-rest": { ja: "お便りをお休みにした方です", en: "Letters rest for this person" },
  duplicate: { ja: "同じ内容を最近お送りしています", en: "The same was sent lately" },
  "discount-too-deep": { ja: "値引きが上限を超えています", en: "The discount is deeper than allowed" },
  "discounts-used-up": { ja: "値引きの回数が上限に達しています", en: "As many discounts as are allowed" },
  "quiet-hours": { ja: "夜間のため、朝を待っています", en: "Quiet hours" },
  "cap-total": { ja: "全体の配信回数が上限です", en: "As many letters as are allowed" },
  "cap-channel": { ja: "この経路の配信回数が上限です", en: "As many as are allowed on this channel" },
  "cap-segment": { ja: "セグメントの配信回数が上限です", en: "As many as the segment allows" },
  "cap-topic": { ja: "同じ話題の回数が上限です", en: "As many about this topic as are allowed" },
  "reputation-paused": {
    ja: "苦情や不達が多く、お便りを止めています",
    en: "Letters are paused: too many complaints or bounces",
  },
  "domain-not-ready": { ja: "送信ドメインが整うのを待っています", en: "Waiting for the sending domain to be in order" },
  "domain-closed": {
    ja: "宛先のドメインが断っているため、休んでいます",
    en: "The recipient's domain is refusing mails; it rests",
  },
  "warming-up": { ja: "慣らし送信の、今日の分が終わりました", en: "Today's share of the warm-up is used up" },
  "low-engagement": { ja: "反応がないため、控えめにしています", en: "Held back: no reaction to earlier letters" },
  sunset: { ja: "反応がないため、お便りをお休みにしています", en: "At rest: no reaction to many letters" },
  "as-section": { ja: "ほかのお便りの中の一節として届けます", en: "It goes as a section of another letter" },
  "give-ask": { ja: "お願いが続いています", en: "Too many asks in a row" },
  "value-instead": { ja: "お願いの代わりに役立つ話を送ります", en: "Something of value goes instead of an ask" },
  "brand-paused": { ja: "配信を止めています", en: "All letters are paused" },
  "not-written": { ja: "この経路の文面がありません", en: "Nothing is written for this channel" },
  "no-channel": { ja: "使える経路がありません", en: "There is no channel to use" },
  "not-connected": { ja: "経路がつながっていません", en: "The channel is not connected" },
  window_passed: { ja: "送れる期間が過ぎました", en: "Its time has passed" },
  "window-passed": { ja: "送れる期間が過ぎました", en: "Its time has passed" },
  discarded: { ja: "送らないと決めました", en: "Somebody decided not to send it" },
  stopped: { ja: "途中で止めました", en: "It was stopped" },
  "campaign-paused": { ja: "キャンペーンが一時停止しています", en: "The campaign is paused" },
  "excluded-since": { ja: "そのあとで、届けない相手に入りました", en: "Came among those left out since then" },
  "nothing-new": { ja: "新しい文面がありませんでした", en: "There was nothing new to say" },
  "monthly-limit": { ja: "今月の上限に達しました", en: "This month's quota is used up" },
  "too-few": { ja: "50人に満たない相手でした", en: "Fewer than fifty readers" },
  "no-audience": {
    ja: "LINEがこのアカウントにオーディエンスの作成を許していません",
    en: "LINE lets this account make no audience",
  },
  "audience-failed": { ja: "LINEでオーディエンスを作れませんでした", en: "LINE could not make the audience" },
  "audience-late": { ja: "オーディエンスの準備に時間がかかりすぎました", en: "The audience took LINE too long" },
  "no-progress": { ja: "LINEが結果を答えませんでした", en: "LINE did not say what became of it" },
  "token-refused": { ja: "LINEがアクセストークンを受けつけません", en: "LINE refuses the access token" },
  "not-allowed": {
    ja: "LINEがこのアカウントからの送信を許していません",
    en: "LINE does not allow this account to send",
  },
  "not-a-friend": { ja: "LINEの友だちではありません", en: "Not a friend on LINE" },
  "outside-window": {
    ja: "最後のメッセージから24時間を過ぎていて、DMでは送れません",
    en: "More than 24 hours have passed since their last message, so a direct message may not be sent",
  },
  "dm-blocked": { ja: "DMを受け取れません（ブロックなど）", en: "Takes no direct messages, for example by a block" },
  "unknown-person": { ja: "DMのお相手が見つかりません", en: "Instagram or Messenger doesn’t know this person" },
  "line-blocked": { ja: "LINEでブロックしています", en: "Has blocked us on LINE" },
  "retry-key-expired": {
    ja: "1日のあいだ、LINEの返事を確かめられませんでした",
    en: "LINE's answer could not be learnt within a day",
  },
  "reply-without-answer": { ja: "返信の途中で返事が途絶えました", en: "The reply went out and no answer came" },
  "quota-used-up": { ja: "無料分を使い切りました", en: "The quota is used up" },
  preferred: { ja: "お客様の希望です", en: "What the reader prefers" },
  "worth-most": { ja: "反応と費用からいちばん見合います", en: "Worth most by response and price" },
  "asked-for": { ja: "指定の順です", en: "In the order asked for" },
}

const begins: Readonly<Record<string, Text>> = {
  suppressed: { ja: "この宛先には送りません", en: "This address is not written to" },
  render: { ja: "文面を組み立てられませんでした", en: "The wording could not be filled in" },
}

const asItIs = (text: string): Text => ({ ja: text, en: text })

/** A reason as the log keeps it, such as `suppressed: hard-bounce`; one that is new to this version is shown as it is. */
export function reasonWords(reason: string): Text {
  const [begin = "", rest] = reason.split(": ", 2)
  const first = begins[begin]
  if (!first || rest === undefined) return reasons[reason] ?? asItIs(reason)
  const why = reasons[rest] ?? asItIs(rest)
  return { ja: `${first.ja}（${why.ja}）`, en: `${first.en}: ${why.en.toLowerCase()}` }
}

const checks: Readonly<Record<string, Text>> = {
  window: { ja: "送れる期間", en: "Its time" },
  paused: { ja: "配信の停止", en: "All letters paused" },
  erased: { ja: "個人情報の消去", en: "Erasure" },
  refusal: { ja: "計画のあとの出来事", en: "What happened since" },
  reach: { ja: "届け先と同意", en: "Address and consent" },
  route: { ja: "経路の順番", en: "Order of channels" },
  channel: { ja: "経路の状態", en: "State of the channel" },
  holdout: { ja: "効果を測る組", en: "Holdout" },
  "quiet-hours": { ja: "夜間", en: "Quiet hours" },
  cap: { ja: "配信回数", en: "Frequency" },
  "channel-cap": { ja: "経路ごとの回数", en: "Frequency by channel" },
  "give-ask": { ja: "役立つ話とお願いの釣り合い", en: "Give and ask" },
  discount: { ja: "値引き", en: "Discounts" },
  duplicate: { ja: "同じ内容", en: "The same letter" },
  "ride-along": { ja: "ほかのお便りへの相乗り", en: "Riding along" },
  carries: { ja: "一緒に届けるもの", en: "What rides along" },
}

const channelWords: Readonly<Record<string, Text>> = {
  email: { ja: "メール", en: "e-mail" },
  line: { ja: "LINE", en: "LINE" },
  sms: { ja: "SMS", en: "SMS" },
  push: { ja: "プッシュ通知", en: "push" },
  post: { ja: "郵便", en: "post" },
  phone: { ja: "電話", en: "phone" },
  relay: { ja: "ほかのシステム", en: "another system" },
  dm: { ja: "DM", en: "direct message" },
}

/** What a channel is called. */
export const channelName = (name: string): Text => channelWords[name] ?? asItIs(name)

/** What was looked at, for the head of a line. */
export const checkName = ({ check, channel }: Pick<Check, "check" | "channel">): Text => {
  const name = checks[check] ?? asItIs(check)
  const by = channel === undefined ? undefined : channelName(channel)
  return by ? { ja: `${name.ja}（${by.ja}）`, en: `${name.en} (${by.en})` } : name
}

/** What was found, with the values that it saw. */
export function checkWords(check: Check): Text {
  const said = check.reason === undefined ? fine : reasonWords(check.reason)
  const saw = check.saw ? sawWords(check.saw) : undefined
  return saw ? { ja: `${said.ja}（${saw.ja}）`, en: `${said.en} (${saw.en})` } : said
}

const fine: Text = { ja: "問題ありません", en: "Nothing against it" }

function sawWords(saw: NonNullable<Check["saw"]>): Text | undefined {
  const { sent, atMost, perDays, asks, values, discountBp, deepestBp } = saw
  if (typeof sent === "number" && typeof atMost === "number")
    return { ja: `${perDays}日で${sent}通、上限${atMost}通`, en: `${sent} in ${perDays} days, ${atMost} allowed` }
  if (typeof asks === "number" && typeof values === "number")
    return {
      ja: `${perDays}日でお願い${asks}通、役立つ話${values}通`,
      en: `${asks} asks and ${values} of value in ${perDays} days`,
    }
  if (typeof discountBp === "number" && typeof deepestBp === "number")
    return {
      ja: `${discountBp / 100}%、上限${deepestBp / 100}%`,
      en: `${discountBp / 100} %, ${deepestBp / 100} % allowed`,
    }
  if (typeof saw.letters === "number")
    return {
      ja: `小さなお便り${saw.letters}通`,
      en: `${saw.letters} small ${saw.letters === 1 ? "letter" : "letters"}`,
    }
  return undefined
}
