import { useState } from "react"
import { flowPeople, moveParked } from "../../../server/capabilities/flows/contract.ts"
import type { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import type { Flow, RunSummary } from "../../../server/capabilities/flows/model-flow.ts"
import { Button } from "../../../ui/button.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Filters } from "../../../ui/nav.tsx"
import { Empty, FilteredToNothing } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import { same, type Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useList } from "../../app/use-call.ts"
import { standingOf } from "./letter-words.ts"
import { messageOrder } from "./naming.ts"
import { PersonWay } from "./person-way.tsx"
import type { FlowOffer } from "./use-flow-offer.ts"
import { cardWords } from "./words.ts"

type Props = { flow: Flow; document: FlowDocument; offer: FlowOffer } & Pick<PageProps, "search" | "setSearch">

const states = [
  { value: "all", label: { ja: "すべての人", en: "Everybody" } },
  { value: "inside", label: { ja: "いま途中の人", en: "Inside now" } },
  { value: "parked", label: { ja: "行き先待ちの人", en: "Waiting for a decision" } },
  { value: "ended", label: { ja: "終えた人", en: "Finished" } },
] as const

/** Who is in the flow, or was: of a step, of a way, or all. A row opens the person's whole way with its reasons. */
export function People({ flow, document, offer, search, setSearch }: Props) {
  const t = useText()
  const may = useMay()
  const toast = useToast()
  const [open, setOpen] = useState<string>()
  const state = states.find(({ value }) => value === search.state)?.value ?? "all"
  const { step, way } = search
  const list = useList(
    flowPeople,
    { flowId: flow.flowId, state, ...(step && step !== "trigger" && { step }), ...(way && { way }) },
    { everyMs: 15_000, keep: true },
  )
  const order = messageOrder(document)
  const nameOf = (id: string): Text => {
    const found = document.steps.find((one) => one.id === id)
    return found ? cardWords(found, offer.names, order.get(id)).title : same(id)
  }
  const move = useAct(moveParked, {
    done: ({ count }) => toast({ words: { ja: `${count}人がフローを出ました。`, en: `${count} have left the flow.` } }),
  })
  const columns: readonly Column<RunSummary>[] = [
    {
      key: "name",
      head: { ja: "人", en: "Person" },
      cell: (run) => run.name ?? t({ ja: "（名前を見る権利がありません）", en: "(may not be shown)" }),
    },
    { key: "state", head: { ja: "いま", en: "Now" }, cell: (run) => <Status {...standingOf(run)} /> },
    { key: "step", head: { ja: "いるところ", en: "Where" }, cell: (run) => (run.step ? t(nameOf(run.step)) : "－") },
    { key: "entered", head: { ja: "入った日", en: "Came in" }, cell: (run) => <DateText at={run.enteredAt} /> },
    {
      key: "due",
      head: { ja: "次に動く日", en: "Moves next" },
      cell: (run) => (run.dueAt ? <DateText at={run.dueAt} /> : <span className="faint">－</span>),
    },
  ]
  return (
    <div className="flow-page">
      <Filters>
        <Select
          short
          label={{ ja: "状態", en: "State" }}
          value={state}
          options={states}
          onChange={(value) => setSearch({ state: value === "all" ? "" : value })}
        />
        {step && step !== "trigger" && (
          <span className="small">
            {t({ ja: `「${t(nameOf(step))}」の人`, en: `At “${t(nameOf(step))}”` })}{" "}
            <button type="button" className="link" onClick={() => setSearch({ step: "", way: "" })}>
              {t({ ja: "すべての人を見る", en: "Show everybody" })}
            </button>
          </span>
        )}
        {flow.parked > 0 && may("messages:send") && (
          <Button
            label={{ ja: `行き先待ちの${flow.parked}人を終える`, en: `Let the ${flow.parked} parked leave` }}
            busy={move.busy}
            onClick={() => move.run({ flowId: flow.flowId, to: null })}
          />
        )}
      </Filters>
      <Loaded of={list} rows={8} what={{ ja: "人を読み込めませんでした", en: "The people could not be loaded" }}>
        {({ items }) =>
          items.length > 0 ? (
            <>
              <Table
                label={{ ja: "フローの人", en: "People of the flow" }}
                columns={columns}
                rows={items}
                rowKey={({ runId }) => runId}
                onOpen={({ customerId }) => setOpen(customerId)}
              />
              <Pager shown={items.length} more={list.more} onMore={list.readMore} />
            </>
          ) : state !== "all" || step ? (
            <FilteredToNothing
              conditions={[
                ...(state === "all" ? [] : [states.find(({ value }) => value === state)?.label ?? same(state)]),
                ...(step ? [nameOf(step)] : []),
              ]}
              onClear={() => setSearch({ state: "", step: "", way: "" })}
            />
          ) : (
            <Empty
              title={{ ja: "まだだれも入っていません", en: "Nobody has come in yet" }}
              why={
                flow.state === "live"
                  ? {
                      ja: "きっかけが起きると、ここに一人ずつ並びます。",
                      en: "As soon as it is set off, people stand here one by one.",
                    }
                  : {
                      ja: "公開すると、きっかけが起きた人からここに並びます。",
                      en: "Once it is published, those who set it off stand here.",
                    }
              }
            />
          )
        }
      </Loaded>
      {open && <PersonWay flowId={flow.flowId} customerId={open} nameOf={nameOf} onClose={() => setOpen(undefined)} />}
    </div>
  )
}
