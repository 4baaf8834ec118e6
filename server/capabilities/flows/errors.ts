import { defineErrors } from "#kernel/errors"

export const FlowError = defineErrors("flows", {
  Unknown: {
    status: 404,
    ja: "このフローは見つかりません。一覧からお選びください。",
    en: "There is no such flow. Choose one from the list.",
  },
  UnknownPerson: {
    status: 404,
    ja: "このお客様は見つかりません。",
    en: "There is no such customer.",
  },
  UnknownTask: {
    status: 404,
    ja: "この頼みごとは見つかりません。",
    en: "There is no such task.",
  },
  UnknownReady: {
    status: 404,
    ja: "用意されたフロー「{key}」はありません。",
    en: "There is no ready-made flow {key}.",
  },
  NoDraft: {
    status: 409,
    ja: "公開できる下書きがありません。先に編集してください。",
    en: "There is no draft to publish. Edit the flow first.",
  },
  Stale: {
    status: 409,
    ja: "ほかの人がこのフローを変えました。読み込み直してから、もう一度お試しください。",
    en: "Somebody else has changed this flow. Load it again and try once more.",
  },
  Archived: {
    status: 409,
    ja: "しまったフローは変えられません。先に戻してください。",
    en: "This flow is put away. Bring it back first.",
  },
  NotLive: {
    status: 409,
    ja: "公開中のフローではありません。先に公開してください。",
    en: "This flow is not live. Publish it first.",
  },
  NotPaused: {
    status: 409,
    ja: "このフローは止まっていません。",
    en: "This flow is not paused.",
  },
  NotReady: {
    status: 422,
    ja: "公開できません: {what}",
    en: "It can't be launched: {what}",
  },
  UnknownStep: {
    status: 422,
    ja: "公開中の版に、そのステップはありません。",
    en: "The live version has no such step.",
  },
  TooMany: {
    status: 409,
    ja: "使っているフローが {most} 件あります。使わないものをしまってください。",
    en: "There are {most} flows in use. Put away those you no longer need.",
  },
  BadCursor: {
    status: 422,
    ja: "続きの位置（cursor）を読めません。前の応答の値をそのまま送ってください。",
    en: "The cursor can't be read. Send the one of the previous reply unchanged.",
  },
})
