import { approvePoints, listAdjustments, refusePoints } from "../../../server/capabilities/points/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { useCustomerNames } from "../../app/use-customer-names.ts"

type Adjustment = Reply<typeof listAdjustments>["items"][number]

/** Points that were given or taken by hand: what waits for a second person, and what was decided. */
export function Approvals() {
  const all = useCall(listAdjustments, {}, { everyMs: 30_000, keep: true })
  return (
    <Page
      title={{ ja: "ポイントの増減の承認", en: "Adjustments of points" }}
      above={[{ label: { ja: "ポイント台帳", en: "Points ledger" }, to: "/accounting" }]}
    >
      <Loaded of={all} what={{ ja: "増減を読み込めませんでした", en: "The adjustments could not be loaded" }}>
        {({ items }) => (
          <Stack>
            <Waiting items={items.filter(({ state }) => state === "waiting")} />
            <Decided items={items.filter(({ state }) => state !== "waiting")} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function useColumns(items: readonly Adjustment[]): Column<Adjustment>[] {
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
      head: { ja: "ポイント", en: "Points" },
      end: true,
      cell: ({ points }) => <NumberText value={points} unit="pt" signed />,
    },
    { key: "why", head: { ja: "理由", en: "Reason" }, cell: ({ reason }) => reason ?? "—" },
    { key: "at", head: { ja: "頼んだ日時", en: "Asked" }, cell: ({ askedAt }) => <DateText at={askedAt} /> },
  ]
}

function Waiting({ items }: { items: readonly Adjustment[] }) {
  const columns = useColumns(items)
  const last: Column<Adjustment> = {
    key: "decide",
    head: { ja: "承認", en: "Approval" },
    cell: (adjustment) => <Decide adjustment={adjustment} />,
  }
  return (
    <Section title={{ ja: "承認待ち", en: "Waiting" }}>
      {items.length === 0 ? (
        <Empty
          title={{ ja: "待っているものはありません", en: "Nothing waits" }}
          why={{
            ja: "決めた上限より多いポイントを手で増減すると、もうひとりの承認を待ってここに並びます。",
            en: "Whoever gives or takes more than the limit by hand needs a second person; it is listed here.",
          }}
        />
      ) : (
        <Table
          label={{ ja: "承認待ち", en: "Waiting" }}
          columns={[...columns, last]}
          rows={items}
          rowKey={({ adjustmentId }) => adjustmentId}
        />
      )}
    </Section>
  )
}

function Decide({ adjustment: { adjustmentId, isOwn } }: { adjustment: Adjustment }) {
  const t = useText()
  const may = useMay()
  const approve = useAct(approvePoints)
  const refuse = useAct(refusePoints)
  if (!may("points:approve"))
    return <Status is="waiting" label={{ ja: "承認する人を待っています", en: "waits for whoever approves" }} />
  return (
    <span className="button-row">
      {isOwn ? (
        <span className="quiet">{t({ ja: "ほかの人の承認が必要です", en: "Somebody else must agree" })}</span>
      ) : (
        <Button
          look="go"
          label={{ ja: "承認する", en: "Approve" }}
          busy={approve.busy}
          onClick={() => approve.run({ adjustmentId })}
        />
      )}
      <Button
        look="text"
        label={isOwn ? { ja: "取り下げる", en: "Take it back" } : { ja: "断る", en: "Refuse" }}
        busy={refuse.busy}
        onClick={() => refuse.run({ adjustmentId })}
      />
    </span>
  )
}

function Decided({ items }: { items: readonly Adjustment[] }) {
  const columns = useColumns(items)
  if (items.length === 0) return null
  const state: Column<Adjustment> = {
    key: "state",
    head: { ja: "状態", en: "State" },
    cell: ({ state }) =>
      state === "posted" ? (
        <Status is="done" label={{ ja: "記帳した", en: "Posted" }} />
      ) : (
        <Status is="none" label={{ ja: "断った", en: "Refused" }} />
      ),
  }
  return (
    <Section title={{ ja: "これまで", en: "Before" }}>
      <Table
        label={{ ja: "これまでの増減", en: "Earlier adjustments" }}
        columns={[...columns, state]}
        rows={items}
        rowKey={({ adjustmentId }) => adjustmentId}
      />
    </Section>
  )
}
