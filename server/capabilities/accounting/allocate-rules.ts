import { allocate, round, rational } from "#kernel/rational"

/** What the accountant has decided; each change is a version of its own, so that a past export can be made again. */
export type AllocationParameters = {
  /** Worth of one point where it is used, minor units. */
  readonly yenPerPoint: number
  /** Of ten thousand points, how many are expected to be used. */
  readonly expectedUseBp: number
  /** Points for what was not bought (reviews, joining) are no part of a sale. */
  readonly method: "relative-ssp" | "none"
}

export type SoldWithPoints = {
  readonly orderId: string
  /** Paid for goods in money, without tax when the brand keeps its books that way. Minor units. */
  readonly price: number
  /** Points given on this purchase, less what was taken back. */
  readonly points: number
}

export type Allocated = SoldWithPoints & {
  /** Standalone selling price of one point in ten-thousandths of a minor unit: worth times expected use. */
  readonly sspPerPointBp: number
  /** Of all points together, rounded half up. */
  readonly sspOfPoints: number
  readonly toGoods: number
  /** The contract liability: revenue when the points are used or expire. */
  readonly toPoints: number
}

/**
 * The price of a sale shared between goods and points by their standalone selling prices, that of the points considering
 * how likely they are used (収益認識に関する会計基準の適用指針48–50項; IFRS 15.B39–B42). The shares are whole and add up to the
 * price. A sale that is negative or gives no points is goods alone.
 */
export function allocateSale(
  sale: SoldWithPoints,
  { yenPerPoint, expectedUseBp, method }: AllocationParameters,
): Allocated {
  const sspPerPointBp = yenPerPoint * expectedUseBp
  const sspOfPoints = round(rational(BigInt(Math.max(0, sale.points)) * BigInt(sspPerPointBp), 10_000n), "half_up")
  const isGoodsAlone = method === "none" || sale.price <= 0 || sspOfPoints === 0
  const [toGoods = 0, toPoints = 0] = isGoodsAlone ? [sale.price, 0] : allocate(sale.price, [sale.price, sspOfPoints])
  return { ...sale, sspPerPointBp, sspOfPoints: isGoodsAlone ? 0 : sspOfPoints, toGoods, toPoints }
}
