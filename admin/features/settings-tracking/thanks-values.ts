import { TrackingSettings } from "../../../server/capabilities/tracking/model-settings.ts"
import type { Text } from "../../../ui/text.ts"

/** One dress of the thanks while it is edited: lists are written with commas. */
export type EditedThanks = {
  readonly name: string
  readonly products: string
  readonly types: string
  readonly tags: string
  readonly property: string
  readonly values: string
  readonly from: number | null
  readonly to: number | null
  readonly headingJa: string
  readonly headingEn: string
  readonly textJa: string
  readonly textEn: string
  readonly pictureUrl: string
  readonly altJa: string
  readonly altEn: string
}

export type ThanksValues = {
  related: boolean
  send: boolean
  afterDays: number | null
  url: string
  thanks: readonly EditedThanks[]
}

export const emptyThanks: EditedThanks = {
  name: "",
  products: "",
  types: "",
  tags: "",
  property: "",
  values: "",
  from: null,
  to: null,
  headingJa: "",
  headingEn: "",
  textJa: "",
  textEn: "",
  pictureUrl: "",
  altJa: "",
  altEn: "",
}

const joined = (list: readonly string[]) => list.join(", ")
const listed = (text: string) =>
  text
    .split(/[,、，\n]/)
    .map((part) => part.trim())
    .filter(Boolean)

export const thanksValues = ({ related, review, thanks }: TrackingSettings): ThanksValues => ({
  related,
  ...review,
  thanks: thanks.map(({ name, when, heading, text, picture }) => ({
    name,
    products: joined(when.products),
    types: joined(when.types),
    tags: joined(when.tags),
    property: when.property?.key ?? "",
    values: joined(when.property?.values ?? []),
    from: when.orders?.from ?? null,
    to: when.orders?.to ?? null,
    headingJa: heading.ja,
    headingEn: heading.en,
    textJa: text.ja,
    textEn: text.en,
    pictureUrl: picture?.url ?? "",
    altJa: picture?.alt.ja ?? "",
    altEn: picture?.alt.en ?? "",
  })),
})

/** The settings with what was edited; everything else stays as it was. */
export const withThanks = (settings: TrackingSettings, values: ThanksValues) =>
  TrackingSettings.safeParse({
    ...settings,
    related: values.related,
    review: { send: values.send, afterDays: values.afterDays ?? 7, url: values.url.trim() },
    thanks: values.thanks.map((one) => ({
      name: one.name,
      when: {
        products: listed(one.products),
        types: listed(one.types),
        tags: listed(one.tags),
        property: one.property.trim() === "" ? null : { key: one.property, values: listed(one.values) },
        orders: one.from === null && one.to === null ? null : { from: one.from ?? 1, to: one.to },
      },
      heading: { ja: one.headingJa, en: one.headingEn },
      text: { ja: one.textJa, en: one.textEn },
      picture:
        one.pictureUrl.trim() === "" ? null : { url: one.pictureUrl.trim(), alt: { ja: one.altJa, en: one.altEn } },
    })),
  })

const isAddress = (text: string) => /^https:\/\/\S+$/.test(text.trim())
const httpsOnly = { ja: "https で始まるアドレスにしてください。", en: "Begin the address with https://." }

export const checkThanks = (values: ThanksValues): Partial<Record<keyof ThanksValues, Text>> => ({
  ...(values.send && !isAddress(values.url) ? { url: httpsOnly } : {}),
  ...(values.afterDays === null || values.afterDays < 1 || values.afterDays > 60
    ? { afterDays: { ja: "1〜60 日にしてください。", en: "Between 1 and 60 days." } }
    : {}),
  ...(values.thanks.some((one) => problemOf(one) !== undefined)
    ? { thanks: { ja: "直すところがあります。", en: "Something must be mended." } }
    : {}),
})

/** What keeps one dress from being saved. */
export function problemOf(one: EditedThanks): Text | undefined {
  if (one.name.trim() === "") return { ja: "この装いの名前を書いてください。", en: "Give it a name." }
  if (one.property.trim() !== "" && listed(one.values).length === 0)
    return { ja: "項目の値を書いてください（例：ゴールド）。", en: "Write the values of the property, such as gold." }
  if (one.to !== null && one.to < (one.from ?? 1))
    return {
      ja: "「何回目まで」は「何回目から」より小さくできません。",
      en: "The last order can't come before the first.",
    }
  if (one.pictureUrl.trim() === "") return undefined
  if (!isAddress(one.pictureUrl)) return httpsOnly
  return one.altJa.trim() === "" || one.altEn.trim() === ""
    ? {
        ja: "画像の代わりに読まれる文を、両方の言葉で書いてください。",
        en: "Say in both languages what the picture shows.",
      }
    : undefined
}
