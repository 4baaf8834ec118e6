import "./catalog.css"
import { ExternalLink, Pencil } from "lucide-react"
import { getProduct } from "../../../server/capabilities/catalog/contract.ts"
import { ButtonLink } from "../../../ui/button.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Columns, Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Status } from "../../../ui/status.tsx"
import { same } from "../../../ui/text.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { ProductContent } from "./product-content.tsx"
import { ProductImage } from "./product-image.tsx"
import { useSources } from "./use-sources.ts"
import { Variants } from "./variants.tsx"
import type { WholeProduct } from "./whole-product.ts"
import { statusStandings, statusWords } from "./words.ts"

export function ProductPage({ params }: PageProps<"/products/$productId">) {
  const product = useCall(getProduct, { productId: params.productId })
  return (
    <Loaded of={product} rows={10} what={{ ja: "商品を読み込めませんでした", en: "The product could not be loaded" }}>
      {(found) => <Shown product={found} />}
    </Loaded>
  )
}

function Shown({ product }: { product: WholeProduct }) {
  const t = useText()
  const may = useMay()
  const { moment } = useFormat()
  const { nameOf } = useSources()
  const facts = [
    <Status key="status" is={statusStandings[product.status]} label={statusWords[product.status]} />,
    ...(product.productType ? [product.productType] : []),
    t(nameOf(product.source)),
    t({ ja: `更新 ${moment(product.updatedAt)}`, en: `updated ${moment(product.updatedAt)}` }),
  ]
  return (
    <Page
      above={[{ label: { ja: "商品", en: "Products" }, to: "/products" }]}
      title={same(product.title)}
      facts={facts}
      actions={
        <>
          {product.url && (
            <ButtonLink
              look="text"
              icon={ExternalLink}
              to={product.url}
              label={{ ja: "お店で見る", en: "See it in the shop" }}
            />
          )}
          {may("catalog:write") && (
            <ButtonLink
              look="go"
              icon={Pencil}
              to={`/products/${product.productId}/content`}
              label={{ ja: "読みものを書く", en: "Write content" }}
            />
          )}
        </>
      }
    >
      <Columns split="8-4">
        <Stack>
          <Section
            first
            title={{ ja: "バリエーション", en: "Variants" }}
            scope={{ ja: "価格と、場所ごとの在庫", en: "prices, and stock at each place" }}
          >
            <Variants variants={product.variants} />
          </Section>
          <ProductContent product={product} />
        </Stack>
        <Stack near>
          <About product={product} />
        </Stack>
      </Columns>
    </Page>
  )
}

function About({ product }: { product: WholeProduct }) {
  const t = useText()
  const image = product.images[0]
  const rows = [
    ...(product.vendor ? [{ label: { ja: "ブランド・仕入先", en: "Vendor" }, value: product.vendor }] : []),
    ...(product.tags.length > 0
      ? [{ label: { ja: "タグ", en: "Tags" }, value: product.tags.join(t({ ja: "、", en: ", " })) }]
      : []),
    { label: { ja: "商品番号", en: "Product number" }, value: <code>{product.externalId}</code> },
  ]
  return (
    <Section title={{ ja: "ショップでの姿", en: "As the shop shows it" }}>
      {image && (
        <div className="product-cover">
          <ProductImage large url={image.url} alt={image.alt} />
        </div>
      )}
      {product.description && <p className="product-description">{product.description}</p>}
      <Rows rows={rows} />
    </Section>
  )
}
