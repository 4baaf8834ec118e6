import { MoneyText, NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Rows } from "../../../ui/layout.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import type { WholeOrder } from "./whole-order.ts"

type Line = WholeOrder["lines"][number]

export function OrderItems({ order }: { order: WholeOrder }) {
  return (
    <>
      <Table
        label={{ ja: "商品", en: "Items" }}
        columns={columnsIn(order.currency)}
        rows={order.lines}
        rowKey={(line) => line.externalId}
      />
      <div className="order-money">
        <Rows rows={moneyRows(order)} />
      </div>
    </>
  )
}

const columnsIn = (currency: string): readonly Column<Line>[] => [
  { key: "title", head: { ja: "商品", en: "Item" }, cell: (line) => <Title line={line} /> },
  {
    key: "price",
    head: { ja: "単価", en: "Price" },
    end: true,
    cell: (line) => <MoneyText minor={line.unitPrice} currency={currency} />,
  },
  { key: "quantity", head: { ja: "点数", en: "Pieces" }, end: true, cell: (line) => <Quantity line={line} /> },
  {
    key: "discount",
    head: { ja: "割引", en: "Discount" },
    end: true,
    cell: (line) => (line.discount > 0 ? <MoneyText minor={-line.discount} currency={currency} /> : "－"),
  },
  {
    key: "sum",
    head: { ja: "小計", en: "Sum" },
    end: true,
    cell: (line) => <MoneyText minor={line.unitPrice * line.quantity - line.discount} currency={currency} />,
  },
]

function Title({ line }: { line: Line }) {
  return (
    <span className="order-cell">
      {line.title}
      {line.variantTitle && <span className="quiet"> {line.variantTitle}</span>}
      {line.sku && <span className="order-under num">{line.sku}</span>}
    </span>
  )
}

function Quantity({ line }: { line: Line }) {
  const t = useText()
  return (
    <span className="order-cell">
      <NumberText value={line.quantity} />
      {line.refundedQuantity > 0 && (
        <span className="order-under">
          {t({ ja: `返品 ${line.refundedQuantity}`, en: `${line.refundedQuantity} returned` })}
        </span>
      )}
    </span>
  )
}

function moneyRows({ totals, currency, refunds }: WholeOrder) {
  const money = (minor: number) => <MoneyText minor={minor} currency={currency} />
  return [
    { label: { ja: "商品", en: "Goods" }, value: money(totals.goods) },
    ...(totals.discount > 0 ? [{ label: { ja: "割引", en: "Discount" }, value: money(-totals.discount) }] : []),
    { label: { ja: "送料", en: "Shipping" }, value: money(totals.shipping) },
    {
      label: { ja: "合計", en: "Total" },
      under: <Tax money={money(totals.tax)} />,
      value: money(totals.total),
      total: true,
    },
    ...(totals.paid === totals.total ? [] : [{ label: { ja: "支払い済み", en: "Paid" }, value: money(totals.paid) }]),
    ...(totals.refunded > 0
      ? [
          {
            label: { ja: "返金", en: "Refunded" },
            under: refunds
              .map((refund) => refund.reason)
              .filter(Boolean)
              .join("、"),
            value: money(-totals.refunded),
          },
        ]
      : []),
  ]
}

function Tax({ money }: { money: React.ReactNode }) {
  const t = useText()
  return (
    <>
      {t({ ja: "うち消費税 ", en: "of which tax " })}
      {money}
    </>
  )
}
