import "./catalog.css"
import { listProducts } from "../../../server/capabilities/catalog/contract.ts"
import { ButtonLink } from "../../../ui/button.tsx"
import { SearchField, Select } from "../../../ui/inputs.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Filters } from "../../../ui/nav.tsx"
import { Empty, FilteredToNothing } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import { joined, same, type Text } from "../../../ui/text.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useList } from "../../app/use-call.ts"
import { ProductImage } from "./product-image.tsx"
import { useSources } from "./use-sources.ts"
import type { Product } from "./whole-product.ts"
import { shortStageWords, statusStandings, statusWords } from "./words.ts"

const statuses = ["active", "draft", "archived"] as const
const anyStatus: Text = { ja: "すべての状態", en: "All states" }
const anySource: Text = { ja: "すべての出どころ", en: "All sources" }

/** All that is sold, from every shop and feed. */
export function Products({ search, setSearch }: PageProps<"/products">) {
  const t = useText()
  const sources = useSources()
  const status = statuses.find((name) => name === search.status)
  const { q, source } = search
  const products = useList(
    listProducts,
    { ...(q && { search: q }), ...(status && { status }), ...(source && { source }) },
    { keep: true },
  )
  const conditions = [
    ...(q ? [same(q)] : []),
    ...(status ? [statusWords[status]] : []),
    ...(source ? [sources.nameOf(source)] : []),
  ]
  return (
    <Page
      title={{ ja: "商品", en: "Products" }}
      over={t({ ja: "ショップと商品フィードから届いた商品", en: "What shops and product feeds sell" })}
    >
      <Filters>
        <SearchField
          label={{ ja: "商品名・SKU で探す", en: "Find by name or SKU" }}
          value={q ?? ""}
          onChange={(text) => setSearch({ q: text })}
        />
        <Select
          short
          label={{ ja: "状態", en: "State" }}
          value={status ?? "any"}
          onChange={(value) => setSearch({ status: value === "any" ? "" : value })}
          options={[
            { value: "any", label: anyStatus },
            ...statuses.map((value) => ({ value, label: statusWords[value] })),
          ]}
        />
        {sources.known.size > 1 && (
          <Select
            short
            label={{ ja: "出どころ", en: "Source" }}
            value={source ?? "any"}
            onChange={(value) => setSearch({ source: value === "any" ? "" : value })}
            options={[
              { value: "any", label: anySource },
              ...[...sources.known].map(([value, label]) => ({ value, label })),
            ]}
          />
        )}
      </Filters>
      <Loaded
        of={products}
        rows={8}
        what={{ ja: "商品を読み込めませんでした", en: "The products could not be loaded" }}
      >
        {({ items }) =>
          items.length > 0 ? (
            <>
              <Table
                label={{ ja: "商品", en: "Products" }}
                columns={columns}
                rows={items}
                rowKey={({ productId }) => productId}
                to={({ productId }) => `/products/${productId}`}
              />
              <Pager
                shown={items.length}
                more={products.more}
                busy={products.isFetchingNextPage}
                onMore={products.readMore}
              />
            </>
          ) : conditions.length > 0 ? (
            <FilteredToNothing conditions={conditions} onClear={() => setSearch({ q: "", status: "", source: "" })} />
          ) : (
            <NoProducts />
          )
        }
      </Loaded>
    </Page>
  )
}

function NoProducts() {
  const may = useMay()
  return (
    <Empty
      title={{ ja: "商品はまだありません", en: "There are no products yet" }}
      why={{
        ja: "ショップの商品の知らせが届くか、商品フィードや CSV を取り込むと、ここに並びます。",
        en: "They appear once a shop tells of them, or a product feed or a CSV file is brought in.",
      }}
      action={
        may("catalog:write") ? (
          <ButtonLink to="/settings/feeds" label={{ ja: "商品フィードを登録する", en: "Register a product feed" }} />
        ) : undefined
      }
    />
  )
}

const columns: readonly Column<Product>[] = [
  { key: "title", head: { ja: "商品", en: "Product" }, cell: (product) => <Name product={product} /> },
  {
    key: "status",
    head: { ja: "状態", en: "State" },
    cell: ({ status }) => <Status is={statusStandings[status]} label={statusWords[status]} />,
  },
  { key: "told", head: { ja: "読みもの", en: "Content" }, cell: (product) => <Told product={product} /> },
  { key: "stock", head: { ja: "在庫", en: "In stock" }, end: true, cell: (product) => <Stock product={product} /> },
  { key: "price", head: { ja: "価格", en: "Price" }, end: true, cell: (product) => <Price product={product} /> },
]

function Name({ product }: { product: Product }) {
  const t = useText()
  const { variants } = product.figures
  const under = [product.productType, variants > 1 && t({ ja: `${variants}種類`, en: `${variants} variants` })].filter(
    Boolean,
  )
  return (
    <span className="product-name">
      <ProductImage url={product.images[0]?.url} />
      <span>
        {product.title}
        {under.length > 0 && <span className="under">{under.join(t({ ja: "・", en: ", " }))}</span>}
      </span>
    </span>
  )
}

function Told({ product }: { product: Product }) {
  const t = useText()
  const { contentStages } = product.figures
  const order = ["shipped", "tracking", "delivered", "any"] as const
  if (contentStages.length === 0) return <span className="faint">{t({ ja: "まだありません", en: "None yet" })}</span>
  const words = order.filter((stage) => contentStages.includes(stage)).map((stage) => shortStageWords[stage])
  return <span className="small">{t(joined(words))}</span>
}

function Stock({ product }: { product: Product }) {
  const t = useText()
  const { number } = useFormat()
  const { available } = product.figures
  if (available === null) return <span className="faint">{t({ ja: "数えていません", en: "Not counted" })}</span>
  return <span className="num">{t({ ja: `${number(available)}点`, en: `${number(available)} pcs` })}</span>
}

function Price({ product }: { product: Product }) {
  const t = useText()
  const { money } = useFormat()
  const { priceFrom, priceTo, currency } = product.figures
  if (priceFrom === null || priceTo === null) return <span className="faint">{t({ ja: "未定", en: "Not set" })}</span>
  const low = money(priceFrom, currency ?? undefined)
  const high = money(priceTo, currency ?? undefined)
  return <span className="num">{low === high ? low : t({ ja: `${low}〜${high}`, en: `${low}–${high}` })}</span>
}
