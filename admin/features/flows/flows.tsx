import "./flows.css"
import { listFlows, postFlow } from "../../../server/capabilities/flows/contract.ts"
import { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import type { Flow } from "../../../server/capabilities/flows/model-flow.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { SearchField, Select } from "../../../ui/inputs.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { useWay } from "../../../ui/link.tsx"
import { Filters } from "../../../ui/nav.tsx"
import { Empty, FilteredToNothing } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { same } from "../../../ui/text.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"

const states = [
  { value: "used", label: { ja: "使っているもの", en: "In use" } },
  { value: "live", label: { ja: "公開中だけ", en: "Live only" } },
  { value: "draft", label: { ja: "下書きだけ", en: "Drafts only" } },
  { value: "paused", label: { ja: "一時停止だけ", en: "Paused only" } },
  { value: "archived", label: { ja: "しまったもの", en: "Put away" } },
] as const

/** All flows: what sets each off, how many are inside, how many reached the goal. */
export function Flows({ search, setSearch }: PageProps<"/flows">) {
  const may = useMay()
  const { go } = useWay()
  const query = search.q ?? ""
  const state = states.find(({ value }) => value === search.state)?.value ?? "used"
  const list = useCall(
    listFlows,
    { state: state === "used" ? "all" : state, ...(query && { query }) },
    { keep: true, everyMs: 20_000 },
  )
  const begin = useAct(postFlow, { done: ({ flow }) => go(`/flows/${flow.flowId}?step=trigger`) })
  const blank = () =>
    begin.run({
      name: { ja: "新しいフロー", en: "New flow" },
      document: FlowDocument.parse({ format: 1, trigger: { kind: "event", event: { names: ["Order Placed"] } } }),
    })
  return (
    <Page
      title={{ ja: "フロー", en: "Flows" }}
      actions={
        may("messages:write") && (
          <>
            <Button
              look="text"
              label={{ ja: "白紙から作る", en: "Begin with a blank one" }}
              onClick={blank}
              busy={begin.busy}
            />
            <ButtonLink
              look="go"
              label={{ ja: "用意されたフローから選ぶ", en: "Choose a ready-made flow" }}
              to="/flows/gallery"
            />
          </>
        )
      }
    >
      <Filters>
        <SearchField
          value={query}
          onChange={(q) => setSearch({ q })}
          label={{ ja: "フローを探す", en: "Find a flow" }}
          example={{ ja: "名前", en: "Name" }}
        />
        <Select
          short
          label={{ ja: "状態", en: "State" }}
          value={state}
          onChange={(value) => setSearch({ state: value === "used" ? "" : value })}
          options={states}
        />
      </Filters>
      <Loaded of={list} rows={8} what={{ ja: "フローを読み込めませんでした", en: "The flows could not be loaded" }}>
        {({ items }) => {
          const shown = state === "used" ? items.filter((flow) => flow.state !== "archived") : items
          if (shown.length > 0)
            return (
              <Table
                label={{ ja: "フロー", en: "Flows" }}
                columns={columns}
                rows={shown}
                rowKey={({ flowId }) => flowId}
                to={({ flowId }) => `/flows/${flowId}`}
              />
            )
          if (query === "" && state === "used") return <None onBlank={blank} busy={begin.busy} />
          const words = states.find(({ value }) => value === state)?.label
          return (
            <FilteredToNothing
              conditions={[...(query ? [same(`「${query}」`)] : []), ...(state !== "used" && words ? [words] : [])]}
              onClear={() => setSearch({ q: "", state: "" })}
            />
          )
        }}
      </Loaded>
    </Page>
  )
}

function None({ onBlank, busy }: { onBlank: () => void; busy: boolean }) {
  const may = useMay()
  return (
    <Empty
      title={{ ja: "フローはまだありません", en: "There are no flows yet" }}
      why={{
        ja: "効き目の分かっているフローを、文面つきで用意しています。入れる前に、このブランドのお客様の何人に届くかが分かります。",
        en: "Proven flows are ready with their words. Before you install one you see how many of this brand's own customers it would reach.",
      }}
      {...(may("messages:write") && {
        action: (
          <>
            <ButtonLink label={{ ja: "用意されたフローを見る", en: "See the ready-made flows" }} to="/flows/gallery" />
            <Button
              look="text"
              label={{ ja: "白紙から作る", en: "Begin with a blank one" }}
              onClick={onBlank}
              busy={busy}
            />
          </>
        ),
      })}
    />
  )
}

const columns: readonly Column<Flow>[] = [
  { key: "name", head: { ja: "名前ときっかけ", en: "Name and trigger" }, cell: (flow) => <Name flow={flow} /> },
  {
    key: "inside",
    head: { ja: "いま途中", en: "Inside now" },
    end: true,
    cell: (flow) => <Figure count={flow.inside} isUnknown={flow.liveVersion === null} />,
  },
  {
    key: "entered",
    head: { ja: "30日に入った", en: "In 30 days" },
    end: true,
    cell: (flow) => <Figure count={flow.entered} isUnknown={flow.liveVersion === null} />,
  },
  {
    key: "reached",
    head: { ja: "目的に達した", en: "Reached the goal" },
    end: true,
    cell: (flow) => <Reached flow={flow} />,
  },
  { key: "state", head: { ja: "状態", en: "State" }, cell: (flow) => <State flow={flow} /> },
  {
    key: "changed",
    head: { ja: "変えた日", en: "Changed" },
    cell: (flow) => <DateText at={flow.changedAt} only="date" />,
  },
]

function Name({ flow }: { flow: Flow }) {
  const t = useText()
  return (
    <>
      {t(flow.name)}
      <span className="flow-under">{t(flow.trigger)}</span>
    </>
  )
}

function Figure({ count, isUnknown }: { count: number; isUnknown: boolean }) {
  const { number } = useFormat()
  return isUnknown ? <span className="faint">－</span> : <span className="num">{number(count)}</span>
}

function Reached({ flow }: { flow: Flow }) {
  const t = useText()
  const { number, percent } = useFormat()
  if (!flow.goal || flow.liveVersion === null) return <span className="faint">－</span>
  return (
    <>
      <span className="num">{number(flow.reached)}</span>
      <span className="flow-under">{flow.entered > 0 ? percent(flow.reached / flow.entered) : t(flow.goal)}</span>
    </>
  )
}

function State({ flow }: { flow: Flow }) {
  const t = useText()
  const { number } = useFormat()
  const shown =
    flow.state === "live"
      ? flow.mode === "shadow"
        ? ({ is: "manual", label: { ja: "影で動いています", en: "In the shadow" } } as const)
        : ({ is: "live" } as const)
      : flow.state === "paused"
        ? ({ is: "paused" } as const)
        : flow.state === "archived"
          ? ({ is: "none", label: { ja: "しまってあります", en: "Put away" } } as const)
          : ({ is: "draft" } as const)
  return (
    <span className="small">
      <Status {...shown} />
      {flow.held > 0 && (
        <span className="flow-under needed">
          {t({ ja: `確認待ち ${number(flow.held)}通`, en: `${number(flow.held)} to confirm` })}
        </span>
      )}
      {flow.parked > 0 && (
        <span className="flow-under needed">
          {t({ ja: `行き先待ち ${number(flow.parked)}人`, en: `${number(flow.parked)} parked` })}
        </span>
      )}
      {flow.hasDraft && flow.liveVersion !== null && (
        <span className="flow-under">{t({ ja: "編集中の版あり", en: "A version is being edited" })}</span>
      )}
    </span>
  )
}
