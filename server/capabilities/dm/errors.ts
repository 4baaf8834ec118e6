import { defineErrors } from "#kernel/errors"

export const DmError = defineErrors("dm", {
  NotConnected: {
    status: 409,
    ja: "InstagramもMessengerもつながっていません。設定でFacebookページをつないでください。",
    en: "Neither Instagram nor Messenger is connected. Connect a Facebook page in the settings.",
  },
  Refused: {
    status: 422,
    ja: "ページIDかアクセストークンかapp secretが受け付けられませんでした。Metaの管理画面で確かめてください。",
    en: "Page id, access token or app secret was refused. Check them in Meta's console.",
  },
  NotReachable: {
    status: 503,
    ja: "Metaにつながりませんでした。少し待ってからもう一度お試しください。",
    en: "Meta could not be reached. Try again in a moment.",
  },
  BadSignature: {
    status: 401,
    ja: "署名が合いません。app secretを確かめてください。",
    en: "The signature does not match. Check the app secret.",
  },
  UnknownPerson: {
    status: 404,
    ja: "この人とのやりとりは見つかりません。",
    en: "There is no talk with this person.",
  },
  WindowClosed: {
    status: 409,
    ja: "最後のメッセージから7日が過ぎたため、もう返事を送れません。ほかの方法でご連絡ください。",
    en: "Seven days have passed since their last message, so no answer can be sent any more. Use another way.",
  },
})
