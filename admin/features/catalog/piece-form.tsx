import { ArrowDown, ArrowUp, Trash2 } from "lucide-react"
import { contentKinds, stages } from "../../../server/capabilities/catalog/model.ts"
import { IconButton } from "../../../ui/button.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { Select, TextArea, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import type { Text } from "../../../ui/text.ts"
import { type DraftPiece, errorsOf } from "./draft.ts"
import { kindWords, stageWords } from "./words.ts"

type Props = {
  number: number
  piece: DraftPiece
  /** Mistakes show after the first try to save. */
  tried: boolean
  onChange: (piece: DraftPiece) => void
  onRemove: () => void
  onUp?: () => void
  onDown?: () => void
}

/** One thing worth telling: what sort it is, when it is read, and its words in both languages. */
export function PieceForm({ number, piece, tried, onChange, onRemove, onUp, onDown }: Props) {
  const t = useText()
  const errors = tried ? errorsOf(piece) : {}
  const input = (key: Exclude<keyof DraftPiece, "kind" | "stage">) => ({
    value: piece[key],
    onChange: (value: string) => onChange({ ...piece, [key]: value }),
  })
  const nth = (what: Text): Text => ({ ja: `${number}つ目の${what.ja}`, en: `${what.en} of piece ${number}` })
  return (
    <div className="content-piece" role="group" aria-label={t({ ja: `読みもの ${number}`, en: `Piece ${number}` })}>
      <div className="content-piece-head">
        <Select
          short
          label={nth({ ja: "内容", en: "Sort" })}
          value={piece.kind}
          onChange={(kind) => onChange({ ...piece, kind })}
          options={contentKinds.map((value) => ({ value, label: kindWords[value] }))}
        />
        <Select
          short
          label={nth({ ja: "読むとき", en: "Moment" })}
          value={piece.stage}
          onChange={(stage) => onChange({ ...piece, stage })}
          options={stages.map((value) => ({ value, label: stageWords[value] }))}
        />
        <span className="button-row">
          {onUp && <IconButton icon={ArrowUp} label={nth({ ja: "読みものを上へ", en: "Move up" })} onClick={onUp} />}
          {onDown && (
            <IconButton icon={ArrowDown} label={nth({ ja: "読みものを下へ", en: "Move down" })} onClick={onDown} />
          )}
          <IconButton icon={Trash2} label={nth({ ja: "読みものを消す", en: "Remove" })} onClick={onRemove} />
        </span>
      </div>
      <Fields two>
        <Field optional label={{ ja: "見出し（日本語）", en: "Heading (Japanese)" }}>
          <TextInput {...input("titleJa")} maxLength={200} />
        </Field>
        <Field optional label={{ ja: "見出し（英語）", en: "Heading (English)" }}>
          <TextInput {...input("titleEn")} maxLength={200} />
        </Field>
        <Field label={{ ja: "本文（日本語）", en: "Words (Japanese)" }} error={errors.body}>
          <TextArea {...input("bodyJa")} rows={4} maxLength={5_000} />
        </Field>
        <Field
          optional
          label={{ ja: "本文（英語）", en: "Words (English)" }}
          hint={{ ja: "空なら、もう一方の言語で出ます。", en: "When empty, the other language is shown." }}
        >
          <TextArea {...input("bodyEn")} rows={4} maxLength={5_000} />
        </Field>
        <Field optional label={{ ja: "くわしいページ", en: "Page with more" }} error={errors.url}>
          <TextInput {...input("url")} type="url" maxLength={2_000} />
        </Field>
        <Field optional label={{ ja: "写真のアドレス", en: "Address of a picture" }} error={errors.imageUrl}>
          <TextInput {...input("imageUrl")} type="url" maxLength={2_000} />
        </Field>
      </Fields>
    </div>
  )
}
