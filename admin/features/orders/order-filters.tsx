import type { z } from "zod"
import type { listOrders } from "../../../server/capabilities/orders/contract.ts"
import { DateInput } from "../../../ui/dates.tsx"
import { SearchField, Select } from "../../../ui/inputs.tsx"
import { useNow, useSurroundings } from "../../../ui/language.tsx"
import { Filters } from "../../../ui/nav.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { PageProps } from "../../app/feature.ts"
import { orderChannelWords, orderStatusWords } from "../../app/words/order.tsx"
import { instantsOf, periodNamed, periods, periodWords } from "./periods.ts"

type Asked = Omit<z.input<typeof listOrders.params>, "cursor" | "limit">
type Search = PageProps["search"]

const statuses = ["received", "payment-approved", "stock-allocated", "confirmed", "cancelled"] as const
const channels = ["online", "store"] as const
const anyState: Text = { ja: "すべての状態", en: "All states" }
const anyChannel: Text = { ja: "すべてのチャネル", en: "All channels" }

/** What the address asks for: as parameters, and in words for when nothing is found. */
export function useOrderFilter(search: Search) {
  const { timeZone } = useSurroundings()
  // Whole days only: the question stays the same while the minutes pass.
  const today = Math.floor(useNow() / 3_600_000) * 3_600_000
  const status = statuses.find((name) => name === search.status)
  const channel = channels.find((name) => name === search.channel)
  const period = periodNamed(search.period)
  const { number, customer } = search
  const asked: Asked = {
    ...(status && { status }),
    ...(channel && { channel }),
    ...(number && { number }),
    ...(customer && { customerId: customer }),
    ...instantsOf(period, search, today, timeZone),
  }
  const conditions: Text[] = [
    ...(number ? [same(number)] : []),
    ...(status ? [orderStatusWords[status]] : []),
    ...(channel ? [orderChannelWords[channel]] : []),
    ...(period === "all" ? [] : [periodWords[period]]),
    ...(customer ? [{ ja: "ひとりのお客様", en: "one customer" }] : []),
  ]
  const cleared = { number: "", status: "", channel: "", period: "", from: "", until: "", customer: "" }
  return { asked, conditions, cleared }
}

export function OrderFilters({ search, setSearch }: Pick<PageProps, "search" | "setSearch">) {
  const period = periodNamed(search.period)
  const pick = (key: "status" | "channel" | "period", none: string) => (value: string) =>
    setSearch({ [key]: value === none ? "" : value })
  return (
    <Filters>
      <SearchField
        label={{ ja: "注文番号で探す", en: "Find by order number" }}
        value={search.number ?? ""}
        onChange={(number) => setSearch({ number })}
      />
      <Select
        short
        label={{ ja: "状態", en: "State" }}
        value={statuses.find((name) => name === search.status) ?? "any"}
        onChange={pick("status", "any")}
        options={[
          { value: "any", label: anyState },
          ...statuses.map((value) => ({ value, label: orderStatusWords[value] })),
        ]}
      />
      <Select
        short
        label={{ ja: "チャネル", en: "Channel" }}
        value={channels.find((name) => name === search.channel) ?? "any"}
        onChange={pick("channel", "any")}
        options={[
          { value: "any", label: anyChannel },
          ...channels.map((value) => ({ value, label: orderChannelWords[value] })),
        ]}
      />
      <Select
        short
        label={{ ja: "期間", en: "Period" }}
        value={period}
        onChange={pick("period", "all")}
        options={periods.map((value) => ({ value, label: periodWords[value] }))}
      />
      {period === "range" && <Range search={search} setSearch={setSearch} />}
    </Filters>
  )
}

const Range = ({ search, setSearch }: Pick<PageProps, "search" | "setSearch">) => (
  <span className="orders-range">
    <DateInput
      clearable
      label={{ ja: "この日から", en: "From" }}
      value={search.from ?? null}
      onChange={(from) => setSearch({ from: from ?? "" })}
      {...(search.until && { most: search.until })}
    />
    <span aria-hidden>〜</span>
    <DateInput
      clearable
      label={{ ja: "この日まで", en: "Until" }}
      value={search.until ?? null}
      onChange={(until) => setSearch({ until: until ?? "" })}
      {...(search.from && { least: search.from })}
    />
  </span>
)
