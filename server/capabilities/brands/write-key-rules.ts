/** "https://shop.example.jp" from what a person typed or a browser sent; undefined when it is no site. Plain http only for this machine. */
export function readOrigin(text: string): string | undefined {
  try {
    const url = new URL(text.trim())
    const local = url.hostname === "localhost" || url.hostname === "127.0.0.1"
    return url.protocol === "https:" || (url.protocol === "http:" && local) ? url.origin : undefined
  } catch {
    return undefined
  }
}

/**
 * Whether a request with this Origin header may use a key made for these sites. A browser always sends one with the
 * requests we accept; a request without it comes from no page, and the key is of no use to it.
 */
export function originAllowed(origin: string | undefined, allowed: readonly string[]): boolean {
  const asked = origin === undefined ? undefined : readOrigin(origin)
  return asked !== undefined && allowed.includes(asked)
}

// What our own side alone may state: anybody can read a browser key from the page's source.
const ownFacts =
  /^((orders?|stock|points?|tier|rank|members?|membership|terms|consent|messages?|delivery|shipment|refund|ledger|referral|friend|reward|quest|stamp|sign up) |out for delivery|customer merged|store visited|(coupon|reward|return) (issued|granted|redeemed|earned|approved|received))/i

/** Whether a browser's key may send an event of this name (S30): what people looked at yes, orders, points and consent no. */
export const publicMaySend = (eventName: string): boolean =>
  !ownFacts.test(eventName.trim().replaceAll(/[\s._-]+/g, " "))
