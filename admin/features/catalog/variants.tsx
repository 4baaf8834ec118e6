import "./catalog.css"
import { MoneyText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Empty } from "../../../ui/states.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { same } from "../../../ui/text.ts"
import type { Variant } from "./whole-product.ts"

/** The forms a product comes in: price, and one column of stock for each place. */
export function Variants({ variants }: { variants: readonly Variant[] }) {
  if (variants.length === 0)
    return (
      <Empty
        title={{ ja: "バリエーションはありません", en: "There are no variants" }}
        why={{
          ja: "ショップやフィードが、価格や在庫のある形をまだ知らせていません。",
          en: "The shop or feed has not told of any form with a price or stock.",
        }}
      />
    )
  const places = [...new Set(variants.flatMap(({ stock }) => stock.map(({ place }) => place)))].toSorted()
  return (
    <Table
      label={{ ja: "バリエーション", en: "Variants" }}
      columns={columnsFor(places)}
      rows={variants}
      rowKey={({ variantId }) => variantId}
    />
  )
}

const columnsFor = (places: readonly string[]): readonly Column<Variant>[] => [
  { key: "title", head: { ja: "種類", en: "Variant" }, cell: (variant) => <Name variant={variant} /> },
  { key: "price", head: { ja: "価格", en: "Price" }, end: true, cell: (variant) => <Price variant={variant} /> },
  ...places.map((place) => ({
    key: `at ${place}`,
    head: same(place),
    end: true,
    cell: ({ stock }: Variant) => <Pieces value={stock.find((level) => level.place === place)?.available} />,
  })),
  {
    key: "all",
    head: { ja: "在庫の計", en: "In stock" },
    end: true,
    cell: ({ stock }) => (
      <b>
        <Pieces value={stock.length === 0 ? undefined : stock.reduce((sum, { available }) => sum + available, 0)} />
      </b>
    ),
  },
]

function Pieces({ value }: { value: number | undefined }) {
  const t = useText()
  const { number } = useFormat()
  if (value === undefined) return <span className="faint">－</span>
  return <span className="num">{t({ ja: `${number(value)}点`, en: `${number(value)} pcs` })}</span>
}

function Name({ variant }: { variant: Variant }) {
  const t = useText()
  const codes = [variant.sku, variant.barcode && `JAN ${variant.barcode}`].filter(Boolean)
  return (
    <>
      {variant.title || t({ ja: "ふつうの形", en: "The usual form" })}
      {codes.length > 0 && <span className="under num">{codes.join("・")}</span>}
    </>
  )
}

function Price({ variant }: { variant: Variant }) {
  const t = useText()
  const { price, compareAtPrice } = variant
  const currency = variant.currency ? { currency: variant.currency } : {}
  if (price === null) return <span className="faint">{t({ ja: "未定", en: "Not set" })}</span>
  return (
    <>
      <MoneyText minor={price} {...currency} />
      {compareAtPrice !== null && compareAtPrice > price && (
        <span className="under">
          {t({ ja: "もとは ", en: "was " })}
          <s>
            <MoneyText minor={compareAtPrice} {...currency} />
          </s>
        </span>
      )}
    </>
  )
}
