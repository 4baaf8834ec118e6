import { listSegments } from "../../../server/capabilities/segments/contract.ts"
import { nameInLetters, segmentNamed } from "../../../server/capabilities/segments/letter-words-rules.ts"
import { Checkbox } from "../../../ui/choices.tsx"
import { Field } from "../../../ui/field.tsx"
import { Select, TextInput } from "../../../ui/inputs.tsx"
import { useMay } from "../session.tsx"
import { useCall } from "../use-call.ts"

type Props = {
  /** The block's condition: `points.earned`, `not segments.s01a2…`, or nothing. */
  when: string
  onChange: (when: string) => void
  isWrong: boolean
  forSegments: boolean
}

const everybody = "everybody"

/** To whom of a letter's readers a block is shown: everybody, the people of a segment or all others, or by a fact. */
export function BlockReaders({ when, onChange, isWrong, forSegments }: Props) {
  const may = useMay()
  const asks = forSegments && may("segments:read")
  const segments = useCall(listSegments, { state: "live" }, { when: asks })
  const named = segmentNamed(when)
  const items = segments.data?.items ?? []
  const isGone =
    named !== undefined && segments.data !== undefined && !items.some((one) => one.segmentId === named.segmentId)
  const choose = (segmentId: string, isNot: boolean) =>
    onChange(segmentId === everybody ? "" : `${isNot ? "not " : ""}${nameInLetters(segmentId)}`)
  return (
    <>
      {asks && (
        <Field
          label={{ ja: "見せる相手", en: "Shown to" }}
          hint={{
            ja: "届くときに、その方が入っているかで決まります。買ったものに合わせて、お得な話・使い方・読みものを出し分けられます。",
            en: "Decided by where she belongs when it leaves: a deal, how to use it, or something to read, by what she bought.",
          }}
          error={
            isGone
              ? {
                  ja: "このセグメントは公開されていません。選び直してください。",
                  en: "This segment is not live. Choose another.",
                }
              : undefined
          }
        >
          <Select
            value={named?.segmentId ?? everybody}
            onChange={(segmentId) => choose(segmentId, named?.isNot ?? false)}
            options={[
              { value: everybody, label: { ja: "すべての方", en: "Everybody" } },
              ...items.map(({ segmentId, name }) => ({
                value: segmentId,
                label: { ja: `「${name.ja}」の方`, en: `People in “${name.en}”` },
              })),
            ]}
          />
        </Field>
      )}
      {asks && named ? (
        <Checkbox
          label={{ ja: "この人たち以外に見せる", en: "Show it to everybody else instead" }}
          checked={named.isNot}
          onChange={(isNot) => choose(named.segmentId, isNot)}
        />
      ) : (
        <Field
          optional
          label={{ ja: "出す条件", en: "Shown when" }}
          hint={{
            ja: "項目の名前（例：points.earned）。その項目があるときだけ出します。前に not を付けると、ないときだけ。",
            en: "The name of a fact, such as points.earned: shown when it is there; with “not ” before it, when it is not.",
          }}
          error={
            isWrong
              ? {
                  ja: "項目の名前を書いてください（例：points.earned）。",
                  en: "Write the name of a fact, such as points.earned.",
                }
              : undefined
          }
        >
          <TextInput value={when} onChange={(value) => onChange(value.trim())} />
        </Field>
      )}
    </>
  )
}
