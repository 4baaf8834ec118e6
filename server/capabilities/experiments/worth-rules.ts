import type { Worth } from "./model-worth.ts"

type Sent = {
  readonly channel: string
  readonly letters: number
  readonly costMilliYen: number | null
  readonly orders: number
  readonly revenue: number
}

/** Cost and return by channel (T09): where nobody measured the cost, the brand's price of one letter is taken. */
export const worthOf = (sent: readonly Sent[], priceYen: Readonly<Record<string, number>>): Worth["channels"] =>
  sent.map(({ channel, letters, costMilliYen, orders, revenue }) => {
    const costYen = costMilliYen === null ? letters * (priceYen[channel] ?? 0) : costMilliYen / 1_000
    return { channel, letters, costYen, orders, revenue, returned: costYen > 0 ? revenue / costYen : null }
  })
