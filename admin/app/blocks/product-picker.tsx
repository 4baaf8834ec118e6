import { Trash2 } from "lucide-react"
import { useState } from "react"
import { getProduct, listProducts } from "../../../server/capabilities/catalog/contract.ts"
import { IconButton } from "../../../ui/button.tsx"
import { SearchField } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { useCall } from "../use-call.ts"
import { useSettled } from "../use-settled.ts"

type Props = { value: readonly string[]; most: number; onChange: (productIds: readonly string[]) => void }

/** Goods of the catalogue, found by name, in the order in which they were chosen. */
export function ProductPicker({ value, most, onChange }: Props) {
  const t = useText()
  const [query, setQuery] = useState("")
  const search = useSettled(query.trim(), 250)
  const found = useCall(listProducts, { search, status: "active" as const, limit: 6 }, { when: search !== "" })
  const left = (found.data?.items ?? []).filter(({ productId }) => !value.includes(productId))
  return (
    <div className="template-goods">
      <ul className="rows">
        {value.map((productId) => (
          <li key={productId}>
            <Chosen productId={productId} />
            <IconButton
              icon={Trash2}
              label={{ ja: "外す", en: "Remove" }}
              onClick={() => onChange(value.filter((other) => other !== productId))}
            />
          </li>
        ))}
      </ul>
      {value.length < most && (
        <>
          <SearchField
            value={query}
            onChange={setQuery}
            label={{ ja: "商品を名前で探す", en: "Find a product by name" }}
          />
          {search !== "" && (
            <ul className="rows">
              {left.map(({ productId, title }) => (
                <li key={productId}>
                  <button
                    type="button"
                    className="link"
                    onClick={() => {
                      onChange([...value, productId])
                      setQuery("")
                    }}
                  >
                    {title}
                  </button>
                </li>
              ))}
              {found.data && left.length === 0 && (
                <li className="quiet small">
                  {t({ ja: "その名前の商品はありません。", en: "No product has that name." })}
                </li>
              )}
            </ul>
          )}
        </>
      )}
    </div>
  )
}

function Chosen({ productId }: { productId: string }) {
  const t = useText()
  const product = useCall(getProduct, { productId })
  return <span>{product.data?.title ?? t({ ja: "商品", en: "Product" })}</span>
}
