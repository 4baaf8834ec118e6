import { listMoves } from "../../../server/capabilities/segments/contract.ts"
import type { Segment } from "../../../server/capabilities/segments/model-segment.ts"
import { LineChart } from "../../../ui/charts/line-chart.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useNow, useText } from "../../../ui/language.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Pager } from "../../../ui/table.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useList } from "../../app/use-call.ts"
import { PeopleTable } from "./audience.tsx"
import { causeWords, movedSince } from "./words.ts"

type Move = Reply<typeof listMoves>["items"][number]
const week = 7 * 86_400_000

/** Its size over time, and who entered and left with the reason. */
export function Moves({ segment }: { segment: Segment }) {
  const moves = useList(listMoves, { segmentId: segment.segmentId, limit: 40 })
  return (
    <>
      <Course segment={segment} />
      <Loaded of={moves} rows={8} what={{ ja: "出入りを読み込めませんでした", en: "The moves could not be loaded" }}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "出入りはまだありません", en: "Nobody has entered or left yet" }}
              why={{
                ja: "お客様の行動や日付で入る・出るたびに、日時と理由がここに残ります。",
                en: "Each time somebody enters or leaves, when and why is recorded here.",
              }}
            />
          ) : (
            <>
              <LastWeek items={items} isWhole={!moves.more} />
              <PeopleTable people={items.map(withKey)} more={columns} />
              <Pager shown={items.length} more={moves.more} busy={moves.isFetchingNextPage} onMore={moves.readMore} />
            </>
          )
        }
      </Loaded>
    </>
  )
}

const withKey = (move: Move) => move

function Course({ segment }: { segment: Segment }) {
  const sizes = segment.sizes ?? []
  const [first, last] = [sizes[0], sizes.at(-1)]
  if (!first || !last || sizes.length < 2) return null
  return (
    <div className="segment-gap">
      <LineChart
        cut
        height={160}
        label={{
          ja: `人数の動き、${first.day} の ${first.members}人から ${last.day} の ${last.members}人`,
          en: `Size from ${first.members} on ${first.day} to ${last.members} on ${last.day}`,
        }}
        per={{ ja: "日", en: "Day" }}
        at={sizes.map(({ day }) => day.slice(5).replace("-", "/").replace(/^0/, "").replace("/0", "/"))}
        lines={[{ name: { ja: "人数", en: "Members" }, look: "main", values: sizes.map(({ members }) => members) }]}
      />
    </div>
  )
}

function LastWeek({ items, isWhole }: { items: readonly Move[]; isWhole: boolean }) {
  const t = useText()
  const now = useNow()
  const moved = movedSince(items, isWhole, now - week)
  if (!moved) return null
  return (
    <p className="segment-none">
      {t({
        ja: `7日間で入った人 ${moved.entered}、出た人 ${moved.left}`,
        en: `In 7 days ${moved.entered} entered and ${moved.left} left`,
      })}
    </p>
  )
}

const columns: readonly Column<Move>[] = [
  {
    key: "move",
    head: { ja: "出入り", en: "Move" },
    cell: ({ move }) =>
      move === "entered" ? (
        <Status is="done" label={{ ja: "入った", en: "Entered" }} />
      ) : (
        <Status is="none" label={{ ja: "出た", en: "Left" }} />
      ),
  },
  { key: "at", head: { ja: "いつ", en: "When" }, cell: ({ at }) => <DateText at={at} /> },
  { key: "why", head: { ja: "理由", en: "Reason" }, cell: (move) => <Reason move={move} /> },
]

function Reason({ move }: { move: Move }) {
  const t = useText()
  return <span className="quiet small">{t(move.reason ?? causeWords[move.cause])}</span>
}
