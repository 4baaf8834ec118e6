import { defineErrors } from "#kernel/errors"

export const ExportError = defineErrors("exports", {
  Unknown: {
    status: 404,
    ja: "この書き出しは見つかりません。",
    en: "There is no such export.",
  },
  NotReady: {
    status: 409,
    ja: "まだ書き出しの途中です。終わってからダウンロードしてください。",
    en: "It is still being written. Download it when it is done.",
  },
  Gone: {
    status: 410,
    ja: "ファイルはもうありません（7日で消えます。お客様の情報を消去したときも消えます）。もう一度書き出してください。",
    en: "The file is gone: files are kept for seven days, and go when somebody is erased. Export again.",
  },
  SegmentWanted: {
    status: 422,
    ja: "どのセグメントの方を書き出すか選んでください。",
    en: "Choose the segment whose members are to be exported.",
  },
})
