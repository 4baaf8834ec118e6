import { defineErrors } from "#kernel/errors"

export const TemplateError = defineErrors("templates", {
  Unknown: {
    status: 404,
    ja: "このテンプレートは見つかりません。一覧からお選びください。",
    en: "There is no such template. Choose one from the list.",
  },
  UnknownReady: {
    status: 404,
    ja: "用意されたテンプレートに「{key}」はありません。",
    en: "No ready-made template is called {key}.",
  },
  UnknownVersion: {
    status: 404,
    ja: "この版はありません。",
    en: "There is no such version.",
  },
  UnknownShared: {
    status: 404,
    ja: "この共有ブロックは見つかりません。消されたか、番号が違います。",
    en: "There is no such shared block. It was put away, or the id is wrong.",
  },
  UnknownCustomer: {
    status: 404,
    ja: "このお客様は見つかりません。",
    en: "There is no such customer.",
  },
  NotADocument: {
    status: 422,
    ja: "テンプレートの {field} を読めません。内容を直してください。",
    en: "The template's {field} can't be read. Correct it.",
  },
  NotPublishable: {
    status: 422,
    ja: "このままでは公開できません。指摘された点を直してください。",
    en: "This can't be published yet. Correct what was found.",
  },
  SharedNotPublishable: {
    status: 422,
    ja: "この内容では「{name}」を公開できません。先にそちらを直すか、内容を変えてください。",
    en: "With this, “{name}” could not be published. Mend that first, or change the block.",
  },
  SharedInUse: {
    status: 409,
    ja: "「{name}」で使われています。先にそちらから外してください。",
    en: "It is used in “{name}”. Take it out there first.",
  },
  SharedMoved: {
    status: 409,
    ja: "この共有ブロックはほかの人によって変更されました。最新のものを読み込んでください。",
    en: "Somebody else has changed this block. Load the latest one.",
  },
  NoDraft: {
    status: 409,
    ja: "下書きがありません。",
    en: "There is no draft.",
  },
  DraftMoved: {
    status: 409,
    ja: "下書きがほかの人によって変更されました。最新の下書きを読み込んでください。",
    en: "Somebody else has changed the draft. Load the latest one.",
  },
  NotOpen: {
    status: 409,
    ja: "しまったテンプレートは変えられません。先に戻してください。",
    en: "A template that was put away can't be changed. Restore it first.",
  },
  InUse: {
    status: 409,
    ja: "「{name}」が使っています。先にそちらを止めるか、別のテンプレートに替えてください。",
    en: "“{name}” is using it. Stop that first, or give it another template.",
  },
  NotWritten: {
    status: 422,
    ja: "このチャネルの文面がまだありません。",
    en: "Nothing is written for this channel yet.",
  },
  NotAnAddress: {
    status: 422,
    ja: "メールアドレスの形ではありません。",
    en: "This is not a mail address.",
  },
  NotReached: {
    status: 422,
    ja: "この方には、このチャネルで送れません。つながっている方を選んでください。",
    en: "This person can't be reached by this channel. Choose somebody who can.",
  },
})
