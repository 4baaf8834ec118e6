import { defineErrors } from "#kernel/errors"

export const KlaviyoError = defineErrors("klaviyo", {
  NoKey: {
    status: 401,
    ja: "鍵がありません。Authorization: Klaviyo-API-Key のあとに、Maido の秘密の鍵を入れてください。",
    en: "There is no key. Send Authorization: Klaviyo-API-Key and a secret key of Maido.",
  },
  NotAllowed: {
    status: 403,
    ja: "この鍵にはその権限（{right}）がありません。設定 → API と計測タグ で鍵を作り直してください。",
    en: "This key lacks the right {right}. Make another one in Settings → API and browser tag.",
  },
  Invalid: {
    status: 400,
    ja: "入力に誤りがあります（{field}）。",
    en: "The input is not valid ({field}).",
  },
  Nobody: {
    status: 400,
    ja: "だれのことか分かりません。email・phone_number・external_id のどれかを入れてください。",
    en: "It does not say whose it is. Give email, phone_number or external_id.",
  },
  Duplicate: {
    status: 409,
    ja: "同じ方がもう登録されています。",
    en: "A profile already exists with one of these identifiers.",
  },
  UnknownProfile: { status: 404, ja: "このお客様は見つかりません。", en: "A profile with this id does not exist." },
  NotAPrivateKey: {
    status: 422,
    ja: "これは Klaviyo の Private API Key ではないようです（pk_ で始まります）。Klaviyo の設定 → API keys から、もう一度コピーしてください。",
    en: "This does not look like a private API key of Klaviyo (they begin with pk_). Copy it again from Klaviyo's settings → API keys.",
  },
  NotConnected: {
    status: 409,
    ja: "Klaviyo の鍵がまだありません。さきに Private API Key を入れてください。",
    en: "There is no key to Klaviyo yet. Enter a private API key first.",
  },
  AlreadyRunning: {
    status: 409,
    ja: "Klaviyo からの取り込みがまだ終わっていません。続きから取り込むか、それをやめてから始めてください。",
    en: "An import from Klaviyo has not ended yet. Go on with it, or end it before another begins.",
  },
  UnknownImport: {
    status: 404,
    ja: "この取り込みは見つかりません。一覧から選び直してください。",
    en: "There is no such import. Choose it from the list.",
  },
  WrongState: {
    status: 409,
    ja: "この取り込みは、いまその操作ができません（状態：{state}）。",
    en: "This cannot be done with the import now (it is {state}).",
  },
})
