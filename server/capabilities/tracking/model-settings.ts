import { z } from "zod"

const words = (max: number) => z.strictObject({ ja: z.string().trim().max(max), en: z.string().trim().max(max) })
const names = z.array(z.string().trim().min(1).max(200)).max(100).default([])
const link = z.union([z.literal(""), z.url({ protocol: /^https$/ }).max(500)])

/** Whom and which goods a dressed thank-you is for (E15). Every condition that is set must hold; of a list, one. */
export const ThanksCondition = z.strictObject({
  /** The shop's ids of products. */
  products: names,
  /** Product types, as the shop calls them. */
  types: names,
  tags: names,
  /** A property of the customer, such as the rank, and the values that count. */
  property: z
    .strictObject({ key: z.string().trim().min(1).max(60), values: names })
    .nullable()
    .default(null),
  /** The how-many-eth order of this customer, this one counted: 1 to 1 is the first. */
  orders: z
    .strictObject({ from: z.int().min(1).max(100_000), to: z.int().min(1).max(100_000).nullable() })
    .nullable()
    .default(null),
})
export type ThanksCondition = z.infer<typeof ThanksCondition>

/** How the mail of a delivered order is dressed for some goods or some customers. */
export const Thanks = z.strictObject({
  name: z.string().trim().min(1).max(60),
  when: ThanksCondition,
  heading: words(120),
  text: words(2_000),
  /** At twice 512 x 320 px; `alt` is read where pictures are off. */
  picture: z
    .strictObject({ url: link, alt: words(200) })
    .nullable()
    .default(null),
})
export type Thanks = z.infer<typeof Thanks>

/** Asking for a review: a message of its own, days after the thanks (E18). */
export const ReviewRequest = z.strictObject({
  send: z.boolean().default(false),
  afterDays: z.int().min(1).max(60).default(7),
  /** Where a review is written. `{order}` in it becomes the order's number. */
  url: link.default(""),
})
export type ReviewRequest = z.infer<typeof ReviewRequest>

/** Which of an order's mails a brand sends by itself. Those for moments of their own (E03) can each be switched. */
const notices = {
  received: z.boolean().default(true),
  /** Only when the payment is approved later than the order came in: otherwise it would be a second mail about one thing. */
  confirmed: z.boolean().default(true),
  stockAllocated: z.boolean().default(false),
  shipped: z.boolean().default(true),
  outForDelivery: z.boolean().default(true),
  delivered: z.boolean().default(true),
  delayed: z.boolean().default(true),
  cancelled: z.boolean().default(true),
  refunded: z.boolean().default(true),
}
export type NoticeName = keyof typeof notices

export const TrackingSettings = z.strictObject({
  ...notices,
  /** Goods that go with the ordered ones in the mail of a delivered order, only for those who agreed (E20). */
  related: z.boolean().default(false),
  /** The first that fits dresses the thanks. */
  thanks: z.array(Thanks).max(30).default([]),
  review: ReviewRequest.default({ send: false, afterDays: 7, url: "" }),
})
export type TrackingSettings = z.infer<typeof TrackingSettings>
