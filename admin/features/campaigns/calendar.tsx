import "./campaigns.css"
import { type KeyboardEvent, useState } from "react"
import { campaignCalendar, moveCampaign } from "../../../server/capabilities/campaigns/contract.ts"
import type { CalendarDay } from "../../../server/capabilities/campaigns/model-views.ts"
import { listSegments } from "../../../server/capabilities/segments/contract.ts"
import { addDays, day as asDay, type Day, firstOfMonth, lastOfMonth, weekOf } from "../../../server/kernel/days.ts"
import { Button, ButtonLink, ButtonRow } from "../../../ui/button.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { useFormat, useNow, useSurroundings, useText } from "../../../ui/language.tsx"
import { Link } from "../../../ui/link.tsx"
import { Filters, Segments } from "../../../ui/nav.tsx"
import { Mark } from "../../../ui/status.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { instantOf, onTheWall } from "../../../ui/wall-clock.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { Move } from "./running.tsx"
import { stateWords } from "./words.ts"

type Planned = CalendarDay["campaigns"][number]

const spans = [
  { key: "month", label: { ja: "月", en: "Month" } },
  { key: "week", label: { ja: "週", en: "Week" } },
] as const

/** All that customers get, day by day: campaigns, what flows are expected to send, holidays. */
export function Calendar({ search, setSearch }: PageProps<"/campaigns/calendar">) {
  const may = useMay()
  const { month } = useFormat()
  const { timeZone } = useSurroundings()
  const today = asDay(onTheWall(new Date(useNow()), timeZone).day)
  const span = search.span === "week" ? "week" : "month"
  const at = search.day && /^\d{4}-\d{2}-\d{2}$/.test(search.day) ? asDay(search.day) : today
  const { from, until } = rangeOf(span, at)
  const segments = useCall(listSegments, { state: "live" }, { when: may("segments:read") })
  const days = useCall(
    campaignCalendar,
    { from, until, ...(search.segment && { segmentId: search.segment }) },
    { keep: true, everyMs: 60_000 },
  )
  const go = (to: Day) => setSearch({ day: to })
  const step = (n: number) =>
    go(span === "week" ? addDays(at, 7 * n) : addDays(n > 0 ? lastOfMonth(at) : firstOfMonth(at), n))
  return (
    <Page
      title={{ ja: "配信カレンダー", en: "Calendar of sendings" }}
      above={[{ label: { ja: "キャンペーン", en: "Campaigns" }, to: "/campaigns" }]}
      actions={
        may("messages:write") && (
          <ButtonLink look="go" label={{ ja: "キャンペーンを作る", en: "New campaign" }} to="/campaigns/new" />
        )
      }
    >
      <Filters
        spread={
          <ButtonRow>
            <Button label={{ ja: "前へ", en: "Back" }} onClick={() => step(-1)} />
            <Button label={{ ja: "今日", en: "Today" }} onClick={() => go(today)} />
            <Button label={{ ja: "次へ", en: "Forward" }} onClick={() => step(1)} />
          </ButtonRow>
        }
      >
        <Segments
          label={{ ja: "期間", en: "Span" }}
          options={spans}
          value={span}
          onChange={(key) => setSearch({ span: key === "month" ? "" : key })}
        />
        {segments.data && (
          <Select
            short
            label={{ ja: "相手", en: "Audience" }}
            value={search.segment ?? "all"}
            onChange={(segment) => setSearch({ segment: segment === "all" ? "" : segment })}
            options={[
              { value: "all", label: { ja: "すべてのお客様", en: "Everybody" } },
              ...segments.data.items.map(({ segmentId, name }) => ({ value: segmentId, label: name })),
            ]}
          />
        )}
      </Filters>
      <h2 aria-live="polite">{month(instantOf(at, "12:00", timeZone))}</h2>
      <Loaded
        of={days}
        rows={8}
        what={{ ja: "カレンダーを読み込めませんでした", en: "The calendar could not be loaded" }}
      >
        {({ days }) => (
          <>
            <Grid days={days} at={at} span={span} today={today} onDay={go} />
            {days.some(({ campaigns }) => campaigns.some(({ isMovable }) => isMovable)) && <HowToMove />}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function HowToMove() {
  const t = useText()
  return (
    <p className="quiet small">
      {t({
        ja: "予約したものは、つかんで別の日へ動かせます。キーボードでは、日を矢印キーで選び、題の横の「動かす」で。",
        en: "Drag what is scheduled to another day. By keyboard: arrows choose a day, “Move” stands beside each title.",
      })}
    </p>
  )
}

/** Whole weeks, from Monday. */
function rangeOf(span: "month" | "week", at: Day): { from: Day; until: Day } {
  if (span === "week") return { from: weekOf(at).firstDay, until: weekOf(at).lastDay }
  return { from: weekOf(firstOfMonth(at)).firstDay, until: weekOf(lastOfMonth(at)).lastDay }
}

const weekdays = [
  { ja: "月", en: "Mon" },
  { ja: "火", en: "Tue" },
  { ja: "水", en: "Wed" },
  { ja: "木", en: "Thu" },
  { ja: "金", en: "Fri" },
  { ja: "土", en: "Sat" },
  { ja: "日", en: "Sun" },
] as const

type GridProps = {
  days: readonly CalendarDay[]
  at: Day
  span: "month" | "week"
  today: Day
  onDay: (day: Day) => void
}

function Grid({ days, at, span, today, onDay }: GridProps) {
  const t = useText()
  const toast = useToast()
  const { timeZone } = useSurroundings()
  const [moving, setMoving] = useState<Planned>()
  const move = useAct(moveCampaign, { done: () => toast({ words: { ja: "日時を変えました。", en: "It is moved." } }) })
  const drop = (on: string, text: string) => {
    const dragged = days
      .flatMap(({ campaigns }) => campaigns)
      .find((one) => `${one.campaignId}:${one.occurrence}` === text)
    if (!dragged?.isMovable) return
    const { time } = onTheWall(dragged.dueAt, timeZone)
    move.run({ campaignId: dragged.campaignId, occurrence: dragged.occurrence, dueAt: instantOf(on, time, timeZone) })
  }
  const walk = (event: KeyboardEvent, on: string) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    onDay(addDays(asDay(on), by))
  }
  return (
    <div className="campaign-month" role="group" aria-label={t({ ja: "配信カレンダー", en: "Calendar of sendings" })}>
      {weekdays.map((weekday) => (
        <span key={weekday.en} className="campaign-weekday" aria-hidden>
          {t(weekday)}
        </span>
      ))}
      {days.map((day) => (
        <DayCell
          key={day.day}
          of={day}
          isOutside={span === "month" && day.day.slice(0, 7) !== at.slice(0, 7)}
          isToday={day.day === today}
          isChosen={day.day === at}
          onKey={(event) => walk(event, day.day)}
          onDrop={(text) => drop(day.day, text)}
          onMove={setMoving}
        />
      ))}
      {moving && (
        <Move
          campaignId={moving.campaignId}
          occurrence={moving.occurrence}
          dueAt={moving.dueAt}
          onClose={() => setMoving(undefined)}
        />
      )}
    </div>
  )
}

type CellProps = {
  of: CalendarDay
  isOutside: boolean
  isToday: boolean
  isChosen: boolean
  onKey: (event: KeyboardEvent) => void
  onDrop: (text: string) => void
  onMove: (campaign: Planned) => void
}

function DayCell({ of, isOutside, isToday, isChosen, onKey, onDrop, onMove }: CellProps) {
  const t = useText()
  const { number, day, time } = useFormat()
  const isEmpty = of.campaigns.length + of.flows.length === 0 && !of.holiday
  return (
    <div
      className={`campaign-day${isOutside ? " outside" : ""}${isToday ? " today" : ""}${isEmpty ? " empty" : ""}`}
      role="group"
      aria-label={`${day(of.day)} ${of.holiday ? t(of.holiday) : ""}`}
      tabIndex={isChosen ? 0 : -1}
      ref={(cell) => {
        if (isChosen && cell?.parentElement?.contains(document.activeElement)) cell.focus()
      }}
      onKeyDown={(event) => event.target === event.currentTarget && onKey(event)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        onDrop(event.dataTransfer.getData("text/plain"))
      }}
    >
      <span className="campaign-date">
        <span className="num">{Number(of.day.slice(8))}</span>
        {of.holiday && <span className="quiet">{t(of.holiday)}</span>}
      </span>
      {of.campaigns.map((campaign) => (
        <span key={`${campaign.campaignId}:${campaign.occurrence}`}>
          <Link
            to={`/campaigns/${campaign.campaignId}`}
            label={t({
              ja: `${campaign.name}、${stateWords(campaign.state).ja}`,
              en: `${campaign.name}, ${stateWords(campaign.state).en}`,
            })}
          >
            <span
              draggable={campaign.isMovable}
              onDragStart={(event) =>
                event.dataTransfer.setData("text/plain", `${campaign.campaignId}:${campaign.occurrence}`)
              }
            >
              <Mark shape={campaign.state === "finished" ? "tick" : campaign.state === "scheduled" ? "clock" : "dot"} />{" "}
              {campaign.name}
            </span>
          </Link>
          <span className="campaign-under num">
            {time(campaign.dueAt)}
            {campaign.people !== null &&
              t({ ja: `・${number(campaign.people)}人`, en: ` · ${number(campaign.people)}` })}
            {campaign.isMovable && (
              <>
                {" "}
                <button
                  type="button"
                  className="campaign-number"
                  onClick={() => onMove(campaign)}
                  aria-label={t({ ja: `「${campaign.name}」を動かす`, en: `Move “${campaign.name}”` })}
                >
                  {t({ ja: "動かす", en: "Move" })}
                </button>
              </>
            )}
          </span>
        </span>
      ))}
      {of.flows.map((flow) => (
        <span key={`${flow.id}:${flow.channel}`} className="quiet">
          <Link to={flow.to}>{t(flow.title)}</Link>{" "}
          <span className="num">
            {t({ ja: `約${number(Math.round(flow.count))}通`, en: `about ${number(Math.round(flow.count))}` })}
          </span>
        </span>
      ))}
    </div>
  )
}
