import "./customers.css"
import type { z } from "zod"
import { listCustomers, listMergeCandidates } from "../../../server/capabilities/customers/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Switch } from "../../../ui/choices.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { SearchField } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Link } from "../../../ui/link.tsx"
import { Filters } from "../../../ui/nav.tsx"
import { Empty, FilteredToNothing } from "../../../ui/states.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import { same } from "../../../ui/text.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall, useList } from "../../app/use-call.ts"
import { nameOf, readingOf } from "../../app/words/person.ts"
import { Masked } from "./masked.tsx"
import { narrowed } from "./narrow.ts"
import { Narrow, NarrowedList } from "./narrowed-list.tsx"
import { RegisterDialog } from "./register-dialog.tsx"

type Customer = z.output<typeof listCustomers.reply>["items"][number]

export function Customers({ search, setSearch }: PageProps<"/customers">) {
  const may = useMay()
  const query = search.q ?? ""
  const visitors = search.visitors === "yes"
  const chosen = may("segments:read") ? narrowed(search) : undefined
  const register = (open: boolean) => setSearch({ register: open ? "yes" : "" })
  return (
    <Page
      title={{ ja: "顧客", en: "Customers" }}
      actions={
        may("customers:write") && (
          <Button label={{ ja: "お客様を登録する", en: "Register a customer" }} onClick={() => register(true)} />
        )
      }
    >
      <Filters
        spread={
          <>
            <MaybeSame /> <KnownLink />
          </>
        }
      >
        <span className="customers-search">
          <SearchField
            value={query}
            onChange={(q) => setSearch({ q })}
            label={{ ja: "お客様を探す", en: "Find a customer" }}
            example={{ ja: "名前・よみ・メール・電話", en: "Name, reading, mail or phone" }}
          />
        </span>
        {may("segments:read") && <Narrow search={search} setSearch={setSearch} />}
        {!chosen && (
          <Switch
            on={visitors}
            onChange={(on) => setSearch({ visitors: on ? "yes" : "" })}
            label={{ ja: "名前の分からない訪問者も", en: "Visitors without a name too" }}
          />
        )}
      </Filters>
      {chosen ? (
        <NarrowedList
          {...chosen}
          query={query}
          onClear={() => setSearch({ q: "", bought: "", reach: "", lives: "" })}
        />
      ) : (
        <Everybody
          query={query}
          visitors={visitors}
          onClear={() => setSearch({ q: "" })}
          onRegister={may("customers:write") ? () => register(true) : undefined}
        />
      )}
      <RegisterDialog open={search.register === "yes"} onClose={() => register(false)} />
    </Page>
  )
}

type ListProps = {
  query: string
  visitors: boolean
  onClear: () => void
  onRegister: (() => void) | undefined
}

function Everybody({ query, visitors, onClear, onRegister }: ListProps) {
  const found = useList(listCustomers, { ...(query && { query }), visitors: visitors ? "yes" : "no" }, { keep: true })
  return (
    <Loaded of={found} rows={8} what={{ ja: "お客様を読み込めませんでした", en: "The customers could not be loaded" }}>
      {({ items }) =>
        items.length > 0 ? (
          <>
            {items[0]?.isMasked && <Masked />}
            <Table
              label={{ ja: "顧客", en: "Customers" }}
              columns={columns}
              rows={items}
              rowKey={(customer) => customer.customerId}
              to={(customer) => `/customers/${customer.customerId}`}
            />
            <Pager shown={items.length} more={found.more} busy={found.isFetchingNextPage} onMore={found.readMore} />
          </>
        ) : query ? (
          <FilteredToNothing conditions={[same(`「${query}」`)]} onClear={onClear} />
        ) : (
          <NoCustomers onRegister={onRegister} />
        )
      }
    </Loaded>
  )
}

function KnownLink() {
  const t = useText()
  return (
    <Link to="/customers/known" className="small">
      {t({ ja: "どれだけ知っているか", en: "How well we know them" })}
    </Link>
  )
}

function MaybeSame() {
  const t = useText()
  const pairs = useCall(listMergeCandidates, { limit: 50 })
  const count = pairs.data?.items.length ?? 0
  if (count === 0) return null
  const shown = pairs.data?.cursor ? `${count}+` : String(count)
  return (
    <Link to="/customers/same-people" className="small">
      {t({ ja: `同じ方かもしれない ${shown}組`, en: `${shown} ${count === 1 ? "pair" : "pairs"} may be one person` })}
    </Link>
  )
}

const NoCustomers = ({ onRegister }: { onRegister: (() => void) | undefined }) => (
  <Empty
    title={{ ja: "お客様はまだいません", en: "There are no customers yet" }}
    why={{
      ja: "注文が届くか、CSV を取り込むと、ここに並びます。店頭で会った方は、ここで登録できます。",
      en: "They appear here with their first order or import. Somebody met in a store can be registered right here.",
    }}
    action={onRegister && <Button label={{ ja: "お客様を登録する", en: "Register a customer" }} onClick={onRegister} />}
  />
)

const columns: readonly Column<Customer>[] = [
  { key: "name", head: { ja: "お名前", en: "Name" }, cell: (customer) => <Name customer={customer} /> },
  {
    key: "email",
    head: { ja: "メール", en: "E-mail" },
    cell: (customer) => <span className="customers-break">{customer.email ?? "－"}</span>,
  },
  {
    key: "phone",
    head: { ja: "電話", en: "Phone" },
    cell: (customer) => <span className="num keep">{customer.phone ?? "－"}</span>,
  },
  {
    key: "city",
    head: { ja: "お住まい", en: "Lives in" },
    cell: ({ address }) => [address?.prefecture, address?.city].filter(Boolean).join("") || "－",
  },
  {
    key: "since",
    head: { ja: "知ったのは", en: "Known since" },
    end: true,
    cell: (customer) => <DateText at={customer.firstSeenAt} only="date" />,
  },
]

function Name({ customer }: { customer: Customer }) {
  const t = useText()
  const reading = readingOf(customer)
  return (
    <>
      {t(customer.known ? nameOf({ ...customer, email: null }) : { ja: "訪問者", en: "Visitor" })}
      {reading && <span className="customers-reading">{reading}</span>}
    </>
  )
}
