import type { Text } from "../../../ui/text.ts"

const words: Record<string, Text> = {
  private_address: { ja: "社内のネットワークのアドレスだった", en: "the address is on a private network" },
  not_https: { ja: "https ではなかった", en: "the address is not https" },
  enotfound: { ja: "アドレスの名前が見つからない", en: "the name of the address is unknown" },
  eai_again: { ja: "アドレスの名前を調べられなかった", en: "the name of the address could not be looked up" },
  ehostunreach: { ja: "相手のサーバーまで届かなかった", en: "the other server could not be reached" },
  enetunreach: { ja: "ネットワークにつながっていない", en: "there is no network" },
  etimedout: { ja: "つながるまでに時間がかかりすぎた", en: "it took too long to connect" },
  econnrefused: { ja: "接続を断られた", en: "the connection was refused" },
  econnreset: { ja: "途中で切られた", en: "the connection was cut" },
  cert_has_expired: { ja: "証明書の期限が切れている", en: "its certificate has expired" },
}

/** Why another server could not be reached or what it answered, `econnrefused` or `http_503`; undefined for what is rare. */
export function networkWords(reason: string): Text | undefined {
  const status = /^http_(\d+)$/.exec(reason)?.[1]
  return status ? { ja: `応答が ${status}`, en: `it answered ${status}` } : words[reason]
}
