import type { Block } from "../../../server/capabilities/messages/model-blocks.ts"
import { address, liquid, type BlockField, type Shape } from "./block-shape.ts"
import { letterBlocks } from "./letter-block-words.ts"

/** Every block, and what stands for a shared one while a letter is written. */
export type BlockKind = Block["kind"] | "shared"

/** Every block that a mail can hold, in the order of the menu, and the form of each. */
export const blockShapes: Record<BlockKind, Shape> = {
  heading: {
    label: { ja: "見出し", en: "Heading" },
    fields: [
      { key: "text", as: "line", label: { ja: "見出しの言葉", en: "Words" }, hint: liquid },
      {
        key: "level",
        as: "choice",
        label: { ja: "大きさ", en: "Size" },
        options: [
          { value: 1, label: { ja: "大きい", en: "Large" } },
          { value: 2, label: { ja: "小さい", en: "Small" } },
        ],
      },
      { key: "greeting", as: "flag", label: { ja: "上にお名前を添える（○○さま）", en: "Name the customer above it" } },
    ],
    fresh: { text: "", level: 2, greeting: false },
  },
  text: {
    label: { ja: "本文", en: "Text" },
    fields: [
      { key: "text", as: "prose", label: { ja: "文", en: "Text" }, hint: liquid },
      {
        key: "tone",
        as: "choice",
        label: { ja: "調子", en: "Tone" },
        options: [
          { value: "normal", label: { ja: "ふつう", en: "Normal" } },
          { value: "quiet", label: { ja: "ひかえめ", en: "Quiet" } },
        ],
      },
    ],
    fresh: { text: "", tone: "normal" },
  },
  button: {
    label: { ja: "ボタン", en: "Button" },
    fields: [
      { key: "label", as: "line", label: { ja: "ボタンの言葉", en: "Words" } },
      { key: "to", as: "line", label: { ja: "行き先", en: "Leads to" }, hint: address },
      { key: "note", as: "prose", label: { ja: "下に添える文", en: "Note below" }, optional: true },
    ],
    fresh: { label: "", to: "" },
  },
  "order-items": {
    label: { ja: "注文の品", en: "Ordered items" },
    fields: [{ key: "images", as: "flag", label: { ja: "写真を出す", en: "With pictures" } }],
    fresh: { images: true },
  },
  totals: { label: { ja: "お支払いの内訳", en: "Totals" }, fields: [], fresh: {} },
  addresses: { label: { ja: "お届け先とお支払い", en: "Address and payment" }, fields: [], fresh: {} },
  "tracking-steps": { label: { ja: "お届けまでの道のり", en: "Tracking steps" }, fields: [], fresh: {} },
  "expected-date": {
    label: { ja: "お届け予定", en: "Expected delivery" },
    fields: [{ key: "showOrderNumber", as: "flag", label: { ja: "注文番号も出す", en: "With the order number" } }],
    fresh: { showOrderNumber: true },
  },
  "product-content": {
    label: { ja: "商品の読みもの", en: "About the products" },
    fields: [
      { key: "title", as: "line", label: { ja: "題", en: "Title" }, optional: true },
      { key: "most", as: "number", label: { ja: "多くても", en: "At most" }, unit: { ja: "つ", en: "pieces" } },
    ],
    fresh: { most: 3 },
  },
  "next-step": { label: { ja: "次にできること", en: "Next step" }, fields: [], fresh: {} },
  related: {
    label: { ja: "ご一緒に（同意のある方だけ）", en: "Goes well with it (only with consent)" },
    fields: [
      { key: "title", as: "line", label: { ja: "題", en: "Title" }, optional: true },
      { key: "most", as: "number", label: { ja: "多くても", en: "At most" }, unit: { ja: "つ", en: "products" } },
    ],
    fresh: { most: 3 },
  },
  policy: {
    label: { ja: "規約へのリンク", en: "Policy" },
    fields: [
      {
        key: "policy",
        as: "choice",
        label: { ja: "どの規約か", en: "Which" },
        options: [
          { value: "returns", label: { ja: "返品・交換", en: "Returns" } },
          { value: "shipping", label: { ja: "配送", en: "Shipping" } },
          { value: "terms", label: { ja: "利用規約", en: "Terms" } },
          { value: "privacy", label: { ja: "個人情報の扱い", en: "Privacy" } },
          { value: "legal", label: { ja: "特定商取引法の表示", en: "Legal notice" } },
        ],
      },
    ],
    fresh: { policy: "returns" },
  },
  image: {
    label: { ja: "画像", en: "Picture" },
    fields: [
      { key: "source", as: "line", label: { ja: "画像のアドレス", en: "Address of the picture" }, hint: address },
      {
        key: "alt",
        as: "line",
        label: { ja: "画像が出ないときの言葉", en: "Words when it is not shown" },
        optional: true,
      },
      { key: "width", as: "number", label: { ja: "幅", en: "Width" }, unit: { ja: "px", en: "px" } },
      { key: "height", as: "number", label: { ja: "高さ", en: "Height" }, unit: { ja: "px", en: "px" } },
      { key: "to", as: "line", label: { ja: "押したときの行き先", en: "Leads to" }, hint: address, optional: true },
    ],
    fresh: { source: "", alt: "", width: 512, height: 320 },
  },
  divider: { label: { ja: "区切り線", en: "Line" }, fields: [], fresh: {} },
  note: {
    label: { ja: "囲みの知らせ", en: "Note" },
    fields: [
      { key: "title", as: "line", label: { ja: "題", en: "Title" } },
      { key: "text", as: "prose", label: { ja: "文", en: "Text" }, hint: liquid },
    ],
    fresh: { title: "", text: "" },
  },
  ...letterBlocks,
  support: { label: { ja: "お問い合わせ先", en: "Support" }, fields: [], fresh: {} },
  footer: { label: { ja: "差出人の表示", en: "Footer" }, fields: [], fresh: {} },
}

// safe: the keys of `blockShapes` are exactly the kinds
export const blockKinds = Object.keys(blockShapes) as BlockKind[]

/** Blocks that need no cart, offer or chosen goods: what notices about orders are made of. */
const forLetters = new Set<string>(Object.keys(letterBlocks))
export const noticeKinds = blockKinds.filter((kind) => !forLetters.has(kind))

/** Blocks about an order mean something in letters that follow one; they stand last in the menu. */
const aboutOrders = new Set<BlockKind>([
  "order-items",
  "totals",
  "addresses",
  "tracking-steps",
  "expected-date",
  "next-step",
])
export const letterKinds = [
  ...blockKinds.filter((kind) => !aboutOrders.has(kind)),
  ...blockKinds.filter((kind) => aboutOrders.has(kind)),
]

export type { BlockField }
