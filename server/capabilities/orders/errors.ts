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
  BadCursor: {
    status: 422,
    ja: "続きの位置（cursor）を読めません。前の応答の値をそのまま送ってください。",
    en: "The cursor can't be read. Send the one of the previous reply unchanged.",
  },
})
