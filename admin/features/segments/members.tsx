import { useState } from "react"
import { listMembers } from "../../../server/capabilities/segments/contract.ts"
import type { Segment } from "../../../server/capabilities/segments/model-segment.ts"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Empty } from "../../../ui/states.tsx"
import { type Column, Pager } from "../../../ui/table.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useList } from "../../app/use-call.ts"
import { PeopleTable } from "./audience.tsx"
import { PeopleSearch } from "./people-search.tsx"
import { useSettled } from "./use-settled.ts"
import { causeWords } from "./words.ts"

type Member = Reply<typeof listMembers>["items"][number]

/** Who is in it, those who came last first, since when and why. */
export function Members({ segment }: { segment: Segment }) {
  const t = useText()
  const [query, setQuery] = useState("")
  const settled = useSettled(query.trim(), 250)
  const members = useList(
    listMembers,
    { segmentId: segment.segmentId, limit: 20, ...(settled && { query: settled }) },
    { keep: true },
  )
  return (
    <Loaded
      of={members}
      rows={8}
      what={{ ja: "入っている人を読み込めませんでした", en: "The members could not be loaded" }}
    >
      {({ items }) => {
        if (items.length === 0 && settled === "") return <Nobody segment={segment} />
        return (
          <>
            <PeopleSearch
              label={{ ja: "入っている人から探す", en: "Search the members" }}
              value={query}
              onChange={setQuery}
            />
            {items.length > 0 ? (
              <PeopleTable people={items} more={columns} />
            ) : (
              <p className="segment-none">
                {t({
                  ja: "入っている人のなかにはいません。入っていない理由は、右の「お客様を選ぶ」で確かめられます。",
                  en: "Not among the members. “Choose a customer” at the right tells why not.",
                })}
              </p>
            )}
            <Pager
              shown={items.length}
              total={settled === "" ? (segment.members ?? undefined) : undefined}
              more={members.more}
              busy={members.isFetchingNextPage}
              onMore={members.readMore}
            />
          </>
        )
      }}
    </Loaded>
  )
}

const Nobody = ({ segment }: { segment: Segment }) =>
  segment.members === null ? (
    <Empty
      title={{ ja: "まだ数えていません", en: "Not counted yet" }}
      why={
        segment.liveVersion === null
          ? { ja: "公開すると、入る人がここに並びます。", en: "Once published, its members are listed here." }
          : {
              ja: "最初の見直しが終わると、入る人がここに並びます。",
              en: "Members are listed here after the first build.",
            }
      }
    />
  ) : (
    <Empty
      title={{ ja: "いま入っている人はいません", en: "Nobody is in it right now" }}
      why={{
        ja: "条件に当てはまる人が現れると、その場で入ります。右で一人を選ぶと、どの条件で止まるかが分かります。",
        en: "Whoever comes to match enters at once. Choose a customer at the right to see where it stops.",
      }}
    />
  )

const columns: readonly Column<Member>[] = [
  {
    key: "entered",
    head: { ja: "入った日", en: "Entered" },
    cell: ({ enteredAt }) => <DateText at={enteredAt} />,
  },
  { key: "why", head: { ja: "きっかけ", en: "Because" }, cell: ({ cause }) => <Cause cause={cause} /> },
]

function Cause({ cause }: Pick<Member, "cause">) {
  const t = useText()
  return <span className="quiet small">{t(causeWords[cause])}</span>
}
