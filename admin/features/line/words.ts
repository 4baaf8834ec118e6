import { same, type Text } from "../../../ui/text.ts"

const kinds: Record<string, Text> = {
  image: { ja: "写真", en: "Picture" },
  video: { ja: "動画", en: "Video" },
  audio: { ja: "音声", en: "Voice message" },
  file: { ja: "ファイル", en: "File" },
  location: { ja: "位置情報", en: "Location" },
  sticker: { ja: "スタンプ", en: "Sticker" },
  postback: { ja: "ボタンを押しました", en: "Pressed a button" },
  unsent: { ja: "送信を取り消しました", en: "Message unsent" },
}

/** What stands in a bubble that has no words. */
export const kindWords = (kind: string): Text =>
  kinds[kind] ?? { ja: `新しい種類の内容（${kind}）`, en: `Something new (${kind})` }

/** The last thing said, in one line of the list. */
export const lastWords = (last: { kind: string; text: string | null } | null): Text =>
  last === null ? same("") : last.text === null ? kindWords(last.kind) : same(last.text)

export const closedWords: Record<"monthly-limit" | "token-refused" | "not-allowed", Text> = {
  "monthly-limit": {
    ja: "今月の上限に達したと LINE が言っています。15分ごとに確かめて、空きができたら続きを送ります。",
    en: "LINE says that the monthly limit is reached. It is asked again every 15 minutes; what waits then goes on.",
  },
  "token-refused": {
    ja: "LINE がアクセストークンを受けつけません。新しいものに替えてください。届けるはずのものは待っています。",
    en: "LINE refuses the access token. Replace it; what is to be sent waits.",
  },
  "not-allowed": {
    ja: "LINE がこのアカウントからの送信を許していません。LINE Official Account Manager をお確かめください。",
    en: "LINE does not allow this account to send. Please check LINE Official Account Manager.",
  },
}

const failures: Record<string, Text> = {
  blocked: { ja: "ブロックされているため、送りませんでした。", en: "Not sent: this person has blocked the account." },
  expired: { ja: "1日のあいだ送れなかったので、やめました。", en: "Given up after a day." },
}

/** Why an answer did not go. */
export const failureWords = (reason: string | null): Text =>
  failures[reason ?? ""] ?? { ja: `送れませんでした（${reason ?? ""}）`, en: `Could not be sent (${reason ?? ""})` }
