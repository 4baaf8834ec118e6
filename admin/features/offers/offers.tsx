import { listOffers } from "../../../server/capabilities/offers/contract.ts"
import { ButtonLink } from "../../../ui/button.tsx"
import { MoneyText, NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { givesWords, type Item, standingOf } from "./words.ts"

/** What is given away, and what became of it. */
export function Offers() {
  const may = useMay()
  const offers = useCall(listOffers, {}, { everyMs: 30_000, keep: true })
  return (
    <Page
      title={{ ja: "オファー", en: "Offers" }}
      actions={
        may("messages:write") && (
          <ButtonLink look="go" label={{ ja: "オファーを作る", en: "Make an offer" }} to="/offers/new" />
        )
      }
    >
      <Loaded of={offers} what={{ ja: "オファーを読み込めませんでした", en: "The offers could not be loaded" }}>
        {({ items, currency }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "まだありません", en: "None yet" }}
              why={{
                ja: "お客様ひとりずつのコードで、割引や送料無料、プレゼントを贈れます。誰が使ったかまで分かります。",
                en: "Give discounts, free shipping or presents by codes of each person's own, and see who used them.",
              }}
              action={
                may("messages:write") && (
                  <ButtonLink label={{ ja: "オファーを作る", en: "Make an offer" }} to="/offers/new" />
                )
              }
            />
          ) : (
            <Table
              label={{ ja: "オファー", en: "Offers" }}
              columns={columnsIn(currency)}
              rows={items}
              rowKey={({ offerId }) => offerId}
              to={({ offerId }) => `/offers/${offerId}`}
            />
          )
        }
      </Loaded>
    </Page>
  )
}

const columnsIn = (currency: string): Column<Item>[] => [
  { key: "name", head: { ja: "オファー", en: "Offer" }, cell: (offer) => <Name of={offer} currency={currency} /> },
  { key: "state", head: { ja: "状態", en: "State" }, cell: ({ state }) => <Status {...standingOf(state)} /> },
  {
    key: "issued",
    head: { ja: "渡した", en: "Given out" },
    end: true,
    cell: ({ issued }) => <NumberText value={issued} />,
  },
  {
    key: "redeemed",
    head: { ja: "使った", en: "Used" },
    end: true,
    cell: ({ redeemed }) => <NumberText value={redeemed} />,
  },
  {
    key: "given",
    head: { ja: "割引の合計", en: "Given away" },
    end: true,
    cell: ({ given }) => <MoneyText minor={given} currency={currency} />,
  },
  {
    key: "left",
    head: { ja: "残りの予算", en: "Budget left" },
    end: true,
    cell: ({ terms, given }) =>
      terms.budget === null ? "—" : <MoneyText minor={Math.max(0, terms.budget - given)} currency={currency} />,
  },
]

function Name({ of: { name, terms }, currency }: { of: Item; currency: string }) {
  const t = useText()
  return (
    <>
      {name}
      <span className="under">{t(givesWords(terms.benefit, currency))}</span>
    </>
  )
}
