import { defineErrors } from "#kernel/errors"

export const CustomerError = defineErrors("customers", {
  Unknown: {
    status: 404,
    ja: "このお客様は見つかりません。一覧から探し直してください。",
    en: "There is no such customer. Look for them in the list again.",
  },
  NoIdentity: {
    status: 422,
    ja: "お客様を見分ける情報がありません。メール、電話番号、会員番号のどれかを付けてください。",
    en: "Nothing says who this customer is. Give an e-mail address, a phone number or an account number.",
  },
  UnknownSuppression: {
    status: 404,
    ja: "この配信停止は見つからないか、すでに解除されています。画面を読み込み直してください。",
    en: "This suppression does not exist or was lifted already. Reload the page.",
  },
  SuppressionOfAnother: {
    status: 409,
    ja: "この配信停止は、このお客様の連絡先のものではありません。お客様の画面を開き直してください。",
    en: "This suppression is not about an address of this customer. Open the customer's page again.",
  },
  SamePerson: {
    status: 409,
    ja: "この二つはすでに同じお客様としてまとまっています。",
    en: "These two are one customer already.",
  },
  NotMerged: {
    status: 409,
    ja: "このお客様はほかのお客様に統合されていません。履歴を確かめてください。",
    en: "This customer is not merged into another. Check the history.",
  },
  AddressTaken: {
    status: 409,
    ja: "{field} は別のお客様が使っています。同じ方であれば、先に二人を統合してください。",
    en: "{field} belongs to another customer. If they are one person, merge the two first.",
  },
  LastIdentity: {
    status: 409,
    ja: "お客様を見分ける最後の情報は消せません。先に別の情報を付けるか、お客様の情報ごと消去してください。",
    en: "The last thing a customer is recognised by can't be removed. Add another first, or erase the customer.",
  },
  NotTheirs: {
    status: 404,
    ja: "この情報（{field}）はこのお客様のものではありません。画面を読み込み直してください。",
    en: "This {field} is not this customer's. Reload the page.",
  },
  UnknownProperty: {
    status: 422,
    ja: "{field} という項目は登録されていません。設定で項目を追加してから使ってください。",
    en: "There is no property {field}. Add it in the settings first.",
  },
  WrongValue: {
    status: 422,
    ja: "{field} の値が項目の種類（{type}）に合いません。{expected}",
    en: "The value of {field} does not fit its type ({type}). {expected}",
  },
  TooManyProperties: {
    status: 422,
    ja: "項目は {limit} 個までです。使っていない項目をしまってから追加してください。",
    en: "There can be {limit} properties at most. Archive one that is not used, then add this one.",
  },
  PropertyExists: {
    status: 409,
    ja: "{field} という項目はすでにあります。別の名前にするか、その項目を使ってください。",
    en: "There is a property {field} already. Use it, or choose another name.",
  },
  BadProfile: {
    status: 422,
    ja: "{field} を読めません。書き方を確かめてください。",
    en: "{field} can't be read. Check how it is written.",
  },
})
