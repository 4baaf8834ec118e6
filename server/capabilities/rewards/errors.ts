import { defineErrors } from "#kernel/errors"

export const RewardError = defineErrors("rewards", {
  UnknownReward: {
    status: 404,
    ja: "この特典は見つかりません。一覧から選び直してください。",
    en: "There is no such reward. Choose it from the list again.",
  },
  UnknownRedemption: {
    status: 404,
    ja: "この交換は見つかりません。一覧から選び直してください。",
    en: "There is no such redemption. Choose it from the list again.",
  },
  UnknownCollectible: {
    status: 404,
    ja: "この品は見つかりません。",
    en: "There is no such collectible.",
  },
  UnknownCustomer: { status: 404, ja: "このお客様は見つかりません。", en: "There is no such customer." },
  RewardMoved: {
    status: 409,
    ja: "ほかの人が先にこの特典を変えました。開き直してから、もう一度変えてください。",
    en: "Somebody else changed this reward meanwhile. Open it again, then make your change.",
  },
  NotReady: {
    status: 422,
    ja: "まだ公開できません。確認の一覧にある項目を直してください。",
    en: "This can't be published yet. Mend what the list of checks says.",
  },
  NothingToPublish: {
    status: 409,
    ja: "公開する変更がありません。",
    en: "There is no change to publish.",
  },
  NotPublished: {
    status: 409,
    ja: "まだ一度も公開していません。先に公開してください。",
    en: "It has never been published. Publish it first.",
  },
  KeyUsed: {
    status: 422,
    ja: "この key は別の交換で使われています。新しい key をお使いください。",
    en: "This key was used for another redemption. Use a new one.",
  },
  TooManyAtOnce: {
    status: 422,
    ja: "一度に交換できるのは{most}個までです。",
    en: "At most {most} at once.",
  },
  NotLive: {
    status: 409,
    ja: "この特典は、いまは交換できません。",
    en: "This reward can't be had at the moment.",
  },
  Over: { status: 409, ja: "この特典の受付は終わりました。", en: "This reward is over." },
  SoldOut: {
    status: 409,
    ja: "この特典はなくなりました。ほかの特典をお選びください。",
    en: "None of it is left. Please choose another reward.",
  },
  NotMember: {
    status: 409,
    ja: "会員の方の特典です。入会すると交換できます。",
    en: "This reward is for members. It can be had after joining.",
  },
  WrongRank: {
    status: 409,
    ja: "いまのランクでは交換できない特典です。",
    en: "This reward is for members of another rank.",
  },
  WrongSegment: { status: 409, ja: "この特典の対象ではありません。", en: "This reward is not meant for this person." },
  NotBegun: {
    status: 409,
    ja: "この特典の受付は、まだ始まっていません。",
    en: "This reward can't be had yet.",
  },
  LimitReached: {
    status: 409,
    ja: "おひとりの回数の上限まで、すでに交換しています。",
    en: "This person has had it as often as one may.",
  },
  NotEnoughPoints: {
    status: 409,
    ja: "ポイントがあと{gap}足りません。",
    en: "{gap} more points are needed.",
  },
  AlreadyUsed: {
    status: 409,
    ja: "渡したクーポンがもう使われているため、取り消せません。",
    en: "The code has been used, so that this can't be cancelled any more.",
  },
  TooLate: {
    status: 409,
    ja: "参加の取りやめの締め切りを過ぎました。お店にご連絡ください。",
    en: "It is too late to say no. Please get in touch with the shop.",
  },
  NotOpen: {
    status: 409,
    ja: "この交換は、もう済んでいるか取り消されています。",
    en: "This redemption is done or cancelled already.",
  },
  BadCursor: {
    status: 422,
    ja: "続きを読めません。一覧を最初から開き直してください。",
    en: "The list cannot be continued from there. Open it from the beginning.",
  },
})
