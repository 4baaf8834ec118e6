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
})
