import type { ExportKind } from "./model.ts"

/** `json` is anything with parts of its own: written as JSON where a form has only cells. */
export type ColumnType = "text" | "whole" | "flag" | "instant" | "json"
export type Column = { readonly name: string; readonly type: ColumnType }

const of = (type: ColumnType, names: string): Column[] => names.split(" ").map((name) => ({ name, type }))

/** The columns of each kind, in their order. They are a promise to whoever reads the files: add at the end, take none away. */
export const columnsOf: Readonly<Record<ExportKind, readonly Column[]>> = {
  customers: [
    ...of("text", "customerId displayName familyName givenName familyKana givenKana email phone language zone bornOn"),
    ...of("text", "country postalCode prefecture city street building company"),
    ...of("json", "properties traits identities consents"),
    ...of("instant", "firstSeenAt updatedAt"),
  ],
  consents: [
    ...of("text", "customerId entryId channel purpose state source wording wordingHash locale ip"),
    ...of("json", "evidence"),
    ...of("instant", "at recordedAt"),
  ],
  events: [
    ...of("text", "source externalId name customerId"),
    ...of("instant", "occurredAt receivedAt"),
    ...of("whole", "value"),
    ...of("text", "currency orderId productId messageId channel storeId"),
    ...of("json", "properties"),
  ],
  orders: [
    ...of("text", "orderId source externalId number customerId channel storeId"),
    ...of("instant", "placedAt updatedAt"),
    ...of("text", "currency"),
    ...of("whole", "total refunded"),
    ...of("text", "status"),
    ...of("flag", "countsAsPurchase"),
    ...of("instant", "approvedAt cancelledAt"),
    ...of("json", "snapshot refunds"),
  ],
  shipments: [
    ...of(
      "text",
      "shipmentId source externalId orderId orderExternalId customerId carrier trackingNumber originKind originName",
    ),
    ...of("json", "lines"),
    ...of("instant", "shippedAt"),
    ...of("flag", "isCancelled"),
    ...of("text", "state"),
    ...of("instant", "stateAt deliveredAt"),
    ...of("text", "promisedFirst promisedLast expectedFirst expectedLast standing delayReason"),
  ],
  products: [
    ...of("text", "productId source externalId status title description vendor productType url"),
    ...of("json", "tags images passport variants"),
    ...of("instant", "updatedAt"),
  ],
  messages: [
    ...of("text", "messageId customerId kind purpose language toName toAddress state reason"),
    ...of("whole", "attempts"),
    ...of("text", "cause"),
    ...of("instant", "plannedAt firstTriedAt acceptedAt endedAt"),
    ...of("whole", "templateVersion"),
    ...of("text", "transport"),
  ],
  "segment-members": [
    ...of("text", "customerId"),
    ...of("instant", "enteredAt"),
    ...of("text", "cause"),
    ...of("whole", "version"),
  ],
  "offer-codes": [
    ...of("text", "codeId offerId offer code customerId cause"),
    ...of("instant", "issuedAt validUntil voidedAt"),
    ...of("whole", "uses maxUses"),
    ...of("instant", "lastUsedAt"),
    ...of("whole", "discount"),
  ],
}
