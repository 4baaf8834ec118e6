import { defineErrors } from "#kernel/errors"

export const MemberError = defineErrors("members", {
  UnknownCustomer: {
    status: 404,
    ja: "このお客様は見つかりません。",
    en: "There is no such customer.",
  },
  NotAMember: {
    status: 409,
    ja: "このお客様は会員ではありません。先に入会の手続きをしてください。",
    en: "This customer is not a member. Enrol them first.",
  },
  UnknownCard: {
    status: 404,
    ja: "この番号の会員証はありません。番号をもう一度確かめてください。",
    en: "There is no card of this number. Check it and try again.",
  },
  UnknownVersion: {
    status: 404,
    ja: "この版は公開されていません。",
    en: "This version was never published.",
  },
  DraftMoved: {
    status: 409,
    ja: "ほかの人が先に下書きを変えました。開き直してから、もう一度変えてください。",
    en: "Somebody else changed the draft meanwhile. Open it again, then make your change.",
  },
  NoDraft: {
    status: 409,
    ja: "公開する下書きがありません。先に下書きを保存してください。",
    en: "There is no draft to publish. Save one first.",
  },
  NotReady: {
    status: 422,
    ja: "このままでは公開できません。指摘された箇所を直してください。",
    en: "It can't be published as it is. Put right what is pointed out.",
  },
  UnknownPlan: {
    status: 404,
    ja: "このプランは見つかりません。",
    en: "There is no such plan.",
  },
  PlanIsBought: {
    status: 409,
    ja: "このプランは商品として購入すると始まります。申し込みは要りません。",
    en: "This plan begins when its article is bought. There is nothing to apply for.",
  },
  UnknownRequest: {
    status: 404,
    ja: "この申し込みは見つからないか、もう決まっています。",
    en: "There is no such request, or it has been decided already.",
  },
  BadCursor: {
    status: 422,
    ja: "続きを読めません。一覧を最初から開き直してください。",
    en: "The list cannot be continued from there. Open it from the beginning.",
  },
})
