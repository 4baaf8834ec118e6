import type { ProductSnapshot, StockLevel } from "#catalog"
import { port } from "#kernel/ports"
import type { SeenCarrierEvent, SeenFulfilment } from "./events.ts"
import type { Buyer, OrderSnapshot, Refund } from "./model.ts"

/** A place of the shop: from where it ships, where it sells. */
export type ShopPlace = { readonly kind: "dc" | "fc" | "store"; readonly name: string }

/** What a vendor's reader must know of the shop that is speaking. */
export type Speaker = {
  /** "shopify:<connectionId>": the source of its orders and products, the issuer of its customer ids. */
  readonly source: string
  readonly shopName: string
  /** In which its prices are, where a message does not say so. */
  readonly currency: string
  readonly places: Readonly<Record<string, ShopPlace>>
}

/** One message as it came by webhook, its signature already checked. */
export type ShopMessage = {
  readonly topic: string
  readonly body: unknown
  /** When the shop says that it happened; the time of receipt when it does not. */
  readonly at: Date
}

/** One thing that a shop says, in our words. */
export type ShopFact =
  | { readonly kind: "order"; readonly order: OrderSnapshot }
  | { readonly kind: "order-deleted"; readonly externalId: string; readonly at: Date }
  | { readonly kind: "refund"; readonly orderExternalId: string; readonly refund: Refund }
  | { readonly kind: "fulfilment"; readonly fulfilment: SeenFulfilment }
  | { readonly kind: "carrier-event"; readonly event: SeenCarrierEvent }
  | { readonly kind: "customer"; readonly customer: Buyer; readonly at: Date }
  | { readonly kind: "product"; readonly product: ProductSnapshot }
  | { readonly kind: "stock"; readonly level: StockLevel }
  | { readonly kind: "checkout"; readonly checkout: SeenCheckout }
  | { readonly kind: "privacy"; readonly request: PrivacyRequest }
  | { readonly kind: "uninstalled" }

export type SeenCheckout = {
  readonly externalId: string
  readonly startedAt: Date
  readonly customer: Buyer
  readonly currency: string
  readonly total: number
  /** Where the buyer can go on with it. */
  readonly url: string | null
  readonly products: readonly {
    readonly product_id: string | null
    readonly variant_id: string | null
    readonly sku: string | null
    readonly name: string
    readonly quantity: number
    readonly price: number
  }[]
}

export type PrivacyRequest = {
  readonly kind: "data-request" | "redact-customer" | "redact-shop"
  readonly key: string
  readonly customer: Buyer
  readonly orders: readonly string[]
}

export type Subscription = { readonly id: string; readonly topic: string; readonly address: string }

/** One page of a shop's orders, least recently changed first. */
export type OrderPage = {
  readonly facts: readonly ShopFact[]
  /** Orders that could not be read: id and field. Never personal data. */
  readonly unreadable: readonly string[]
  readonly orders: number
  /** When the last order of the page was changed; null when it is empty. */
  readonly lastUpdatedAt: Date | null
  /** Asks for the next page; null at the end. */
  readonly next: string | null
}

/** A discount as a shop keeps it, behind many codes. Amounts are decimals in the shop's currency: "500", "4.50". */
export type ShopDiscount = {
  readonly title: string
  readonly startsAt: Date
  readonly endsAt: Date | null
  readonly gives:
    | { readonly kind: "percent" /** Hundredths of a per cent. */; readonly bp: number }
    | { readonly kind: "fixed"; readonly amount: string }
    | { readonly kind: "free-shipping" }
  /** The shop's own ids of the variants that it holds for; empty: all goods. */
  readonly variantExternalIds: readonly string[]
  /** Null: of any amount. */
  readonly minimum: string | null
  readonly usesPerCode: number
  readonly isOncePerPerson: boolean
  /** May be used together with others. */
  readonly isStackable: boolean
  readonly isActive: boolean
}

/** Codes within a shop. Every method throws ShopTrouble and nothing else. */
export type ShopDiscounts = {
  /** At most so many codes in one call. */
  readonly most: number
  /**
   * Makes the discount with this one code, or changes the one known by this id. Made twice, it is the same: the code is in the
   * shop once. Returns its id.
   */
  readonly save: (discount: ShopDiscount, known: string | null, code: string) => Promise<string>
  /** Begins to put codes behind a discount; returns by which name to ask how far it is. */
  readonly addCodes: (discountId: string, codes: readonly string[]) => Promise<string>
  /** Codes that are there already are not refused. */
  readonly added: (job: string) => Promise<{
    readonly isDone: boolean
    readonly refused: readonly { readonly code: string; readonly reason: string }[]
  }>
  /** Codes that are not there are gone already. */
  readonly removeCodes: (discountId: string, codes: readonly string[]) => Promise<void>
}

/** What we ask of a shop. Every method throws ShopTrouble and nothing else. */
export type ShopApi = {
  /** Absent where a shop's software takes no codes from outside. */
  readonly discounts?: ShopDiscounts
  readonly subscriptions: () => Promise<Subscription[]>
  readonly subscribe: (topic: string, address: string) => Promise<void>
  readonly ordersSince: (since: Date, page: string | null) => Promise<OrderPage>
}

/** The shop could not be asked. `retryAfterMs` null: asking again will not help until somebody mends it. */
export class ShopTrouble extends Error {
  readonly reason: string
  readonly retryAfterMs: number | null

  constructor(reason: string, retryAfterMs: number | null) {
    super(`the shop could not be asked: ${reason}`)
    this.reason = reason
    this.retryAfterMs = retryAfterMs
  }
}

/** The reason that a page's token is too old. */
export const pageGone = "page_gone"

export type Headers = Readonly<Record<string, string | string[] | undefined>>

/** Everything that is particular to one kind of shop software. */
export type ShopVendor = {
  readonly vendor: string
  /** Whether this can be the address of such a shop. */
  readonly isShopDomain: (domain: string) => boolean
  /** What we want to hear of. */
  readonly topics: readonly string[]
  /** Whether one of the secrets signed exactly these bytes. */
  readonly isSigned: (bytes: Buffer, headers: Headers, secrets: readonly string[]) => boolean
  /** What the headers say: undefined when they are not those of this vendor. `id` names the event, not the delivery. */
  readonly label: (headers: Headers) =>
    | {
        readonly topic: string
        readonly id: string | null
        readonly shopDomain: string | null
        readonly at: string | null
      }
    | undefined
  /** Reads one message. Throws an ExpectedError when it can't. A topic that tells nothing new gives nothing. */
  readonly read: (speaker: Speaker, message: ShopMessage) => ShopFact[]
  /** The shop's own cart, filled: variants by their outside ids. Absent where a link can't do that. */
  readonly cartUrl?: (
    shopDomain: string,
    items: readonly { readonly variantExternalId: string; readonly quantity: number }[],
    code: string | null,
  ) => string
  readonly api: (access: { readonly shopDomain: string; readonly accessToken: string }, speaker: Speaker) => ShopApi
}

/** The kinds of shop software that we can speak with. */
export const shopVendors = port<readonly ShopVendor[]>("orders.shops")
