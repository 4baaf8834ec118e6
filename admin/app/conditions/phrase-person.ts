import type { Leaf } from "../../../server/capabilities/segments/model.ts"
import type { Text } from "../../../ui/text.ts"
import { type Names, orUnset, type Phrase, token } from "./phrase.ts"
import { testWords } from "./phrase-tests.ts"

type PersonLeaf = Extract<
  Leaf,
  { kind: "attribute" | "property" | "field" | "consent" | "reachable" | "segment" | "bucket" }
>

export function personPhrase(leaf: PersonLeaf, names: Names): Phrase {
  switch (leaf.kind) {
    case "attribute":
      return valuePhrase(leaf.kind, leaf.field, leaf.test, names)
    case "property":
      return valuePhrase(leaf.kind, leaf.key, leaf.test, names)
    case "field":
      return valuePhrase(leaf.kind, leaf.field, leaf.test, names)
    case "consent":
      return consentPhrase(leaf)
    case "reachable":
      return {
        ja: [token("channel", channelWords[leaf.channel].ja), "で"],
        mid: "届き",
        end: "届く",
        en: ["who can be reached by ", token("channel", channelWords[leaf.channel].en)],
      }
    case "segment": {
      const of =
        leaf.segmentId === "" ? { ja: orUnset("", "ja"), en: orUnset("", "en") } : names.segment(leaf.segmentId)
      return {
        ja: ["セグメント", token("segment", `「${of.ja}」`), "に"],
        mid: "入っていて",
        end: "入っている",
        en: ["who are in the segment ", token("segment", `“${of.en}”`)],
      }
    }
    case "bucket": {
      const [from, to] = [leaf.from / 100, leaf.to / 100]
      return {
        ja: ["分け方", token("bucket", `「${leaf.salt}」の ${from}〜${to}%`), "に"],
        mid: "入り",
        end: "入る",
        en: ["who fall into ", token("bucket", `${from}–${to}% of the split “${leaf.salt}”`)],
      }
    }
  }
}

function valuePhrase(
  kind: "attribute" | "property" | "field",
  key: string,
  test: Extract<Leaf, { kind: "property" }>["test"],
  names: Names,
): Phrase {
  const field = names.field(kind, key)
  const label = field?.label ?? attributeNames[key] ?? { ja: key, en: key }
  const words = testWords(test, field, names)
  return {
    ja: [token("field", label.ja), words.particle, token("test", words.token.ja), words.after],
    mid: words.mid,
    end: words.end,
    en: ["whose ", token("field", lowerFirst(label.en)), " ", token("test", words.token.en)],
  }
}

/** For the middle of a sentence; LINE and SMS stay as they are. */
const lowerFirst = (words: string) =>
  /^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words

export const attributeNames: Readonly<Record<string, Text>> = {
  language: { ja: "言語", en: "language" },
  country: { ja: "国", en: "country" },
  prefecture: { ja: "都道府県", en: "prefecture" },
  city: { ja: "市区町村", en: "city" },
  postalCode: { ja: "郵便番号", en: "postal code" },
  age: { ja: "年齢", en: "age" },
  birthMonth: { ja: "誕生月", en: "month of birth" },
  birthday: { ja: "誕生日", en: "birthday" },
  firstSeen: { ja: "はじめて知った日", en: "first contact" },
}

export const channelWords = {
  email: { ja: "メール", en: "e-mail" },
  line: { ja: "LINE", en: "LINE" },
  sms: { ja: "SMS", en: "SMS" },
  push: { ja: "プッシュ通知", en: "push" },
  post: { ja: "はがき", en: "post" },
  phone: { ja: "電話", en: "phone" },
  relay: { ja: "ほかのシステム", en: "another system" },
  dm: { ja: "DM", en: "direct message" },
} as const

export const consentStates = {
  given: { ja: "同意あり", en: "given" },
  withdrawn: { ja: "拒否・取り下げ", en: "refused" },
  pending: { ja: "確認待ち", en: "to be confirmed" },
  imported_unverified: { ja: "未確認", en: "unproven" },
  none: { ja: "未回答", en: "never asked" },
} as const

const purposes: Readonly<Record<string, Text>> = {
  marketing: { ja: "ご案内", en: "news and offers" },
  transactional: { ja: "注文と配送の連絡", en: "orders and delivery" },
  survey: { ja: "アンケート", en: "surveys" },
  review: { ja: "口コミのお願い", en: "review requests" },
}
export const purposeWords = (purpose: string): Text => purposes[purpose] ?? { ja: purpose, en: purpose }
export const knownPurposes = Object.keys(purposes)

function consentPhrase({ channel, purpose, states }: Extract<Leaf, { kind: "consent" }>): Phrase {
  const of = purposeWords(purpose)
  return {
    ja: [
      token("consent", `${channelWords[channel].ja}の${of.ja}`),
      "への同意が",
      token("consent", orUnset(states.map((state) => consentStates[state].ja).join("か"), "ja")),
    ],
    mid: "で",
    end: "の",
    en: [
      "whose consent to ",
      token("consent", `${of.en} by ${channelWords[channel].en}`),
      " is ",
      token("consent", orUnset(states.map((state) => consentStates[state].en).join(" or "), "en")),
    ],
  }
}
