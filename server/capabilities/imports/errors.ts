import { defineErrors } from "#kernel/errors"

export const ImportError = defineErrors("imports", {
  Unknown: {
    status: 404,
    ja: "取り込みが見つかりません。一覧から選び直してください。",
    en: "There is no such import. Choose it from the list.",
  },
  WrongState: {
    status: 409,
    ja: "この取り込みは、いまその操作ができません（状態：{state}）。",
    en: "This cannot be done with the import now (it is {state}).",
  },
  NoFile: {
    status: 422,
    ja: "ファイルがまだ届いていません。CSV ファイルをアップロードしてください。",
    en: "No file has arrived yet. Upload a CSV file.",
  },
  MissingPiece: {
    status: 422,
    ja: "ファイル「{name}」の一部（{piece}番目）が届いていません。その部分をもう一度送ってください。",
    en: "Part {piece} of the file {name} has not arrived. Send that part again.",
  },
  TooManyPieces: {
    status: 413,
    ja: "ファイルが大きすぎます。1ファイル {limitMegabytes} MB まで、{limitFiles}ファイルまでに分けてください。",
    en: "The file is too large. Split it: {limitMegabytes} MB a file, {limitFiles} files at most.",
  },
  EmptyFile: {
    status: 422,
    ja: "ファイル「{name}」に行がありません。中身を確かめて、もう一度アップロードしてください。",
    en: "The file {name} has no lines. Check it and upload it again.",
  },
  NotText: {
    status: 415,
    ja: "ファイル「{name}」は CSV ではないようです。Excel の場合は「CSV UTF-8」で保存し直してください。",
    en: "The file {name} does not look like CSV. In Excel, save it as “CSV UTF-8” first.",
  },
  BrokenCsv: {
    status: 422,
    ja: 'ファイル「{name}」の {line} 行目あたりで、引用符（"）が閉じられていません。その行を直してください。',
    en: "In the file {name}, a quotation mark is not closed around line {line}. Correct that line.",
  },
  OtherColumns: {
    status: 422,
    ja: "ファイル「{name}」には、対応づけた列「{column}」がありません。同じ形のファイルだけをまとめて取り込んでください。",
    en: "The file {name} lacks the column “{column}”. Bring in only files of the same form together.",
  },
  UnknownColumn: {
    status: 422,
    ja: "「{column}」という列はファイルにありません。列の対応づけを直してください。",
    en: "The files have no column “{column}”. Correct the matching of columns.",
  },
  UnknownField: {
    status: 422,
    ja: "「{key}」という項目はありません。",
    en: "There is no field “{key}”.",
  },
  MissingField: {
    status: 422,
    ja: "「{ja}」の列が決まっていません。どの列かを選んでください。",
    en: "No column is chosen for “{en}”. Choose one.",
  },
  DatesUnclear: {
    status: 422,
    ja: "日付の「{example}」が何月何日か、ファイルからは決められません。日・月の順を選んでください。",
    en: "The file does not tell which number of “{example}” is the day. Choose the order of day and month.",
  },
  UnknownZone: {
    status: 422,
    ja: "タイムゾーン {zone} は使えません。Asia/Tokyo のように入力してください。",
    en: "{zone} is not a time zone. Write it like Asia/Tokyo.",
  },
  UnknownCurrency: {
    status: 422,
    ja: "通貨コード {currency} は使えません。JPY のように入力してください。",
    en: "{currency} is not a currency code. Write it like JPY.",
  },
  UnknownBrand: {
    status: 404,
    ja: "ブランド {slug} はありません。あるのは次のとおりです：{known}",
    en: "There is no brand {slug}. There are: {known}",
  },
  BadSource: {
    status: 422,
    ja: "データ元の名前には、半角英数字とハイフンを使ってください（例：rakuten）。",
    en: "Name the source with letters, digits and hyphens, such as rakuten.",
  },
})
