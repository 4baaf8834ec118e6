import { z } from "zod"
import type { MailDocumentDraft } from "./model-blocks.ts"
import { contentFact, customerFact, deliveryFact, linksFact, orderFact, trackingFact } from "./mail-facts.ts"
import { defineMessageKind } from "./message-kind.ts"
import { type BrandLook, defaultPalettes } from "./model.ts"

/** A finished look and a finished message: what the first preview shows before a brand has made its own. */
export const sampleLook: BrandLook = {
  name: "ひなた",
  light: defaultPalettes.light,
  dark: defaultPalettes.dark,
  headings: "mincho",
  radius: 8,
  support: {
    mayReply: true,
    hours: { ja: "平日10時〜18時", en: "weekdays 10:00 to 18:00" },
    phone: "0120-00-1187",
    lineUrl: "https://line.example/hinata",
  },
  legal: { company: "ひなた株式会社", address: "〒248-0006 神奈川県鎌倉市小町 1-3-8", registration: "T1234567890123" },
  returnsUrl: "https://hinata.example/returns",
  privacyUrl: "https://hinata.example/privacy",
  policies: {
    returns: {
      title: { ja: "返品と交換", en: "Returns and exchange" },
      text: {
        ja: "お届けから14日以内に、マイページからお申し込みください。開封した品物も承ります。",
        en: "Within 14 days of delivery, ask on your page. Opened goods are welcome too.",
      },
    },
  },
}

const yen = (amount: number) => ({ amount, currency: "JPY" })

const japanese: MailDocumentDraft = {
  version: 1,
  subject: "ご注文を承りました({{ order.number }})",
  preheader: "{{ delivery.expected | days }}にお届けします。合計 {{ order.total | money }}。",
  blocks: [
    {
      kind: "heading",
      greeting: true,
      text: "ご注文ありがとうございます。\n{{ delivery.expected.from | day: 'bare' }}ごろ、お届けします。",
    },
    {
      kind: "text",
      text: "{{ order.placedAt | moment }}に承りました。品物をそろえて発送し、出荷しだいもう一度お知らせします。",
    },
    { kind: "expected-date" },
    {
      kind: "button",
      label: "お届けの状況を見る",
      to: "{{ links.tracking }}",
      note: "品物や届け先の変更、取り消しは **{{ changeUntil | moment: 'short' }}まで**、このページでできます。",
    },
    { kind: "order-items" },
    { kind: "totals" },
    { kind: "addresses" },
    {
      kind: "note",
      when: "points.earned",
      title: "このご注文で {{ points.earned | points }}",
      text: "お届けの14日後に使えるようになります。いま使えるのは {{ points.usable | points }}です。",
    },
    { kind: "support" },
    { kind: "footer" },
  ],
}

const english: MailDocumentDraft = {
  version: 1,
  subject: "We have your order ({{ order.number }})",
  preheader: "Arriving {{ delivery.expected | days }}. Total {{ order.total | money }}.",
  blocks: [
    {
      kind: "heading",
      greeting: true,
      text: "Thank you for your order.\nIt should arrive around {{ delivery.expected.from | day: 'bare' }}.",
    },
    {
      kind: "text",
      text: "We received it on {{ order.placedAt | moment }}. We will write again when it has been shipped.",
    },
    { kind: "expected-date" },
    {
      kind: "button",
      label: "Follow the delivery",
      to: "{{ links.tracking }}",
      note: "You can change or cancel the order on this page **until {{ changeUntil | moment }}**.",
    },
    { kind: "order-items" },
    { kind: "totals" },
    { kind: "addresses" },
    {
      kind: "note",
      when: "points.earned",
      title: "{{ points.earned | points }} with this order",
      text: "They can be used 14 days after delivery. You have {{ points.usable | points }} now.",
    },
    { kind: "support" },
    { kind: "footer" },
  ],
}

export const sampleKind = defineMessageKind({
  name: "messages.sample",
  purpose: "transactional",
  title: { ja: "見本：ご注文の控え", en: "Sample: order confirmation" },
  facts: z.object({
    customer: customerFact,
    order: orderFact,
    delivery: deliveryFact,
    tracking: trackingFact.optional(),
    contents: z.array(contentFact).optional(),
    points: z.object({ earned: z.int(), usable: z.int() }).optional(),
    changeUntil: z.iso.datetime({ offset: true }),
    links: linksFact,
    structuredData: z.unknown().optional(),
  }),
  sample: {
    customer: { name: { family: "佐藤", given: "美咲" } },
    order: {
      number: "H-10482",
      placedAt: "2026-11-19T21:14:00+09:00",
      items: [
        {
          name: "うるおい乳液 100mL",
          quantity: 1,
          price: yen(3080),
          amount: yen(3080),
          image: { url: "https://hinata.example/p/1.png" },
        },
        {
          name: "米ぬか洗顔 80g",
          quantity: 2,
          price: yen(1980),
          amount: yen(3960),
          image: { url: "https://hinata.example/p/2.png" },
        },
      ],
      totals: [
        { kind: "subtotal", amount: yen(7040) },
        { kind: "shipping", note: "5,500円以上のため", amount: yen(0) },
        { kind: "points", amount: yen(-300) },
      ],
      total: yen(6740),
      taxes: [{ ratePercent: 10, amount: yen(612) }],
      address: {
        name: { family: "佐藤", given: "美咲" },
        postalCode: "248-0006",
        lines: ["神奈川県鎌倉市小町 2-14-6"],
      },
      payment: { label: "クレジットカード(末尾 4471)", note: "発送の日に確定します" },
    },
    delivery: { expected: { from: "2026-11-22", to: "2026-11-23" } },
    points: { earned: 100, usable: 1240 },
    changeUntil: "2026-11-20T09:00:00+09:00",
    links: { tracking: "https://hinata.example/t/abc", preferences: "https://hinata.example/m/abc" },
  },
  document: { ja: japanese, en: english },
})

/** A finished marketing mail: what consent, one click and the end of an offer are tried on. */
export const campaignSample = defineMessageKind({
  name: "messages.sample-campaign",
  purpose: "marketing",
  title: { ja: "見本：お知らせ", en: "Sample: news" },
  facts: z.object({ customer: customerFact, links: linksFact }),
  sample: {
    customer: { name: { family: "佐藤", given: "美咲" } },
    links: { unsubscribe: "https://hinata.example/u/abc", preferences: "https://hinata.example/m/abc" },
  },
  document: {
    ja: {
      version: 1,
      subject: "新しい乳液ができました",
      preheader: "秋の乾きに、うるおいを足す一本です。",
      blocks: [
        { kind: "heading", greeting: true, text: "新しい乳液ができました。" },
        { kind: "text", text: "秋の乾きに、うるおいを足す一本です。今月はお試しのびんをご用意しました。" },
        { kind: "footer" },
      ],
    },
    en: {
      version: 1,
      subject: "A new milk for your skin",
      preheader: "One bottle against the dry air of autumn.",
      blocks: [
        { kind: "heading", greeting: true, text: "There is a new milk for your skin." },
        { kind: "text", text: "One bottle against the dry air of autumn. This month there is a small one to try." },
        { kind: "footer" },
      ],
    },
  },
})
