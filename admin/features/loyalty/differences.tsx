import { useText } from "../../../ui/language.tsx"
import { Table } from "../../../ui/table.tsx"
import { type Difference, placeWords, valueWords } from "./words.ts"

/** What differs from one version to another, rule by rule. */
export function Differences({ differences }: { differences: readonly Difference[] }) {
  const t = useText()
  if (differences.length === 0)
    return <p className="quiet">{t({ ja: "違いはありません。", en: "Nothing differs." })}</p>
  return (
    <Table
      label={{ ja: "変わるところ", en: "What changes" }}
      rows={differences}
      rowKey={({ at }) => at}
      columns={[
        { key: "at", head: { ja: "どこ", en: "Where" }, cell: ({ at }) => t(placeWords(at)) },
        { key: "before", head: { ja: "前", en: "Before" }, cell: ({ before }) => t(valueWords(before)) },
        { key: "after", head: { ja: "あと", en: "After" }, cell: ({ after }) => <b>{t(valueWords(after))}</b> },
      ]}
    />
  )
}
