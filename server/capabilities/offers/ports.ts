import { port } from "#kernel/ports"
import type { CartView } from "./model-pages.ts"

/** The shoppers' pages of this capability, as whole HTML documents. */
export type OfferPages = { readonly cart: (view: CartView) => string }

export const offerPages = port<OfferPages>("offers.pages")
