import { listReturns } from "../../../server/capabilities/deliverability/contract.ts"
import { returnKinds as kinds } from "../../../server/capabilities/deliverability/model.ts"
import { DateText } from "../../../ui/figures.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Link } from "../../../ui/link.tsx"
import { Filters } from "../../../ui/nav.tsx"
import { Empty, FilteredToNothing } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useList } from "../../app/use-call.ts"
import { useCustomerNames } from "../../app/use-customer-names.ts"
import { DeliveryPage } from "./delivery-page.tsx"
import { actedWords, returnKinds, type Return } from "./words.ts"

/** Every mail that came back, with the person behind it and what followed. */
export function Returns({ search, setSearch }: PageProps<"/deliverability/returns">) {
  const what = kinds.find((kind) => kind === search.what)
  const list = useList(listReturns, what ? { what } : {}, { keep: true, everyMs: 30_000 })
  const clear = () => setSearch({ what: undefined })
  return (
    <DeliveryPage open="returns" title={{ ja: "不達と苦情", en: "Bounces and complaints" }}>
      <Filters>
        <Select
          short
          label={{ ja: "種類", en: "Kind" }}
          value={what ?? "all"}
          onChange={(value) => setSearch({ what: value === "all" ? undefined : value })}
          options={[
            { value: "all", label: { ja: "すべての種類", en: "All kinds" } },
            ...kinds.map((value) => ({ value, label: returnKinds[value].label })),
          ]}
        />
      </Filters>
      <Loaded of={list} what={{ ja: "記録を読み込めませんでした", en: "The list could not be loaded" }}>
        {({ items }) =>
          items.length > 0 ? (
            <>
              <ReturnTable items={items} />
              <Pager shown={items.length} more={list.more} busy={list.isFetchingNextPage} onMore={list.readMore} />
            </>
          ) : what ? (
            <FilteredToNothing conditions={[returnKinds[what].label]} onClear={clear} />
          ) : (
            <Empty
              title={{ ja: "戻ってきたメールはありません", en: "Nothing has come back" }}
              why={{
                ja: "不達や迷惑メールの報告が届くと、お客様と理由と、次にどうしたかがここに並びます。受け取るには、不達の報告を受けるドメインが要ります。",
                en: "Bounces and complaints are listed here with their person, reason and what followed. They need a domain for failure reports.",
              }}
            />
          )
        }
      </Loaded>
    </DeliveryPage>
  )
}

function ReturnTable({ items }: { items: readonly Return[] }) {
  const t = useText()
  const names = useCustomerNames(items.map(({ customerId }) => customerId))
  const columns: Column<Return>[] = [
    {
      key: "what",
      head: { ja: "種類", en: "Kind" },
      cell: ({ what, status }) => (
        <>
          <Status {...returnKinds[what]} />
          {status && <span className="under num">{status}</span>}
        </>
      ),
    },
    {
      key: "who",
      head: { ja: "お客様", en: "Customer" },
      cell: ({ customerId, domain }) => (
        <>
          {customerId ? (
            <Link to={`/customers/${customerId}`}>
              {names?.get(customerId) ?? t({ ja: "お客様を見る", en: "See customer" })}
            </Link>
          ) : (
            <span className="faint">{t({ ja: "なし", en: "none" })}</span>
          )}
          <span className="under">@{domain}</span>
        </>
      ),
    },
    {
      key: "message",
      head: { ja: "メッセージ", en: "Message" },
      cell: ({ messageId, title }) => <Link to={`/messages/${messageId}`}>{t(title)}</Link>,
    },
    {
      key: "then",
      head: { ja: "どうしたか", en: "What followed" },
      cell: ({ acted, said }) => (
        <>
          {t(actedWords(acted))}
          {said && <span className="under">{said}</span>}
        </>
      ),
    },
    {
      key: "at",
      head: { ja: "とき", en: "When" },
      end: true,
      cell: ({ receivedAt }) => <DateText at={receivedAt} beside />,
    },
  ]
  return (
    <Table
      label={{ ja: "不達と苦情", en: "Bounces and complaints" }}
      columns={columns}
      rows={items}
      rowKey={({ returnId }) => returnId}
    />
  )
}
