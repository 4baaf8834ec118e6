import { useState } from "react"
import { listMembers } from "../../../server/capabilities/segments/contract.ts"
import type { Segment } from "../../../server/capabilities/segments/model-segment.ts"
import { DateText } from "../../../ui/figures.tsx"
import { SearchField } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Filters } from "../../../ui/nav.tsx"
import { Empty } from "../../../ui/states.tsx"
import { type Column, Pager } from "../../../ui/table.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useList } from "../../app/use-call.ts"
import { nameOfSample, PeopleTable } from "./audience.tsx"
import { causeWords } from "./words.ts"

type Member = Reply<typeof listMembers>["items"][number]

/** Who is in it, those who came last first, since when and why. */
export function Members({ segment }: { segment: Segment }) {
  const t = useText()
  const [query, setQuery] = useState("")
  const members = useList(listMembers, { segmentId: segment.segmentId, limit: 20 })
  return (
    <Loaded
      of={members}
      rows={8}
      what={{ ja: "入っている人を読み込めませんでした", en: "The members could not be loaded" }}
    >
      {({ items }) => {
        if (items.length === 0) return <Nobody segment={segment} />
        const shown = items.filter((person) => matches(person, query))
        return (
          <>
            <div className="segment-gap">
              <Filters>
                <SearchField
                  value={query}
                  onChange={setQuery}
                  label={{ ja: "見えている人から探す", en: "Search those shown" }}
                  example={{ ja: "名前・メール", en: "Name or mail" }}
                />
              </Filters>
            </div>
            <PeopleTable people={shown} more={columns} />
            {shown.length === 0 && (
              <p className="segment-none">
                {t({
                  ja: "見えている人のなかにはいません。右の「お客様を選ぶ」なら、全員から探せます。",
                  en: "Not among those shown. “Choose a customer” at the right searches everybody.",
                })}
              </p>
            )}
            <Pager
              shown={items.length}
              total={segment.members ?? undefined}
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

const plain = (text: string) => text.normalize("NFKC").toLowerCase().replace(/\s/g, "")
const matches = (person: Member, query: string) =>
  plain(`${nameOfSample(person).ja}${person.email ?? ""}`).includes(plain(query))

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
