import { defineErrors } from "#kernel/errors"

export const ReferralError = defineErrors("referrals", {
  NoProgramme: {
    status: 409,
    ja: "紹介制度がまだ公開されていません。内容を確かめて、公開してください。",
    en: "No referral programme has been published yet. Check its draft and publish it.",
  },
  NotReady: {
    status: 422,
    ja: "このままでは公開できません。指摘された点を直してください。",
    en: "It can't be published like this. Mend what the check points out.",
  },
  Moved: {
    status: 409,
    ja: "ほかの人が先に変えました。開き直してから、もう一度変えてください。",
    en: "Somebody else changed this meanwhile. Open it again, then make your change.",
  },
  UnknownLink: {
    status: 404,
    ja: "このリンクは見つかりません。",
    en: "There is no such link.",
  },
  UnknownContent: {
    status: 404,
    ja: "このコンテンツは見つかりません。一覧から選び直してください。",
    en: "There is no such content. Choose it from the list again.",
  },
  UnknownCampaign: {
    status: 404,
    ja: "このキャンペーンは見つかりません。一覧から選び直してください。",
    en: "There is no such campaign. Choose it from the list again.",
  },
  UnknownPartner: {
    status: 404,
    ja: "このパートナーは見つかりません。一覧から選び直してください。",
    en: "There is no such partner. Choose it from the list again.",
  },
  UnknownReferral: {
    status: 404,
    ja: "この紹介は見つかりません。",
    en: "There is no such referral.",
  },
  UnknownCustomer: {
    status: 404,
    ja: "このお客様は見つかりません。",
    en: "There is no such customer.",
  },
  NotHeld: {
    status: 409,
    ja: "この紹介は、もう確認が済んでいます。",
    en: "This referral has been looked at already.",
  },
  Paused: {
    status: 409,
    ja: "このリンクは止められています。",
    en: "This link is paused.",
  },
  BadAddress: {
    status: 422,
    ja: "メールアドレスを確かめて、もう一度入力してください。",
    en: "Please check the mail address and enter it again.",
  },
  NothingToPay: {
    status: 409,
    ja: "支払える報酬がありません。返品期間を過ぎた分だけ支払えます。",
    en: "There is no commission to pay. Only what is past the return window can be paid.",
  },
})
