import { Sunrise } from "lucide-react"
import { expect, test } from "vitest"
import { same } from "../../ui/text.ts"
import type { NavigationEntry } from "./feature.ts"
import { nested } from "./rail.tsx"

const entry = (to: string, within?: string): NavigationEntry => ({
  to,
  label: same(to),
  icon: Sunrise,
  group: "people",
  order: 1,
  ...(within !== undefined && { within }),
})

test("U01 what belongs to a place stands beneath it, and for itself where that place may not be opened", () => {
  const orders = entry("/orders")
  const products = entry("/products", "/orders")
  expect(nested([orders, products])).toEqual([{ entry: orders, below: [products] }])
  expect(nested([products])).toEqual([{ entry: products, below: [] }])
})
