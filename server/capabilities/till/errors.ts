import { defineErrors } from "#kernel/errors"

export const TillError = defineErrors("till", {
  WhoseCard: {
    status: 422,
    ja: "会員証・電話番号・お客様のどれかひとつを送ってください。",
    en: "Send one of: the card's code, a phone number, a customer.",
  },
  NoMember: {
    status: 404,
    ja: "この電話番号の会員は見つかりません。会員証でお試しください。",
    en: "No member has this phone number. Try the card.",
  },
  SeveralMembers: {
    status: 409,
    ja: "この電話番号の会員が複数います。会員証でお試しください。",
    en: "Several members have this phone number. Use the card.",
  },
  NotYet: {
    status: 422,
    ja: "会計の時刻が先になっています。レジの時計を直してください。",
    en: "The sale's time lies ahead. Put the till's clock right.",
  },
  ForeignHold: {
    status: 409,
    ja: "この取り置きは、この会員のものではありません。取り置きからやり直してください。",
    en: "These points were not held for this member. Hold them anew.",
  },
  TooManyPoints: {
    status: 422,
    ja: "お会計の金額より多くのポイントは使えません。使うポイントを減らしてください。",
    en: "These are more points than the purchase comes to. Use fewer.",
  },
})
