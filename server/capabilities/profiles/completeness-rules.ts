import type { Text } from "#kernel/text"

export type Wanted = { readonly key: string; readonly label: Text; readonly isKnown: boolean; readonly ask: Text }

type Person = {
  readonly displayName: string | null
  readonly familyKana: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly bornOn: string | null
  readonly address: object | null
  readonly properties: Readonly<Record<string, unknown>>
}
type Definition = { readonly key: string; readonly label: Text; readonly isArchived: boolean }

const atTill: Text = { ja: "次のご来店やお問い合わせのときに伺う", en: "ask at the next visit or call" }
const atOrder: Text = { ja: "次のご注文で分かります", en: "comes with the next order" }

/** How much is known of a person: what is known divided by what the brand wants to know, each thing alike (A12). */
export function completenessOf(
  person: Person,
  definitions: readonly Definition[],
  heldChannels: readonly string[],
): { readonly share: number; readonly known: number; readonly missing: readonly Omit<Wanted, "isKnown">[] } {
  const wanted = [...basics(person, heldChannels), ...definitions.filter((d) => !d.isArchived).map(ofProperty(person))]
  const known = wanted.filter(({ isKnown }) => isKnown).length
  const missing = wanted.filter(({ isKnown }) => !isKnown).map(({ key, label, ask }) => ({ key, label, ask }))
  return { share: known / wanted.length, known, missing }
}

function basics(person: Person, heldChannels: readonly string[]): Wanted[] {
  return [
    { key: "name", label: { ja: "お名前", en: "Name" }, isKnown: person.displayName !== null, ask: atOrder },
    {
      key: "kana",
      label: { ja: "よみがな", en: "Reading of the name" },
      isKnown: person.familyKana !== null,
      ask: atTill,
    },
    {
      key: "email",
      label: { ja: "メール", en: "E-mail" },
      isKnown: person.email !== null,
      ask: { ja: "配送のお知らせ先として伺う", en: "ask where to send news of the delivery" },
    },
    { key: "phone", label: { ja: "電話", en: "Phone" }, isKnown: person.phone !== null, ask: atOrder },
    { key: "address", label: { ja: "住所", en: "Address" }, isKnown: person.address !== null, ask: atOrder },
    {
      key: "bornOn",
      label: { ja: "生年月日", en: "Date of birth" },
      isKnown: person.bornOn !== null,
      ask: { ja: "誕生月のご案内の希望とあわせて伺う", en: "ask together with a wish for birthday news" },
    },
    {
      key: "consent",
      label: { ja: "ご案内の希望", en: "Whether they want news" },
      isKnown: heldChannels.length > 0,
      ask: {
        ja: "注文確認のページや店頭で、受け取りを希望されるか伺う",
        en: "ask on the order page or at the counter",
      },
    },
  ]
}

const ofProperty =
  (person: Person) =>
  ({ key, label }: Definition): Wanted => ({
    key: `property:${key}`,
    label,
    isKnown: Object.hasOwn(person.properties, key),
    ask: {
      ja: `アンケートで「${label.ja}」をひとつだけ伺う`,
      en: `ask one question in a survey: ${label.en}`,
    },
  })
