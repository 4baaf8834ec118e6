import { defineErrors } from "#kernel/errors"

export const OfferError = defineErrors("offers", {
  UnknownOffer: {
    status: 404,
    ja: "このオファーは見つかりません。一覧から選び直してください。",
    en: "There is no such offer. Choose it from the list again.",
  },
  UnknownCode: {
    status: 404,
    ja: "このコードは見つかりません。",
    en: "There is no such code.",
  },
  OfferMoved: {
    status: 409,
    ja: "ほかの人が先にこのオファーを変えました。開き直してから、もう一度変えてください。",
    en: "Somebody else changed this offer meanwhile. Open it again, then make your change.",
  },
  NotLive: {
    status: 409,
    ja: "このオファーは始まっていないか、終わっています。状態を確かめてください。",
    en: "This offer has not begun, is paused or is over. Look at its state.",
  },
  NotForBuyers: {
    status: 409,
    ja: "はじめてのお買い物のためのオファーです。すでに購入したお客様にはコードを出せません。",
    en: "This offer is for first orders. It can't be given to somebody who has bought before.",
  },
  UnknownCustomer: {
    status: 404,
    ja: "このお客様は見つかりません。",
    en: "There is no such customer.",
  },
  TooManyTries: {
    status: 429,
    ja: "間違ったコードが続きました。しばらくしてからお試しください。",
    en: "Too many wrong codes. Please try again later.",
  },
  CartTooLong: {
    status: 422,
    ja: "リンクに入れる商品が多すぎます。数を減らしてください。",
    en: "These are too many products for one link. Use fewer.",
  },
  BadCursor: {
    status: 422,
    ja: "続きを読めません。一覧を最初から開き直してください。",
    en: "The list cannot be continued from there. Open it from the beginning.",
  },
})
