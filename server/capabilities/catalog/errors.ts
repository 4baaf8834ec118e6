import { defineErrors } from "#kernel/errors"

export const CatalogError = defineErrors("catalog", {
  Unknown: {
    status: 404,
    ja: "この商品は見つかりません。ID をお確かめください。",
    en: "There is no such product. Check its id.",
  },
  UnknownFeed: {
    status: 404,
    ja: "この商品フィードは登録されていません。",
    en: "There is no such product feed.",
  },
  NotASnapshot: {
    status: 422,
    ja: "商品データの {field} を読めません。内容を直して送り直してください。",
    en: "The product's {field} can't be read. Correct it and send the product again.",
  },
  NotAFeed: {
    status: 422,
    ja: "商品フィードとして読めません（{reason}）。Google Merchant の RSS または Atom 形式で書き出してください。",
    en: "This can't be read as a product feed ({reason}). Export it as Google Merchant RSS or Atom.",
  },
})
