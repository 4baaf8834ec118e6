import { listShortages, postShortageDecision } from "../../../server/capabilities/points/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import type { Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { useCustomerNames } from "../../app/use-customer-names.ts"

type Shortage = Reply<typeof listShortages>["items"][number]

/** Points that a return wanted back after they had been spent: what a person decides on, and what became of the others. */
export function Shortages() {
  const all = useCall(listShortages, {}, { everyMs: 30_000, keep: true })
  return (
    <Page
      title={{ ja: "足りなかったポイント", en: "Points that were missing" }}
      above={[{ label: { ja: "ポイント台帳", en: "Points ledger" }, to: "/accounting" }]}
    >
      <Loaded of={all} what={{ ja: "不足を読み込めませんでした", en: "The shortages could not be loaded" }}>
        {({ items }) => (
          <Stack>
            <Open items={items.filter(({ state }) => state === "open")} />
            <Decided items={items.filter(({ state }) => state !== "open")} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function useColumns(items: readonly Shortage[]): Column<Shortage>[] {
  const t = useText()
  const names = useCustomerNames(items.map(({ customerId }) => customerId))
  return [
    {
      key: "who",
      head: { ja: "お客様", en: "Customer" },
      cell: ({ customerId }) => (
        <Link to={`/customers/${customerId}`}>
          {names?.get(customerId) || t({ ja: "お客様を開く", en: "Open the customer" })}
        </Link>
      ),
    },
    {
      key: "points",
      head: { ja: "足りない", en: "Missing" },
      end: true,
      cell: ({ points }) => <NumberText value={points} unit="pt" />,
    },
    {
      key: "from",
      head: { ja: "もと", en: "From" },
      cell: ({ cause }) =>
        cause.type === "order" ? (
          <Link to={`/orders/${cause.id}`}>{t({ ja: "注文を開く", en: "Open the order" })}</Link>
        ) : (
          "—"
        ),
    },
    { key: "at", head: { ja: "日時", en: "Noted" }, cell: ({ notedAt }) => <DateText at={notedAt} /> },
  ]
}

function Open({ items }: { items: readonly Shortage[] }) {
  const columns = useColumns(items)
  const last: Column<Shortage> = {
    key: "decide",
    head: { ja: "どうするか", en: "What becomes of it" },
    cell: (shortage) => <Decide shortage={shortage} />,
  }
  return (
    <Section first title={{ ja: "決めるのを待っています", en: "Waiting for a decision" }}>
      {items.length === 0 ? (
        <Empty
          title={{ ja: "待っているものはありません", en: "Nothing waits" }}
          why={{
            ja: "使われたあとに返品があり、会員制度で「担当者が見て決める」か「現金で精算する」にしていると、足りない分がここに並びます。",
            en: "When something is returned after its points were spent, and the programme says that a person decides or that money makes up for it, what is missing is listed here.",
          }}
        />
      ) : (
        <Table
          label={{ ja: "決めるのを待っている不足", en: "Shortages that wait" }}
          columns={[...columns, last]}
          rows={items}
          rowKey={({ shortageId }) => shortageId}
        />
      )}
    </Section>
  )
}

type Decision = "owed" | "forgiven" | "paid"
const decisions: readonly { decision: Decision; label: Text }[] = [
  { decision: "owed", label: { ja: "次のポイントから引く", en: "Take it from the next points" } },
  { decision: "paid", label: { ja: "お金で受け取った", en: "Paid in money" } },
  { decision: "forgiven", label: { ja: "不問にする", en: "Let it go" } },
]

function Decide({ shortage: { shortageId } }: { shortage: Shortage }) {
  const may = useMay()
  const toast = useToast()
  const decide = useAct(postShortageDecision, {
    done: () => toast({ words: { ja: "決めたことを記録しました。", en: "The decision is noted." } }),
  })
  if (!may("points:approve"))
    return <Status is="waiting" label={{ ja: "承認する人を待っています", en: "waits for whoever approves" }} />
  return (
    <span className="button-row">
      {decisions.map(({ decision, label }, index) => (
        <Button
          key={decision}
          look={index === 0 ? "go" : "text"}
          label={label}
          busy={decide.busy}
          onClick={() => decide.run({ shortageId, decision })}
        />
      ))}
    </span>
  )
}

const stateWords: Record<Exclude<Shortage["state"], "open">, Text> = {
  owed: { ja: "次のポイントから引く", en: "Taken from the next points" },
  forgiven: { ja: "不問", en: "Let go" },
  paid: { ja: "お金で受け取った", en: "Paid in money" },
  superseded: { ja: "あとの返品にまとめた", en: "Part of a later return" },
}

function Decided({ items }: { items: readonly Shortage[] }) {
  const columns = useColumns(items)
  if (items.length === 0) return null
  const state: Column<Shortage> = {
    key: "state",
    head: { ja: "どうなったか", en: "What became of it" },
    cell: ({ state }) =>
      state === "open" ? null : <Status is={state === "superseded" ? "none" : "done"} label={stateWords[state]} />,
  }
  return (
    <Section title={{ ja: "これまで", en: "Before" }}>
      <Table
        label={{ ja: "これまでの不足", en: "Earlier shortages" }}
        columns={[...columns, state]}
        rows={items}
        rowKey={({ shortageId }) => shortageId}
      />
    </Section>
  )
}
