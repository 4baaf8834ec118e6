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
  BadMenu: {
    status: 422,
    ja: "LINEが受けつけないメニューです（{problem}）。画像は PNG か JPEG、幅800〜2500px・高さ250px以上・横長（1.45倍以上）・1MBまでです。",
    en: "LINE does not take this menu ({problem}). The picture: PNG or JPEG, 800 to 2500 px wide, 250 px or more high, at least 1.45 times as wide as high, 1 MB at most.",
  },
  MenuMoved: {
    status: 409,
    ja: "このメニューは、いまは変えられません。様子を確かめてから、もう一度お試しください。",
    en: "This menu can't be changed right now. Look at its state and try again.",
  },
  BadAddress: {
    status: 422,
    ja: "メールアドレスの書き方をお確かめください。",
    en: "Please check the e-mail address.",
  },
  WrongCode: {
    status: 422,
    ja: "コードが合いません。メールの6けたの数字をお確かめください（あと{left}回）。",
    en: "The code does not match. Please check the six digits in the mail ({left} more tries).",
  },
  NoLogin: {
    status: 409,
    ja: "LINEログインはまだ使えません。設定でチャネルIDとシークレットを入れてください。",
    en: "LINE Login is not set up yet. Enter its channel id and secret in the settings.",
  },
  LoginFailed: {
    status: 401,
    ja: "LINEからの返事を確かめられませんでした。もう一度、LINEで入り直してください。",
    en: "What LINE answered could not be verified. Please begin again with LINE.",
  },
  HasAnother: {
    status: 409,
    ja: "すでに別のLINEが連携されています。お店に連絡して、そちらの連携を解いてからお試しください。",
    en: "Another LINE is linked with you already. Ask the shop to unlink that one first.",
  },
  LinkOver: {
    status: 410,
    ja: "この画面はもう使えません。LINEのトークから、もう一度始めてください。",
    en: "This page is over. Please begin again from the talk in LINE.",
  },
})
