import { defineErrors } from "#kernel/errors"

export const MyPageError = defineErrors("mypage", {
  LineNotShown: {
    status: 400,
    ja: "LINEで確かめられませんでした。もう一度「LINEで開く」を押すか、メールアドレスを入れてください。",
    en: "LINE could not show who you are. Press “Open with LINE” once more, or enter your e-mail address.",
  },
  BadAddress: {
    status: 422,
    ja: "メールアドレスの形が正しくないようです。もう一度ご確認ください。",
    en: "That does not look like an e-mail address. Please check it.",
  },
  WrongCode: {
    status: 422,
    ja: "番号が違います。あと{left}回まで入力できます。",
    en: "That is not the code. You have {left} more tries.",
  },
  CodeOver: {
    status: 410,
    ja: "この番号はもう使えません。新しい番号をお受け取りください。",
    en: "This code can't be used any more. Please ask for a new one.",
  },
  TooManyCodes: {
    status: 429,
    ja: "続けて番号が求められたため、いまはお送りできません。1時間ほどたってからお試しください。",
    en: "Too many codes were asked for. Please try again in an hour.",
  },
  NotFromHere: {
    status: 403,
    ja: "この画面からの操作ではないようです。ページを開き直して、もう一度お試しください。",
    en: "This did not come from this page. Please open the page again and try once more.",
  },
  UnknownAction: {
    status: 404,
    ja: "この操作はもうできません。ページを開き直してください。",
    en: "This can't be done any more. Please open the page again.",
  },
  UnknownCustomer: {
    status: 404,
    ja: "このお客様は見つかりません。",
    en: "There is no such customer.",
  },
  UnknownCard: {
    status: 422,
    ja: "知らない項目（{card}）があります。画面を開き直してください。",
    en: "There is no section called {card}. Open the page again.",
  },
})
