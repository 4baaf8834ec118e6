import type { Text } from "../../../ui/text.ts"

export const serviceWords: Readonly<Record<"instagram" | "messenger", Text>> = {
  instagram: { ja: "Instagram", en: "Instagram" },
  messenger: { ja: "Messenger", en: "Messenger" },
}

export const nameless: Text = { ja: "名前のまだ分からない方", en: "Somebody whose name is not known yet" }

export const closedWords: Readonly<Record<string, Text>> = {
  "token-refused": {
    ja: "アクセストークンが受け付けられません。「つなぎ直す」から新しいものを入れてください。",
    en: "The access token is refused. Choose “Connect anew” and enter a new one.",
  },
  "not-allowed": {
    ja: "メッセージを送る権限がありません。Metaの管理画面でpages_messagingなどの権限を確かめてください。",
    en: "Sending is not allowed. See permissions such as pages_messaging in Meta's console.",
  },
  "account-suspended": {
    ja: "Metaがページの送信を止めています。Metaの「アカウントの品質」を確かめてください。",
    en: "Meta has stopped the page. See “Account quality” at Meta.",
  },
}

const kinds: Readonly<Record<string, Text>> = {
  attachment: { ja: "（写真やファイル）", en: "(a picture or file)" },
  postback: { ja: "（ボタンを押した）", en: "(tapped a button)" },
  "quick-reply": { ja: "（クイックリプライ）", en: "(a quick reply)" },
}

/** What stands in a bubble. */
export const bubbleWords = (said: { kind: string; text: string | null; unsentAt?: unknown }): Text =>
  said.unsentAt
    ? { ja: "（送信が取り消されました）", en: "(unsent)" }
    : said.text !== null
      ? { ja: said.text, en: said.text }
      : (kinds[said.kind] ?? { ja: "（言葉のないメッセージ）", en: "(no words)" })

export const stateWords: Readonly<Record<string, Text>> = {
  waiting: { ja: "送っています", en: "On its way" },
  accepted: { ja: "届けました", en: "Handed over" },
  failed: { ja: "送れませんでした", en: "Not sent" },
  unknown: { ja: "届いたか分かりません", en: "Not known whether it arrived" },
}
