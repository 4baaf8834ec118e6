import type { Channel, Holding } from "#customers"
import type { Text } from "#kernel/text"
import type { Topic } from "./model-settings.ts"

const channelWords: Partial<Record<string, Text>> = {
  email: { ja: "メール", en: "e-mail" },
  sms: { ja: "SMS", en: "SMS" },
  line: { ja: "LINE", en: "LINE" },
  push: { ja: "アプリ", en: "app" },
  post: { ja: "郵便", en: "post" },
  phone: { ja: "電話", en: "phone" },
}

type Listed = { readonly channel: Channel; readonly purpose: string; readonly label: { ja: string; en: string } }

/** What a person can say yes or no to: every topic by mail, and on other channels whatever they ever spoke about. */
export function listedTopics(topics: readonly Topic[], held: readonly Holding[]): Listed[] {
  const named = (channel: string, purpose: string, label: Text): Listed => {
    const by = channelWords[channel] ?? { ja: channel, en: channel }
    return {
      channel: channel as Channel, // safe: consents hold known channels only
      purpose,
      label: { ja: `${label.ja}（${by.ja}）`, en: `${label.en} (${by.en})` },
    }
  }
  const byMail = topics.map(({ purpose, label }) => named("email", purpose, label))
  const elsewhere = held.flatMap(({ channel, purpose }) => {
    const isListed = byMail.some((one) => one.channel === channel && one.purpose === purpose)
    if (isListed || purpose === "transactional") return []
    return [named(channel, purpose, topics.find((t) => t.purpose === purpose)?.label ?? { ja: purpose, en: purpose })]
  })
  return [...byMail, ...elsewhere]
}

/** Enough for its owner to know it, not enough for whoever was forwarded the link (S-LINK4). */
export function maskedAddress(address: string): string {
  const at = address.lastIndexOf("@")
  return `${Array.from(address.slice(0, at))[0] ?? ""}•••${address.slice(at)}`
}
