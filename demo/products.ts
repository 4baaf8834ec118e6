import type { DemoProduct } from "./product.ts"
import { dailyProducts } from "./products-daily.ts"
import { otherProducts } from "./products-seasonal.ts"

export type { DemoProduct }

/** All that ひなた sells. */
export const products: readonly DemoProduct[] = [...dailyProducts, ...otherProducts]

/** Food is taxed at 8 %, all else at 10 %: hundredths of a per cent. */
export const taxRateOf = (product: DemoProduct): number => (product.type === "食品" ? 800 : 1_000)

export const productById = (id: string): DemoProduct => {
  const found = products.find((product) => product.id === id)
  if (!found) throw new Error(`no product ${id}`)
  return found
}
