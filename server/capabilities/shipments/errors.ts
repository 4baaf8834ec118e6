import { defineErrors } from "#kernel/errors"

export const ShipmentError = defineErrors("shipments", {
  Unknown: {
    status: 404,
    ja: "この荷物は見つかりません。ID をお確かめください。",
    en: "There is no such parcel. Check its id.",
  },
  NoParcelNamed: {
    status: 422,
    ja: "どの荷物のことか分かりません。trackingNumber か shipment のどちらかを入れてください。",
    en: "The report names no parcel. Give trackingNumber or shipment.",
  },
  BadCursor: {
    status: 422,
    ja: "続きの位置（cursor）を読めません。前の応答の値をそのまま送ってください。",
    en: "The cursor can't be read. Send the one of the previous reply unchanged.",
  },
})
