import { defineErrors } from "#kernel/errors"

export const LoyaltyError = defineErrors("loyalty", {
  NoProgramme: {
    status: 409,
    ja: "会員制度がまだ公開されていません。下書きを作って公開してください。",
    en: "No programme has been published yet. Make a draft and publish it.",
  },
  NoDraft: {
    status: 409,
    ja: "下書きがありません。編集を始めると作られます。",
    en: "There is no draft. Begin to edit, and one is made.",
  },
  DraftMoved: {
    status: 409,
    ja: "ほかの人が先に下書きを変えました。開き直してから、もう一度変えてください。",
    en: "Somebody else changed the draft meanwhile. Open it again, then make your change.",
  },
  UnknownVersion: {
    status: 404,
    ja: "この版はありません。一覧から選び直してください。",
    en: "There is no such version. Choose it from the list.",
  },
  MustNotPublish: {
    status: 422,
    ja: "公開できません：{what}",
    en: "It cannot be published: {what}",
  },
  UnknownOrder: {
    status: 404,
    ja: "この注文は見つかりません。番号をお確かめください。",
    en: "There is no such order. Check its number.",
  },
  UnknownAction: {
    status: 404,
    ja: "このアクションは制度にありません。会員制度の「アクション」で確かめてください。",
    en: "The programme has no such action. Look at its actions.",
  },
  UnknownAct: {
    status: 404,
    ja: "この申請は見つからないか、もう決まっています。",
    en: "There is no such claim, or it has been decided already.",
  },
  UnknownFix: {
    status: 404,
    ja: "このやり直しは見つかりません。",
    en: "There is no such correction.",
  },
  FixState: {
    status: 409,
    ja: "このやり直しは、いまはその操作ができません。開き直して状態を確かめてください。",
    en: "This correction can't do that now. Open it again and look at its state.",
  },
  FixTooLarge: {
    status: 422,
    ja: "対象の注文が多すぎます（{orders}件）。期間を{most}件までに区切ってください。",
    en: "These are too many orders ({orders}). Choose a time with at most {most}.",
  },
})
