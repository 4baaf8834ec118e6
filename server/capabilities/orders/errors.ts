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

export const ShopError = defineErrors("shops", {
  BadSignature: {
    status: 401,
    ja: "署名が正しくありません。ショップの設定にある Webhook の署名キーと、Maido の接続設定を合わせてください。",
    en: "The signature is not right. Make the webhook secret of the shop and that of the connection in Maido the same.",
  },
  NoTopic: {
    status: 422,
    ja: "トピックを示すヘッダーがありません。",
    en: "The header that names the topic is missing.",
  },
  UnreadableMessage: {
    status: 422,
    ja: "ショップからの知らせ（{topic}）の {field} を読めません。",
    en: "The {field} of the shop's message ({topic}) can't be read.",
  },
  UnknownConnection: {
    status: 404,
    ja: "このショップ接続はありません。",
    en: "There is no such shop connection.",
  },
  AlreadyConnected: {
    status: 409,
    ja: "{shopDomain} は、もう接続されています。設定を変えるには、その接続を開いてください。",
    en: "{shopDomain} is connected already. Open that connection to change it.",
  },
  UnknownVendor: {
    status: 422,
    ja: "{field}: 対応していないショップの種類です。使えるのは {known} です。",
    en: "{field}: this kind of shop is not supported. Use {known}.",
  },
  NotAShop: {
    status: 422,
    ja: "{field} はショップのアドレスではありません。「hinata.myshopify.com」のように入力してください。",
    en: "{field} is not the address of a shop. Write it like hinata.myshopify.com.",
  },
  NoAccess: {
    status: 409,
    ja: "アクセストークンが登録されていないため、ショップに問い合わせられません。",
    en: "The shop can't be asked: no access token is registered.",
  },
})
