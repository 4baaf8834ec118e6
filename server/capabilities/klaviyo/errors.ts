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
})
