import { defineErrors } from "#kernel/errors"

export const PointsError = defineErrors("points", {
  NotEnoughPoints: {
    status: 409,
    ja: "ポイントが足りません。使えるのは {available} ポイントです。",
    en: "There are not enough points: {available} can be used.",
  },
  PointsExpired: {
    status: 409,
    ja: "ポイントが足りません。{expired} ポイントの有効期限が {expiredOn} で切れました。いま使えるのは {available} ポイントです。",
    en: "There are not enough points: {expired} expired at the end of {expiredOn}. {available} can be used now.",
  },
  LedgerConflict: {
    status: 409,
    ja: "同じ理由のポイントが、別の内容ですでに記録されています。新しい番号でお送りください。",
    en: "Points were recorded for the same cause with other content. Use a cause of its own.",
  },
  UnknownCustomer: {
    status: 404,
    ja: "このお客様は見つかりません。",
    en: "There is no such customer.",
  },
  UnknownHold: {
    status: 404,
    ja: "このポイントの確保は見つかりません。",
    en: "There is no such hold.",
  },
  HoldEnded: {
    status: 409,
    ja: "このポイントの確保は終わっています（{state}）。はじめからやり直してください。",
    en: "This hold is over ({state}). Begin again.",
  },
  UnknownSpend: {
    status: 404,
    ja: "戻す元になるポイントの利用が見つかりません。",
    en: "Nothing was spent under this cause.",
  },
  UnknownAdjustment: {
    status: 404,
    ja: "この増減は見つかりません。",
    en: "There is no such adjustment.",
  },
  AdjustmentDecided: {
    status: 409,
    ja: "この増減は、すでに決まっています。",
    en: "This adjustment has been decided already.",
  },
  UnknownShortage: {
    status: 404,
    ja: "この不足は見つかりません。",
    en: "There is no such shortage.",
  },
  ShortageDecided: {
    status: 409,
    ja: "この不足は、すでに決まっています。",
    en: "This shortage has been decided already.",
  },
  OwnAdjustment: {
    status: 403,
    ja: "自分が頼んだ増減は、自分では承認できません。ほかの人に頼んでください。",
    en: "You can't approve what you asked for yourself. Ask somebody else.",
  },
  UnknownBook: {
    status: 409,
    ja: "この帳簿では、できません。",
    en: "This can't be done with that book.",
  },
  PeriodClosed: {
    status: 409,
    ja: "この期間は締めています。締めの日より後を選んでください。",
    en: "This period is closed. Choose a later day.",
  },
})
