import { z } from "zod"
import {
  contentFact,
  customerFact,
  deliveryFact,
  linksFact,
  nextStepFact,
  orderFact,
  pictureFact,
  relatedFact,
  trackingFact,
} from "#messages"

/** What every mail about an order knows. Mails differ in what they say of it, not in what they may say. */
export const orderMailFacts = z.object({
  customer: customerFact,
  order: orderFact,
  delivery: deliveryFact,
  tracking: trackingFact.optional(),
  contents: z.array(contentFact).optional(),
  /** Bought and taken along in a store: nothing of it will be sent (E04). */
  inStore: z.boolean().optional(),
  /** E07: what the buyer can do next about this order. */
  nextStep: nextStepFact.optional(),
  /** E15: how the thanks are dressed for these goods or this customer. */
  thanks: z
    .object({ heading: z.string().optional(), text: z.string().optional(), picture: pictureFact.optional() })
    .optional(),
  /** E20: filled only when the brand wants it; shown only to those who agreed. */
  related: z.array(relatedFact).optional(),
  links: linksFact,
  /** schema.org, for mail programs that show an order or a parcel themselves. */
  structuredData: z.unknown().optional(),
})
export type OrderMailFacts = z.output<typeof orderMailFacts>

const yen = (amount: number) => ({ amount, currency: "JPY" })

/** An invented order of the demo brand: two goods, one parcel. */
export const sampleOrderMail: OrderMailFacts = orderMailFacts.parse({
  customer: { name: { family: "佐藤", given: "美咲" } },
  order: {
    number: "H-10482",
    placedAt: "2026-11-19T21:14:00+09:00",
    items: [
      { name: "うるおい乳液 100mL", quantity: 1, price: yen(3080), amount: yen(3080) },
      { name: "米ぬか洗顔 80g", quantity: 2, price: yen(1980), amount: yen(3960) },
    ],
    totals: [
      { kind: "subtotal", amount: yen(7040) },
      { kind: "shipping", amount: yen(0) },
      { kind: "discount", amount: yen(-300) },
    ],
    total: yen(6740),
    taxes: [{ ratePercent: 10, amount: yen(612) }],
    address: { name: { family: "佐藤", given: "美咲" }, postalCode: "248-0006", lines: ["神奈川県鎌倉市小町 2-14-6"] },
    payment: { label: "クレジットカード" },
  },
  delivery: {
    expected: { from: "2026-11-22", to: "2026-11-23" },
    carrier: "ヤマト運輸",
    parcelNumber: "4410-2837-5561",
    origin: "近江の蔵",
  },
  tracking: {
    steps: [
      { label: "ご注文を承りました", state: "done", at: "2026-11-19T21:14:00+09:00" },
      { label: "発送しました", state: "now", at: "2026-11-20T16:05:00+09:00" },
      { label: "お届け", state: "later" },
    ],
  },
  nextStep: {
    title: "届く前に",
    text: "「うるおい乳液 100mL」のはじめの使い方を、お届けのページにご用意しました。",
    link: { label: "使い方を見る", url: "https://hinata.example/s/hinata/orders/abc" },
  },
  contents: [{ title: "うるおい乳液 100mL", text: "はじめての方は、10円玉の大きさから。" }],
  links: { tracking: "https://hinata.example/s/hinata/orders/abc" },
})

/** The same order when little is known: no address, no expected day, no content. Every wording must stand this. */
export const bareOrderMail: OrderMailFacts = orderMailFacts.parse({
  customer: { name: {} },
  order: {
    number: "1",
    placedAt: "2026-11-19T21:14:00+09:00",
    items: [{ name: "品物", quantity: 1, price: yen(100), amount: yen(100) }],
    totals: [],
    total: yen(100),
  },
  delivery: {},
  links: { tracking: "https://hinata.example/s/hinata/orders/abc" },
})

/** Bought in a store and taken along. */
export const storeMail: OrderMailFacts = orderMailFacts.parse({
  ...bareOrderMail,
  customer: { name: { family: "佐藤", given: "美咲" } },
  inStore: true,
})

/** A thank-you that a brand has dressed, with goods beside it for those who agreed. */
export const dressedMail: OrderMailFacts = orderMailFacts.parse({
  ...sampleOrderMail,
  thanks: {
    heading: "十度目のご注文、ありがとうございます。",
    text: "いつもお使いくださる方へ、この冬の手入れをまとめました。",
    picture: { url: "https://hinata.example/p/thanks.png", alt: "白い布の上の乳液と花" },
  },
  related: [
    {
      title: "化粧水 150mL",
      url: "https://hinata.example/products/lotion",
      image: { url: "https://hinata.example/p/3.png" },
      price: yen(2750),
    },
  ],
})
