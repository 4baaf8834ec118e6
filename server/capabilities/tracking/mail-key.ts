import type { MessageKind } from "#messages"

/** What a mail is about when an order has only one of its kind; else the id of its parcel or refund. */
export const once = "once"

/** Names one mail about an order: the same news never makes two, and the order's page finds it again. */
export const mailKey = (kind: Pick<MessageKind, "name">, orderId: string, about: string): string =>
  `${kind.name}:${orderId}:${about}`
