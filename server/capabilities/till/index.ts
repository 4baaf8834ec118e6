export { type Replayed, replay } from "./replay.ts"
export { refundSale, sell, type Sold, voidSale } from "./sell.ts"
