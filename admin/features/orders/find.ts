import { ShoppingCart } from "lucide-react"
import { listOrders } from "../../../server/capabilities/orders/contract.ts"
import { same } from "../../../ui/text.ts"
import { call } from "../../app/call.ts"
import type { Found } from "../../app/feature.ts"
import { orderChannelWords, orderStatusWords } from "../../app/words/order.tsx"

/** Orders by the beginning of their number; what holds no digit is no order number. */
export async function find(query: string, signal: AbortSignal): Promise<Found[]> {
  if (!/\d/.test(query.normalize("NFKC"))) return []
  const { items } = await call(listOrders, { number: query.slice(0, 100), limit: 5 }, { signal })
  return items.map((order) => {
    const [status, channel] = [orderStatusWords[order.status], orderChannelWords[order.channel]]
    return {
      id: order.orderId,
      label: same(order.number),
      under: { ja: `${channel.ja}・${status.ja}`, en: `${channel.en}, ${status.en}` },
      to: `/orders/${order.orderId}`,
      icon: ShoppingCart,
    }
  })
}
