import { Button, ButtonRow } from "../../../ui/button.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { NumberInput, TextArea, TextInput } from "../../../ui/inputs.tsx"
import type { Text } from "../../../ui/text.ts"
import type { EditedThanks } from "./thanks-values.ts"

type Props = {
  value: EditedThanks
  problem: Text | undefined
  onChange: (value: EditedThanks) => void
  onRemove: () => void
  onUp: (() => void) | undefined
}

const commas = { ja: "いくつもあるときは、読点かコンマで区切ります。", en: "Separate several with commas." }

/** One dress of the thanks: for whom, and what it says. What is left empty does not narrow it, or stays the plain words. */
export function ThanksForm({ value, problem, onChange, onRemove, onUp }: Props) {
  const text = (key: TextKey) => ({
    value: value[key],
    onChange: (next: string) => onChange({ ...value, [key]: next }),
  })
  const number = (key: "from" | "to") => ({
    value: value[key],
    onChange: (next: number | null) => onChange({ ...value, [key]: next }),
  })
  return (
    <div className="thanks-one">
      <Field label={{ ja: "名前（社内用）", en: "Name (for you)" }} error={problem}>
        <TextInput {...text("name")} maxLength={60} example={{ ja: "はじめての方へ", en: "First order" }} />
      </Field>
      <Fields two>
        <Field optional label={{ ja: "商品（ショップのID）", en: "Products (ids at the shop)" }} hint={commas}>
          <TextInput {...text("products")} />
        </Field>
        <Field optional label={{ ja: "商品の種類", en: "Product types" }} hint={commas}>
          <TextInput {...text("types")} />
        </Field>
        <Field optional label={{ ja: "商品のタグ", en: "Product tags" }} hint={commas}>
          <TextInput {...text("tags")} />
        </Field>
        <Field
          optional
          label={{ ja: "お客様の項目（会員ランクなど）", en: "Property of the customer, such as a rank" }}
        >
          <TextInput {...text("property")} example={{ ja: "rank", en: "rank" }} />
        </Field>
        <Field optional label={{ ja: "その項目の値", en: "Values that count" }} hint={commas}>
          <TextInput {...text("values")} example={{ ja: "ゴールド", en: "gold" }} />
        </Field>
        <Field optional label={{ ja: "何回目の注文から", en: "From order" }}>
          <NumberInput {...number("from")} unit={{ ja: "回目", en: "" }} />
        </Field>
        <Field optional label={{ ja: "何回目の注文まで", en: "To order" }}>
          <NumberInput {...number("to")} unit={{ ja: "回目", en: "" }} />
        </Field>
      </Fields>
      <Fields two>
        <Field optional label={{ ja: "見出し（日本語）", en: "Heading (Japanese)" }}>
          <TextInput {...text("headingJa")} maxLength={120} />
        </Field>
        <Field optional label={{ ja: "見出し（英語）", en: "Heading (English)" }}>
          <TextInput {...text("headingEn")} maxLength={120} />
        </Field>
        <Field optional label={{ ja: "文（日本語）", en: "Text (Japanese)" }}>
          <TextArea {...text("textJa")} rows={4} maxLength={2000} />
        </Field>
        <Field optional label={{ ja: "文（英語）", en: "Text (English)" }}>
          <TextArea {...text("textEn")} rows={4} maxLength={2000} />
        </Field>
        <Field
          optional
          label={{ ja: "画像のアドレス", en: "Address of a picture" }}
          hint={{ ja: "横 1024 × 縦 640 px。https から。", en: "1024 x 640 px, over https." }}
        >
          <TextInput type="url" {...text("pictureUrl")} />
        </Field>
        <Field optional label={{ ja: "画像の代わりの文（日本語）", en: "What it shows (Japanese)" }}>
          <TextInput {...text("altJa")} maxLength={200} />
        </Field>
        <Field optional label={{ ja: "画像の代わりの文（英語）", en: "What it shows (English)" }}>
          <TextInput {...text("altEn")} maxLength={200} />
        </Field>
      </Fields>
      <ButtonRow>
        {onUp && <Button look="text" label={{ ja: "上へ", en: "Move up" }} onClick={onUp} />}
        <Button look="text" label={{ ja: "この装いを外す", en: "Remove" }} onClick={onRemove} />
      </ButtonRow>
    </div>
  )
}

type TextKey = { [K in keyof EditedThanks]: EditedThanks[K] extends string ? K : never }[keyof EditedThanks]
