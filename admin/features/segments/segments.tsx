import "./segments.css"
import type { Segment } from "../../../server/capabilities/segments/model-segment.ts"
import { listNamed, listSegments, overlapMap } from "../../../server/capabilities/segments/contract.ts"
import { ButtonLink } from "../../../ui/button.tsx"
import { Sparkline } from "../../../ui/charts/line-chart.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { SearchField, Select } from "../../../ui/inputs.tsx"
import { useFormat, useNow, useSurroundings, useText } from "../../../ui/language.tsx"
import { Link } from "../../../ui/link.tsx"
import { Filters } from "../../../ui/nav.tsx"
import { Empty, FilteredToNothing } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { Freshness } from "./freshness.tsx"
import { useIntent } from "./use-intent.ts"
import { onTheWall } from "../../../ui/wall-clock.ts"
import { changesOf, standingOf } from "./words.ts"

type List = Reply<typeof listSegments>

const states = [
  { value: "used", label: { ja: "使っているもの", en: "In use" } },
  { value: "live", label: { ja: "公開中だけ", en: "Live only" } },
  { value: "draft", label: { ja: "下書きだけ", en: "Drafts only" } },
  { value: "archived", label: { ja: "しまったもの", en: "Archived" } },
] as const
type State = (typeof states)[number]["value"]

export function Segments({ search, setSearch }: PageProps<"/segments">) {
  const may = useMay()
  const query = search.q ?? ""
  const state = states.find(({ value }) => value === search.state)?.value ?? "used"
  const asked = state === "used" ? "all" : state
  const list = useCall(listSegments, { state: asked, ...(query && { query }) }, { keep: true, everyMs: 30_000 })
  const isFiltered = query !== "" || state !== "used"
  return (
    <Page
      title={{ ja: "セグメント", en: "Segments" }}
      facts={list.data ? [<LastBuild key="build" list={list.data} />] : []}
      actions={
        <>
          <ButtonLink look="text" label={{ ja: "用意されたもの", en: "Ready-made" }} to="/segments/ready-made" />
          <ButtonLink label={{ ja: "くらべる", en: "Compare" }} to="/segments/compare" />
          {may("segments:write") && (
            <ButtonLink look="go" label={{ ja: "セグメントを作る", en: "Build a segment" }} to="/segments/new" />
          )}
        </>
      }
    >
      {list.data && <Freshness of={list.data.freshness} />}
      <Filters spread={<TidyLink />}>
        <SearchField
          value={query}
          onChange={(q) => setSearch({ q })}
          label={{ ja: "セグメントを探す", en: "Find a segment" }}
          example={{ ja: "名前・目的", en: "Name or intent" }}
        />
        <Select
          short
          label={{ ja: "状態", en: "State" }}
          value={state}
          onChange={(value) => setSearch({ state: value === "used" ? "" : value })}
          options={states}
        />
      </Filters>
      <Loaded
        of={list}
        rows={8}
        what={{ ja: "セグメントを読み込めませんでした", en: "The segments could not be loaded" }}
      >
        {({ items }) => (
          <Shown
            items={shownIn(items, state)}
            isFiltered={isFiltered}
            query={query}
            state={state}
            onClear={() => setSearch({ q: "", state: "" })}
          />
        )}
      </Loaded>
    </Page>
  )
}

const shownIn = (items: readonly Segment[], state: State) =>
  state === "used" ? items.filter((segment) => segment.state !== "archived") : items

type ShownProps = { items: readonly Segment[]; isFiltered: boolean; query: string; state: State; onClear: () => void }

function Shown({ items, isFiltered, query, state, onClear }: ShownProps) {
  if (items.length > 0)
    return (
      <Table
        label={{ ja: "セグメント", en: "Segments" }}
        columns={columns.filter(({ key }) => (key !== "course" && key !== "reach" ? true : items.some(knows[key])))}
        rows={items}
        rowKey={({ segmentId }) => segmentId}
        to={({ segmentId, state: at, liveVersion }) =>
          at === "draft" && liveVersion === null ? `/segments/${segmentId}/edit` : `/segments/${segmentId}`
        }
      />
    )
  if (!isFiltered) return <None />
  const stateWords = states.find(({ value }) => value === state)?.label
  const conditions: Text[] = [
    ...(query ? [same(`「${query}」`)] : []),
    ...(state !== "used" && stateWords ? [stateWords] : []),
  ]
  return <FilteredToNothing conditions={conditions} onClear={onClear} />
}

function None() {
  const named = useCall(listNamed, {})
  const count = named.data?.items.length
  return (
    <Empty
      title={{ ja: "セグメントはまだありません", en: "There are no segments yet" }}
      why={{
        ja: `よく使われる${count ?? ""}種類を、目的と使いどころつきで用意しています。基準はこのブランドのデータから決めてあり、あとで変えられます。`,
        en: `${count ?? "Many"} proven ones are ready, each with its intent and when to use it. Their thresholds come from this brand's own data and can be changed.`,
      }}
      action={
        <ButtonLink label={{ ja: "用意されたものを見る", en: "See the ready-made ones" }} to="/segments/ready-made" />
      }
    />
  )
}

function LastBuild({ list }: { list: List }) {
  const t = useText()
  const { number, duration } = useFormat()
  const { lastBuild: build } = list
  if (!build) return <>{t({ ja: "はじめての見直しを待っています", en: "Waiting for the first build" })}</>
  const took =
    build.durationMs === null
      ? undefined
      : build.durationMs < 1000
        ? `${number(build.durationMs / 1000, 1)} ${t({ ja: "秒", en: "s" })}`
        : duration(build.durationMs)
  return (
    <>
      {t({ ja: "最後の見直し ", en: "Last build " })}
      <DateText at={build.at} />
      {took && t({ ja: `・${took}`, en: ` · ${took}` })}
      {t({
        ja: `・${number(build.people)}人のうち${number(build.asked)}人を確認・読んだ行 ${number(build.rowsRead)}`,
        en: ` · ${number(build.asked)} of ${number(build.people)} people looked at · ${number(build.rowsRead)} rows read`,
      })}
    </>
  )
}

function TidyLink() {
  const t = useText()
  const map = useCall(overlapMap, {})
  const count = map.data?.notes.length ?? 0
  return (
    <Link to="/segments/tidy" className="small">
      {count > 0
        ? t({ ja: `整理できるもの ${count}件・重なりの地図`, en: `${count} to tidy up · overlap map` })
        : t({ ja: "重なりの地図", en: "Overlap map" })}
    </Link>
  )
}

/** A column that no row could fill is left out. */
const knows = {
  course: ({ sizes }: Segment) => sizes !== undefined && sizes.length > 1,
  reach: ({ reach }: Segment) => reach !== undefined,
}

const columns: readonly Column<Segment>[] = [
  { key: "name", head: { ja: "名前と目的", en: "Name and intent" }, cell: (segment) => <Name segment={segment} /> },
  {
    key: "members",
    head: { ja: "いまの人数", en: "Size now" },
    end: true,
    cell: (segment) => <Size segment={segment} />,
  },
  { key: "course", head: { ja: "30日の動き", en: "Last 30 days" }, cell: (segment) => <Course segment={segment} /> },
  { key: "reach", head: { ja: "届く人", en: "Can be reached" }, cell: (segment) => <Reached segment={segment} /> },
  { key: "state", head: { ja: "状態", en: "State" }, cell: (segment) => <State segment={segment} /> },
  { key: "used", head: { ja: "使いみち", en: "Used by" }, cell: (segment) => <Used segment={segment} /> },
]

function Name({ segment }: { segment: Segment }) {
  const t = useText()
  const intent = useIntent()
  return (
    <>
      {t(segment.name)}
      <span className="segment-under">{t(intent(segment))}</span>
    </>
  )
}

function Size({ segment }: { segment: Segment }) {
  const t = useText()
  const now = useNow()
  const { timeZone } = useSurroundings()
  const { number, change } = useFormat()
  if (segment.members === null)
    return <span className="quiet small">{t({ ja: "まだ数えていません", en: "Not counted yet" })}</span>
  const { sinceYesterday, sinceLastWeek } = changesOf(
    segment.members,
    segment.sizes,
    onTheWall(new Date(now), timeZone).day,
  )
  return (
    <>
      <span className="num">{number(segment.members)}</span>
      {sinceYesterday !== null && (
        <span className="segment-under num">
          {t({ ja: `前日 ${change(sinceYesterday)}`, en: `${change(sinceYesterday)} in a day` })}
          {sinceLastWeek !== null && t({ ja: `・7日 ${change(sinceLastWeek)}`, en: `, ${change(sinceLastWeek)} in 7` })}
        </span>
      )}
    </>
  )
}

function Course({ segment }: { segment: Segment }) {
  const t = useText()
  const sizes = segment.sizes ?? []
  if (sizes.length < 2)
    return <span className="faint small">{t({ ja: "あすから分かります", en: "From tomorrow" })}</span>
  const values = sizes.map(({ members }) => members)
  return (
    <Sparkline
      label={{
        ja: `30日で ${values[0]}人から ${values.at(-1)}人`,
        en: `From ${values[0]} to ${values.at(-1)} in 30 days`,
      }}
      values={values}
    />
  )
}

function Reached({ segment }: { segment: Segment }) {
  const t = useText()
  const { number } = useFormat()
  const { reach } = segment
  if (!reach) return <span className="faint">－</span>
  return (
    <span className="small num">
      {t({ ja: `メール ${number(reach.email)}`, en: `E-mail ${number(reach.email)}` })}
      <span className="segment-under">
        {t({
          ja: `LINE ${number(reach.line)}・SMS ${number(reach.sms)}`,
          en: `LINE ${number(reach.line)}, SMS ${number(reach.sms)}`,
        })}
      </span>
    </span>
  )
}

function State({ segment }: { segment: Segment }) {
  const t = useText()
  return (
    <span className="small">
      <Status {...standingOf(segment)} />
      {segment.hasDraft && segment.state === "live" && (
        <span className="segment-under">{t({ ja: "下書きあり", en: "There is a draft" })}</span>
      )}
    </span>
  )
}

function Used({ segment }: { segment: Segment }) {
  const t = useText()
  const { usedBy = [], usedAt } = segment
  if (usedBy.length > 0)
    return (
      <span className="small">
        {usedBy.slice(0, 2).map((user) => (
          <Link key={user.to} to={user.to} className="segment-use">
            {t(user.name)}
          </Link>
        ))}
        {usedBy.length > 2 && t({ ja: `ほか${usedBy.length - 2}件`, en: `${usedBy.length - 2} more` })}
      </span>
    )
  return (
    <span className="small quiet">
      {usedAt ? (
        <>
          {t({ ja: "最後は ", en: "Last " })}
          <DateText at={usedAt} only="date" />
        </>
      ) : (
        t({ ja: "まだ使っていません", en: "Not used yet" })
      )}
    </span>
  )
}
