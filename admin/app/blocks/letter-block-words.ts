import { address, liquid, type BlockField, type Shape } from "./block-shape.ts"

const title: BlockField = { key: "title", as: "line", label: { ja: "題", en: "Title" }, optional: true }
const goods = (most: number): BlockField[] => [
  {
    key: "from",
    as: "choice",
    label: { ja: "どの商品か", en: "Which products" },
    options: [
      { value: "facts", label: { ja: "フローやキャンペーンが選んだ商品", en: "Those the flow or campaign names" } },
      { value: "chosen", label: { ja: "ここで選ぶ", en: "Chosen here" } },
    ],
  },
  { key: "products", as: "products", most, label: { ja: "選んだ商品", en: "Chosen products" }, optional: true },
  { key: "most", as: "number", label: { ja: "多くても", en: "At most" }, unit: { ja: "つ", en: "pieces" } },
]

/** Blocks that letters are made of beside those of notices, and the form of each. */
export const letterBlocks = {
  products: {
    label: { ja: "商品", en: "Products" },
    fields: [
      title,
      ...goods(6),
      { key: "prices", as: "flag", label: { ja: "いまの値段を出す", en: "With the price of the moment" } },
    ],
    fresh: { from: "facts", products: [], most: 3, prices: true },
  },
  education: {
    label: { ja: "使い方と読みもの", en: "How to use, and more" },
    fields: [
      title,
      ...goods(6),
      {
        key: "tells",
        as: "choices",
        label: { ja: "何を伝えるか", en: "What it tells" },
        options: [
          { value: "how-to", label: { ja: "使い方", en: "How to use" } },
          { value: "ingredients", label: { ja: "成分", en: "Ingredients" } },
          { value: "materials", label: { ja: "素材", en: "Materials" } },
          { value: "care", label: { ja: "お手入れ", en: "Care" } },
          { value: "sustainability", label: { ja: "環境への配慮", en: "Sustainability" } },
          { value: "note", label: { ja: "ひとこと", en: "A note" } },
        ],
      },
    ],
    fresh: { from: "facts", products: [], tells: ["how-to"], most: 3 },
  },
  "cart-items": {
    label: { ja: "カートの品", en: "What is in the cart" },
    fields: [
      title,
      { key: "most", as: "number", label: { ja: "多くても", en: "At most" }, unit: { ja: "つ", en: "pieces" } },
    ],
    fresh: { most: 5 },
  },
  offer: {
    label: { ja: "クーポン", en: "Offer" },
    fields: [
      { key: "title", as: "line", label: { ja: "題", en: "Title" }, hint: liquid },
      { key: "text", as: "prose", label: { ja: "添える文", en: "Text" }, optional: true },
      {
        key: "label",
        as: "line",
        label: { ja: "ボタンの言葉（空ならボタンなし）", en: "Words of the button (none when empty)" },
        optional: true,
      },
      { key: "bars", as: "flag", label: { ja: "お店のレジで読むバーコードも", en: "With bars for a till" } },
    ],
    fresh: { title: "", bars: false },
  },
  "review-stars": {
    label: { ja: "レビューの星", en: "Review stars" },
    fields: [
      { key: "title", as: "line", label: { ja: "たずねる言葉", en: "Question" } },
      { key: "to", as: "line", label: { ja: "行き先", en: "Leads to" }, hint: address },
    ],
    fresh: { title: "", to: "{{ links.review }}" },
  },
  "survey-question": {
    label: { ja: "質問ひとつ", en: "One question" },
    fields: [
      { key: "question", as: "line", label: { ja: "質問", en: "Question" } },
      { key: "to", as: "line", label: { ja: "行き先", en: "Leads to" }, hint: address },
      {
        key: "answers",
        as: "rows",
        row: { ja: "答え", en: "Answer" },
        most: 6,
        label: { ja: "答え", en: "Answers" },
        parts: [
          { key: "label", label: { ja: "言葉", en: "Words" } },
          { key: "value", label: { ja: "記録する値（半角英数字と-）", en: "Kept as (letters, digits, -)" } },
        ],
        fresh: { label: "はい", value: "yes" },
      },
    ],
    fresh: { question: "", to: "{{ links.survey }}", answers: [] },
  },
  points: {
    label: { ja: "ポイント残高（分かる方だけ）", en: "Points (for those who have some)" },
    fields: [
      title,
      {
        key: "shows",
        as: "choices",
        label: { ja: "残高の下に", en: "Below the balance" },
        optional: true,
        options: [
          { value: "loyalty.earning", label: { ja: "いまの貯まり方", en: "How points come about" } },
          { value: "rewards.next", label: { ja: "次の特典までの差", en: "What is missing to the next reward" } },
        ],
      },
    ],
    fresh: { shows: [] },
  },
  barcode: {
    label: { ja: "バーコード", en: "Barcode" },
    fields: [
      {
        key: "value",
        as: "line",
        label: { ja: "中身", en: "Content" },
        hint: {
          ja: "半角の文字か、{{ offer.code }} のような項目ひとつ",
          en: "Plain signs, or one fact such as {{ offer.code }}",
        },
      },
      {
        key: "drawn",
        as: "choice",
        label: { ja: "形", en: "Shape" },
        options: [
          { value: "bars", label: { ja: "バーコード", en: "Bars" } },
          { value: "qr", label: { ja: "QRコード", en: "QR code" } },
        ],
      },
      { key: "caption", as: "line", label: { ja: "下に添える言葉", en: "Words below" }, optional: true },
    ],
    fresh: { value: "{{ offer.code }}", drawn: "bars" },
  },
  benefits: {
    label: { ja: "よいところ", en: "Benefits" },
    fields: [
      {
        key: "about",
        as: "choice",
        label: { ja: "何の", en: "Of what" },
        options: [
          { value: "brand", label: { ja: "ブランド", en: "The brand" } },
          { value: "product", label: { ja: "商品", en: "A product" } },
          { value: "membership", label: { ja: "会員になること", en: "Being a member" } },
          { value: "earning", label: { ja: "ポイントのたまること", en: "What earns points" } },
          { value: "trust", label: { ja: "安心の理由", en: "Why to trust" } },
        ],
      },
      title,
      {
        key: "from",
        as: "choice",
        label: { ja: "中身", en: "What it lists" },
        options: [
          { value: "written", label: { ja: "ここに書いたこと", en: "What is written here" } },
          { value: "member.benefits", label: { ja: "読む方のランクの特典", en: "The benefits of the reader's rank" } },
          { value: "loyalty.actions", label: { ja: "いまポイントの付くこと", en: "What earns points at the moment" } },
        ],
      },
      {
        key: "items",
        as: "rows",
        row: { ja: "ひとつ", en: "One" },
        most: 6,
        label: { ja: "ここに書くこと", en: "Written here" },
        optional: true,
        parts: [
          { key: "icon", label: { ja: "しるし（1〜2文字）", en: "Sign (1 or 2)" }, optional: true },
          { key: "title", label: { ja: "言葉", en: "Words" } },
          { key: "text", label: { ja: "説明", en: "Text" }, optional: true },
          { key: "to", label: { ja: "行き先", en: "Leads to" }, optional: true },
        ],
        fresh: { title: "送料無料" },
      },
    ],
    fresh: { about: "brand", from: "written", items: [] },
  },
  story: {
    label: { ja: "ものがたり", en: "Story" },
    fields: [
      title,
      { key: "text", as: "prose", label: { ja: "文", en: "Text" }, hint: liquid },
      {
        key: "image",
        as: "line",
        label: { ja: "写真のアドレス", en: "Address of a picture" },
        optional: true,
        hint: address,
      },
      {
        key: "alt",
        as: "line",
        label: { ja: "写真が出ないときの言葉", en: "Words when it is not shown" },
        optional: true,
      },
      { key: "by", as: "line", label: { ja: "だれの言葉か", en: "Whose words" }, optional: true },
    ],
    fresh: { text: "", alt: "" },
  },
  "keep-close": {
    label: { ja: "届き方のお願い", en: "How to keep finding us" },
    fields: [
      {
        key: "way",
        as: "choice",
        label: { ja: "何を", en: "What" },
        options: [
          { value: "contacts", label: { ja: "連絡先に加えてもらう", en: "Add us to the contacts" } },
          { value: "inbox", label: { ja: "メインの受信箱へ移してもらう", en: "Move us to Primary" } },
        ],
      },
    ],
    fresh: { way: "contacts" },
  },
  shared: { label: { ja: "共有ブロック", en: "Shared block" }, fields: [], fresh: { sharedId: "" } },
} as const satisfies Record<string, Shape>
