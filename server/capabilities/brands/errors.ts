import { defineErrors } from "#kernel/errors"

export const BrandError = defineErrors("brands", {
  SlugTaken: {
    status: 409,
    ja: "このアドレス（{slug}）はもう使われています。別の英数字を選んでください。",
    en: "This address ({slug}) is taken. Choose another one.",
  },
  SettingsMoved: {
    status: 409,
    ja: "ほかの人が先に設定を変えました。読み込み直してから、もう一度変えてください。",
    en: "Someone else changed these settings first. Reload them, then change them again.",
  },
  TooLittleContrast: {
    status: 422,
    ja: "この色（{colour}）では文字が読みにくくなります（{ratio}:1、必要なのは4.5:1）。いちばん近い {nearest} をお使いください。",
    en: "Text would be hard to read in this colour ({colour}): {ratio}:1 where 4.5:1 is needed. The nearest one that passes is {nearest}.",
  },
})

export const KeyError = defineErrors("keys", {
  UnknownScope: {
    status: 422,
    ja: "この権限（{scope}）はありません。一覧から選んでください。",
    en: "There is no such scope ({scope}). Choose from the list.",
  },
  BeyondYours: {
    status: 403,
    ja: "自分が持っていない権限（{rights}）は渡せません。",
    en: "You cannot hand on rights that you do not hold yourself ({rights}).",
  },
  OriginNeeded: {
    status: 422,
    ja: "ブラウザー用のキーには、使うサイトのアドレス（https://… ）を一つ以上入れてください。",
    en: "A browser key needs at least one site (https://…) that may use it.",
  },
  WriteKeyUnknown: {
    status: 401,
    ja: "この書き込みキーは使えません。管理画面でキーを確かめてください。",
    en: "This write key is not valid. Check the key in the console.",
  },
  OriginNotAllowed: {
    status: 403,
    ja: "このサイトからは使えないキーです。管理画面で許可するサイトに加えてください。",
    en: "This key may not be used from this site. Add the site to the key's list in the console.",
  },
  OutOfScope: {
    status: 403,
    ja: "ブラウザー用の書き込みキーでは送れない内容です（{what}）。サーバーから秘密のキーで送ってください。",
    en: "A browser write key may not send this ({what}). Send it from your server with a secret key.",
  },
})
