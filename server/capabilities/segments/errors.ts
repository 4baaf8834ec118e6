import { defineErrors } from "#kernel/errors"

export const SegmentError = defineErrors("segments", {
  Unknown: {
    status: 404,
    ja: "このセグメントは見つかりません。一覧からお選びください。",
    en: "There is no such segment. Choose one from the list.",
  },
  UnknownVersion: {
    status: 404,
    ja: "この版（{version}）はありません。版の一覧からお選びください。",
    en: "There is no version {version}. Choose one from the list of versions.",
  },
  UnknownNamed: {
    status: 404,
    ja: "用意されたセグメントに「{key}」はありません。",
    en: "No ready-made segment is called {key}.",
  },
  NoDraft: {
    status: 409,
    ja: "公開できる下書きがありません。先に条件を編集してください。",
    en: "There is no draft to publish. Edit the conditions first.",
  },
  Archived: {
    status: 409,
    ja: "しまったセグメントは変えられません。先に戻してください。",
    en: "An archived segment can't be changed. Restore it first.",
  },
  TooDeep: {
    status: 422,
    ja: "条件の入れ子が深すぎるか、数が多すぎます（深さ {depth}・{conditions} 件まで）。別のセグメントに分けてください。",
    en: "The conditions are nested too deeply, or too many (up to {depth} deep, {conditions} in all). Put some into a segment of their own.",
  },
  Circular: {
    status: 422,
    ja: "このセグメントは、ほかのセグメントを通して自分自身を条件にしています。",
    en: "By way of other segments, this one is made a condition of itself.",
  },
  UnknownField: {
    status: 422,
    ja: "「{field}」という項目はありません。一覧から選び直してください。",
    en: "There is no field {field}. Choose one from the list.",
  },
  UnknownSegment: {
    status: 422,
    ja: "条件にしたセグメントがないか、まだ公開されていません。",
    en: "A segment used as a condition doesn't exist or isn't published yet.",
  },
  InUse: {
    status: 409,
    ja: "「{name}」がこのセグメントを条件にしています。先にそちらを直してください。",
    en: "{name} uses this segment as a condition. Change that one first.",
  },
  TooMany: {
    status: 409,
    ja: "使っているセグメントが {most} 件あります。使わないものをしまってください。",
    en: "There are {most} segments in use. Archive those you no longer need.",
  },
  BadThreshold: {
    status: 422,
    ja: "「{field}」には {min} から {max} の値を入れてください。",
    en: "{field} must be between {min} and {max}.",
  },
  AnalyticsAway: {
    status: 503,
    ja: "集計がいま止まっています。人数は最後に数えた時点のものだけをお見せできます。しばらくしてからお試しください。",
    en: "Analytics are away right now. Only what was counted before can be shown. Try again shortly.",
  },
  BadCursor: {
    status: 422,
    ja: "続きの位置（cursor）を読めません。前の応答の値をそのまま送ってください。",
    en: "The cursor can't be read. Send the one of the previous reply unchanged.",
  },
})
