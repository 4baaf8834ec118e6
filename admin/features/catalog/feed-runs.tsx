import { useState } from "react"
import { listFeedRuns } from "../../../server/capabilities/catalog/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import type { Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { useCall } from "../../app/use-call.ts"
import type { Feed } from "./whole-product.ts"

type Run = Reply<typeof listFeedRuns>["items"][number]

export function RunState({ run }: { run: Run }) {
  if (run.state === "running") return <Status is="waiting" label={{ ja: "取り込み中", en: "Fetching" }} />
  if (run.state === "failed") return <Status is="failed" />
  if (run.errorCount > 0)
    return (
      <Status
        is="needed"
        label={{ ja: `読めない商品 ${run.errorCount}件`, en: `${run.errorCount} could not be read` }}
      />
    )
  return <Status is="done" label={{ ja: "取り込み済み", en: "Taken in" }} />
}

/** Why a fetch failed, in words; a sentence of the server is shown as it came. */
function reasonWords(reason: string): Text {
  const status = /^http_(\d+)$/.exec(reason)?.[1]
  if (status) return { ja: `相手のサーバーが ${status} を返しました。`, en: `The other server answered ${status}.` }
  if (reason === "feed_deleted") return { ja: "登録が外されていました。", en: "The feed had been removed." }
  if (reason.startsWith("catalog.NotAFeed"))
    return {
      ja: "商品フィードとして読めませんでした。RSS か Atom で書き出してください。",
      en: "It could not be read as a product feed. Export it as RSS or Atom.",
    }
  return {
    ja: "相手のサーバーにつながりませんでした。アドレスを確かめてください。",
    en: "The other server could not be reached. Check the address.",
  }
}

/** The last times the feed was fetched, and what could not be read. */
export function FeedRuns({ feed }: { feed: Feed }) {
  const runs = useCall(listFeedRuns, { feedId: feed.feedId }, { everyMs: 10_000 })
  const [shown, setShown] = useState<Run>()
  const rows = runs.data?.items.slice(0, 5) ?? []
  if (rows.length === 0) return null
  return (
    <>
      <Table
        label={{ ja: "取り込みの記録", en: "Fetches" }}
        columns={columnsWith(setShown)}
        rows={rows}
        rowKey={keyOf}
      />
      {shown && <RunErrors run={shown} onClose={() => setShown(undefined)} />}
    </>
  )
}

const keyOf = ({ runKey }: Run) => runKey

const columnsWith = (onShow: (run: Run) => void): readonly Column<Run>[] => [
  { key: "at", head: { ja: "取り込んだとき", en: "Fetched" }, cell: (run) => <DateText at={run.startedAt} /> },
  { key: "state", head: { ja: "様子", en: "State" }, cell: (run) => <State run={run} /> },
  {
    key: "taken",
    head: { ja: "取り込んだ商品", en: "Taken in" },
    end: true,
    cell: (run) => <NumberText value={run.taken} />,
  },
  {
    key: "retired",
    head: { ja: "販売終了にした", en: "Archived" },
    end: true,
    cell: (run) => <NumberText value={run.retired} />,
  },
  {
    key: "errors",
    head: { ja: "読めない商品", en: "Not readable" },
    end: true,
    cell: (run) =>
      run.errorCount > 0 ? (
        <Button
          look="text"
          label={{ ja: `${run.errorCount}件を見る`, en: `See ${run.errorCount}` }}
          onClick={() => onShow(run)}
        />
      ) : (
        <NumberText value={0} />
      ),
  },
]

function State({ run }: { run: Run }) {
  const t = useText()
  return (
    <>
      <RunState run={run} />
      {run.reason && <span className="under">{t(reasonWords(run.reason))}</span>}
    </>
  )
}

function RunErrors({ run, onClose }: { run: Run; onClose: () => void }) {
  const t = useText()
  type Wrong = Run["errors"][number]
  const columns: readonly Column<Wrong>[] = [
    { key: "item", head: { ja: "何番目", en: "Item" }, cell: ({ item }) => <span className="num">{item}</span> },
    { key: "id", head: { ja: "商品番号", en: "Id" }, cell: ({ id }) => id ?? "－" },
    { key: "field", head: { ja: "項目", en: "Field" }, cell: ({ field }) => <code>{field}</code> },
    {
      key: "value",
      head: { ja: "届いた値", en: "Value" },
      cell: ({ value }) => <span className="product-break">{value}</span>,
    },
  ]
  return (
    <Dialog open wide onClose={onClose} title={{ ja: "読めなかった商品", en: "What could not be read" }}>
      <p>
        {t({
          ja: "フィードを直すと、次の取り込みで読めます。それまで、フィードからなくなった商品も販売終了にしません。",
          en: "Mend the feed and the next fetch takes them in. Until then nothing is archived, either.",
        })}
      </p>
      <div className="feed-errors">
        <Table
          label={{ ja: "読めなかった商品", en: "What could not be read" }}
          columns={columns}
          rows={run.errors}
          rowKey={({ item, field }) => `${item} ${field}`}
        />
      </div>
    </Dialog>
  )
}
