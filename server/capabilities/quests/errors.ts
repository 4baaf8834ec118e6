import { defineErrors } from "#kernel/errors"

export const QuestError = defineErrors("quests", {
  UnknownQuest: {
    status: 404,
    ja: "このクエストは見つかりません。一覧から選び直してください。",
    en: "There is no such quest. Choose it from the list again.",
  },
  UnknownCustomer: { status: 404, ja: "このお客様は見つかりません。", en: "There is no such customer." },
  QuestMoved: {
    status: 409,
    ja: "ほかの人が先にこのクエストを変えました。開き直してから、もう一度変えてください。",
    en: "Somebody else changed this quest meanwhile. Open it again, then make your change.",
  },
  NotReady: {
    status: 422,
    ja: "まだ公開できません。確認の一覧にある項目を直してください。",
    en: "This can't be published yet. Mend what the list of checks says.",
  },
  NothingToPublish: { status: 409, ja: "公開する変更がありません。", en: "There is no change to publish." },
  NotPublished: {
    status: 409,
    ja: "まだ一度も公開していません。先に公開してください。",
    en: "It has never been published. Publish it first.",
  },
  NotForYou: {
    status: 409,
    ja: "このクエストは、いまはお受けいただけません。",
    en: "This quest is not open for you at the moment.",
  },
  NotAQuiz: {
    status: 409,
    ja: "このクエストに答える問いはありません。",
    en: "There is nothing to answer in this quest.",
  },
  Over: {
    status: 409,
    ja: "このクイズは済んでいます。",
    en: "This quiz is over for you.",
  },
  NoTriesLeft: {
    status: 409,
    ja: "お答えいただける回数を使い切りました。",
    en: "You have used all of your tries.",
  },
  BadCursor: {
    status: 422,
    ja: "続きを読めません。一覧を最初から開き直してください。",
    en: "The list cannot be continued from there. Open it from the beginning.",
  },
})
