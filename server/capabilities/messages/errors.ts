import { defineErrors } from "#kernel/errors"

export const MessageError = defineErrors("messages", {
  Unknown: {
    status: 404,
    ja: "このメッセージは見つかりません。",
    en: "There is no such message.",
  },
  UnknownKind: {
    status: 404,
    ja: "この種類のメールはありません。",
    en: "There is no such kind of message.",
  },
  UnknownVersion: {
    status: 404,
    ja: "この版はありません。",
    en: "There is no such version.",
  },
  UnknownSample: {
    status: 404,
    ja: "この見本はありません。",
    en: "There is no such sample.",
  },
  PastMoment: {
    status: 422,
    ja: "過ぎた日時は調べられません。これからの日時を選ぶか、送ったメッセージの「なぜ」をご覧ください。",
    en: "A moment that has passed can't be foreseen. Choose a later one, or open the message that was decided then.",
  },
  UnknownMail: {
    status: 404,
    ja: "このメールは見つかりません。消されたか、番号が違います。",
    en: "There is no such mail. It was deleted, or the id is wrong.",
  },
  NoDkimKey: {
    status: 409,
    ja: "署名の鍵がまだありません。先に鍵を作ってください。",
    en: "There is no signing key yet. Make one first.",
  },
  CannotResend: {
    status: 409,
    ja: "このメッセージはもう一度送れません（{state}）。送れるのは、失敗したものと結果が分からないものだけです。",
    en: "This message can't be sent again ({state}). Only failed ones and those of unknown outcome can.",
  },
  Forgotten: {
    status: 410,
    ja: "このメッセージの内容は、保存の期間が過ぎたため残っていません。",
    en: "What this message said was kept for its time and is gone.",
  },
  NotADocument: {
    status: 422,
    ja: "文面の {field} を読めません。内容を直してください。",
    en: "The wording's {field} can't be read. Correct it.",
  },
  NotPublishable: {
    status: 422,
    ja: "このままでは公開できません。指摘された点を直してください。",
    en: "This can't be published yet. Correct what was found.",
  },
  NoDraft: {
    status: 404,
    ja: "下書きがありません。",
    en: "There is no draft.",
  },
  DraftMoved: {
    status: 409,
    ja: "下書きがほかの人によって変更されました。最新の下書きを読み込んでください。",
    en: "Somebody else has changed the draft. Load the latest one.",
  },
  NotAnAddress: {
    status: 422,
    ja: "メールアドレスの形ではありません。",
    en: "This is not a mail address.",
  },
  NotAServer: {
    status: 422,
    ja: "メールサーバーは smtps://ユーザー:パスワード@ホスト名 の形で入力してください。",
    en: "Give the mail server as smtps://user:password@host.",
  },
  NotASetting: {
    status: 422,
    ja: "{field} の値が正しくありません。",
    en: "The value of {field} is not valid.",
  },
  NotPaused: {
    status: 409,
    ja: "この送信は止まっていません。",
    en: "This way out is not closed.",
  },
  BadCursor: {
    status: 422,
    ja: "続きの位置（cursor）を読めません。前の応答の値をそのまま送ってください。",
    en: "The cursor can't be read. Send the one of the previous reply unchanged.",
  },
})
