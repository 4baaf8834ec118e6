import type { countProblems } from "../../../server/capabilities/imports/contract.ts"
import { Select } from "../../../ui/inputs.tsx"
import { useFormat } from "../../../ui/language.tsx"
import type { Reply } from "../../app/call.ts"

type Counts = Reply<typeof countProblems>["counts"]

/** One kind of finding, or all of them. */
export function RunFilters(props: {
  counts: Counts
  chosen: string | undefined
  onChoose: (code: string | undefined) => void
}) {
  const { number } = useFormat()
  const byCode = new Map<string, { count: number; message: Counts[number]["message"] }>()
  for (const { code, count, message } of props.counts)
    byCode.set(code, { message, count: (byCode.get(code)?.count ?? 0) + count })
  const total = props.counts.reduce((sum, { count }) => sum + count, 0)
  return (
    <Select
      label={{ ja: "気づきの種類", en: "kind of finding" }}
      value={props.chosen ?? "all"}
      onChange={(code) => props.onChoose(code === "all" ? undefined : code)}
      options={[
        { value: "all", label: { ja: `すべて（${number(total)}）`, en: `All (${number(total)})` } },
        ...[...byCode].map(([value, { count, message }]) => ({
          value,
          label: { ja: `${message.ja}（${number(count)}）`, en: `${message.en} (${number(count)})` },
        })),
      ]}
    />
  )
}
