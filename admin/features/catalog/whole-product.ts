import type { getProduct, listFeeds, listProducts } from "../../../server/capabilities/catalog/contract.ts"
import type { Reply } from "../../app/call.ts"

export type Product = Reply<typeof listProducts>["items"][number]
export type WholeProduct = Reply<typeof getProduct>
export type Variant = WholeProduct["variants"][number]
export type Piece = WholeProduct["content"][number]
export type Passport = NonNullable<WholeProduct["passport"]>
export type Feed = Reply<typeof listFeeds>["items"][number]
