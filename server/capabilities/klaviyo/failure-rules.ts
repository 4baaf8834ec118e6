import type { Text } from "#kernel/text"

/** Why an import stopped, and what puts it right. The code is `word` or `word:detail`. */
export function failureWords(code: string): Text {
  const [word = "", detail = ""] = code.split(/:(.*)/s)
  if (word === "key_refused")
    return {
      ja: "Klaviyo がこの鍵を受けつけませんでした。Klaviyo の設定 → API keys で、削除や変更をしていないか確かめ、新しい Private API Key を入れて、続きから取り込んでください。",
      en: "Klaviyo does not accept this key. See in Klaviyo's settings → API keys whether it was deleted, enter a new private key and go on.",
    }
  if (word === "scope_missing")
    return {
      ja: `この鍵では ${detail} を読めません。Klaviyo で Read の権限（profiles・lists・metrics・events）を持つ鍵を作り、入れ直して続けてください。`,
      en: `This key may not read ${detail}. Make one in Klaviyo with read access to profiles, lists, metrics and events, and enter it.`,
    }
  if (word === "not_connected")
    return {
      ja: "Klaviyo の鍵がありません。Private API Key を入れて、続きから取り込んでください。",
      en: "There is no key to Klaviyo. Enter a private key and go on.",
    }
  if (word === "http_429")
    return {
      ja: "Klaviyo の回数制限が長く続いています。ほかの連携が Klaviyo を使いすぎていないか確かめ、しばらくしてから「続きから取り込む」を押してください。",
      en: "Klaviyo keeps limiting how often it may be asked. See whether something else uses it heavily, and choose “Go on” later.",
    }
  if (word === "unreadable_answer" || word === "too_large")
    return {
      ja: `Klaviyo の返事を読めませんでした（${code}）。「続きから取り込む」でやり直し、くり返すときはこの記号を添えてお知らせください。`,
      en: `Klaviyo's answer could not be read (${code}). Choose “Go on”; if it happens again, report this code.`,
    }
  if (/^(http_5\d\d|timeout|unreachable|e[a-z]+)$/.test(word))
    return {
      ja: `Klaviyo につながりません（${code}）。Klaviyo の稼働状況とこのサーバーの通信を確かめ、「続きから取り込む」を押してください。入った分は残っています。`,
      en: `Klaviyo can't be reached (${code}). Check its status page and this server's network, then choose “Go on”. What is in stays in.`,
    }
  return {
    ja: `取り込みが止まりました（${code}）。「続きから取り込む」でやり直し、くり返すときはこの記号を添えてお知らせください。`,
    en: `The import stopped (${code}). Choose “Go on”; if it happens again, report this code.`,
  }
}
