import { useState } from "react"
import { listRedemptions } from "../../../server/capabilities/rewards/contract.ts"
import type { RedemptionState } from "../../../server/capabilities/rewards/model.ts"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import type { Text } from "../../../ui/text.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { useList } from "../../app/use-call.ts"
import { useCustomerNames } from "../../app/use-customer-names.ts"
import { Acts } from "./acts.tsx"
import { reasonWords, type Redeemed, redeemedStanding, redemptionStateOptions } from "./words.ts"

/** Who has chosen this reward, the latest first; of an event, who is coming. */
export function Redemptions({ rewardId, title }: { rewardId: string; title: Text }) {
  const may = useMay()
  const [state, setState] = useState<RedemptionState | "all">("all")
  const list = useList(listRedemptions, { rewardId, limit: 20, ...(state === "all" ? {} : { state }) }, { keep: true })
  const names = useCustomerNames(list.data?.items.map(({ customerId }) => customerId) ?? [])
  const columns: Column<Redeemed>[] = [
    { key: "who", head: { ja: "お客様", en: "Customer" }, cell: (one) => <Who of={one} names={names} /> },
    { key: "state", head: { ja: "状態", en: "State" }, cell: (one) => <Stands of={one} /> },
    { key: "at", head: { ja: "交換した日", en: "When" }, cell: ({ redeemedAt }) => <DateText at={redeemedAt} /> },
    {
      key: "points",
      head: { ja: "ポイント", en: "Points" },
      end: true,
      cell: ({ points }) => <NumberText value={points} unit="pt" />,
    },
    ...(may("points:adjust")
      ? [{ key: "do", head: { ja: "操作", en: "Action" }, cell: (one: Redeemed) => <Acts of={one} /> }]
      : []),
  ]
  return (
    <div id="redemptions">
      <Section
        title={title}
        beside={
          <Select
            short
            label={{ ja: "状態で絞り込む", en: "Filter by state" }}
            value={state}
            onChange={setState}
            options={redemptionStateOptions}
          />
        }
      >
        <Loaded of={list} what={{ ja: "記録を読み込めませんでした", en: "The redemptions could not be loaded" }}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty
                title={{ ja: "ありません", en: "None" }}
                why={{
                  ja: "会員がマイページや店頭で選ぶと、ここに並びます。",
                  en: "Whenever a member chooses it on her page or in a shop, it is listed here.",
                }}
              />
            ) : (
              <>
                <Table label={title} columns={columns} rows={items} rowKey={({ redemptionId }) => redemptionId} />
                <Pager shown={items.length} more={list.more} busy={list.isFetchingNextPage} onMore={list.readMore} />
              </>
            )
          }
        </Loaded>
      </Section>
    </div>
  )
}

export function Who({ of: one, names }: { of: Redeemed; names: ReadonlyMap<string, string> | undefined }) {
  const t = useText()
  const { customerId, quantity, handed, note } = one
  const details = [
    quantity > 1 ? t({ ja: `${quantity}つ`, en: `${quantity} of them` }) : "",
    handed.serial === undefined ? "" : `No. ${handed.serial}`,
    handed.code ?? "",
    note,
  ].filter(Boolean)
  return (
    <>
      {customerId === null ? (
        "—"
      ) : (
        <Link to={`/customers/${customerId}`}>
          {names?.get(customerId) || t({ ja: "お客様を開く", en: "Open the customer" })}
        </Link>
      )}
      {details.length > 0 && <span className="under">{details.join(" ")}</span>}
    </>
  )
}

function Stands({ of: one }: { of: Redeemed }) {
  const t = useText()
  return (
    <>
      <Status {...redeemedStanding(one)} />
      {one.state === "cancelled" && one.cancelReason && (
        <span className="under">{t(reasonWords(one.cancelReason))}</span>
      )}
    </>
  )
}
