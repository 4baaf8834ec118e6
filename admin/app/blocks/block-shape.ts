import type { Text } from "../../../ui/text.ts"

export type Shape = {
  readonly label: Text
  /** One part of the block that its form asks for. */
  readonly fields: readonly BlockField[]
  /** What a new one begins with. */
  readonly fresh: Readonly<Record<string, unknown>>
}

export type BlockField = {
  readonly key: string
  readonly label: Text
  readonly hint?: Text
  readonly optional?: boolean
} & (
  | { readonly as: "line" | "prose" | "flag" }
  | { readonly as: "number"; readonly unit?: Text }
  /** Goods of the catalogue, by their ids. */
  | { readonly as: "products"; readonly most: number }
  | { readonly as: "choices"; readonly options: readonly { readonly value: string; readonly label: Text }[] }
  /** Several of the same shape below each other. */
  | {
      readonly as: "rows"
      readonly row: Text
      readonly most: number
      readonly parts: readonly { readonly key: string; readonly label: Text; readonly optional?: boolean }[]
      readonly fresh: Readonly<Record<string, string>>
    }
  | { readonly as: "choice"; readonly options: readonly { readonly value: string | number; readonly label: Text }[] }
)

export const liquid: Text = {
  ja: "{{ order.number }} のように項目を差し込めます。**太字**、[言葉](アドレス) も使えます。",
  en: "Name facts as {{ order.number }}; **bold** and [words](address) work too.",
}
export const address: Text = {
  ja: "https:// で始まるアドレスか、{{ links.tracking }} のような項目",
  en: "An address that begins with https://, or a fact such as {{ links.tracking }}",
}
