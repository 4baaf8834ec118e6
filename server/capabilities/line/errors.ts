import { defineErrors } from "#kernel/errors"

export const LineError = defineErrors("line", {
  NotConnected: {
    status: 409,
    ja: "LINE公式アカウントがまだつながっていません。設定の「LINE」でつないでください。",
    en: "No LINE official account is connected. Connect one in the settings under LINE.",
  },
  TokenRefused: {
    status: 422,
    ja: "LINEがこのアクセストークンを受けつけませんでした。LINE Developersで長期のチャネルアクセストークンを発行し直してください。",
    en: "LINE refused this access token. Issue a new long-lived channel access token in LINE Developers.",
  },
  NotReachable: {
    status: 503,
    ja: "いまLINEに確かめられません（{reason}）。少し待ってから、もう一度お試しください。",
    en: "LINE can't be asked right now ({reason}). Please try again in a moment.",
  },
  BadSignature: {
    status: 401,
    ja: "署名が合いません。チャネルシークレットをお確かめください。",
    en: "The signature does not match. Please check the channel secret.",
  },
  BadMessage: {
    status: 422,
    ja: "LINEで送れない内容です（{problem}）。",
    en: "LINE does not take this ({problem}).",
  },
  UnknownFriend: {
    status: 404,
    ja: "この友だちは見つかりません。",
    en: "There is no such friend.",
  },
  NotFollowing: {
    status: 409,
    ja: "この方はアカウントをブロックしています。LINEでは届きません。",
    en: "This person has blocked the account: nothing arrives by LINE.",
  },
  NotATest: {
    status: 409,
    ja: "これはテスト環境でだけできます。",
    en: "This is possible in a test environment only.",
  },
  UnknownMenu: {
    status: 404,
    ja: "このリッチメニューは見つかりません。",
    en: "There is no such rich menu.",
  },
})
