import { defineErrors } from "#kernel/errors"

export const QueueError = defineErrors("queue", {
  NotStuck: {
    status: 404,
    ja: "この処理はもう待っていません。だれかが片づけたか、やり直しが済んでいます。",
    en: "This does not wait any more. Somebody has dealt with it, or it has been done.",
  },
  NothingUnknown: {
    status: 409,
    ja: "結果の分からない処理だけを、済んだ・済んでいないと決められます。",
    en: "Only what is unknown can be said to have happened or not.",
  },
  UnknownKind: {
    status: 409,
    ja: "この種類の処理は今の版にありません。片づけることだけができます。",
    en: "This version does not know this kind of work. It can only be discarded.",
  },
  BadCursor: {
    status: 400,
    ja: "続きの位置が正しくありません。はじめから読み直してください。",
    en: "The cursor is not valid. Read the list from its beginning.",
  },
})
