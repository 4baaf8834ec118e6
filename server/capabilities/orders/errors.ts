import { defineErrors } from "#kernel/errors"

export const OrderError = defineErrors("orders", {
  Unknown: {
    status: 404,
    ja: "この注文は見つかりません。注文番号または ID をお確かめください。",
    en: "There is no such order. Check its number or id.",
  },
  NotASnapshot: {
    status: 422,
    ja: "注文データの {field} を読めません。内容を直して送り直してください。",
    en: "The order's {field} can't be read. Correct it and send the order again.",
  },
  OtherOrder: {
    status: 422,
    ja: "アドレスの注文と、送られた注文データの {field} が違います。同じ値にしてください。",
    en: "The {field} of the order that was sent is not that of the address. Make them the same.",
  },
})
