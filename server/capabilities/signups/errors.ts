import { defineErrors } from "#kernel/errors"

export const SignupError = defineErrors("signups", {
  UnknownForm: {
    status: 404,
    ja: "このフォームは見つかりません。一覧から選び直してください。",
    en: "There is no such form. Choose it from the list again.",
  },
  SlugTaken: {
    status: 409,
    ja: "「{slug}」はほかのフォームで使われています。別のアドレスにしてください。",
    en: "Another form has the address “{slug}”. Choose another one.",
  },
  FormMoved: {
    status: 409,
    ja: "ほかの人が先にこのフォームを変えました。開き直してから、もう一度変えてください。",
    en: "Somebody else changed this form meanwhile. Open it again, then make your change.",
  },
  NothingPublished: {
    status: 409,
    ja: "まだ公開していません。下書きを公開してください。",
    en: "Nothing is published yet. Publish the draft first.",
  },
  UnknownProperty: {
    status: 422,
    ja: "お客様の項目「{key}」がありません。設定で項目を加えてください。",
    en: "There is no customer property “{key}”. Add it in the settings.",
  },
  BadAddress: {
    status: 422,
    ja: "メールアドレスをお確かめください。",
    en: "Please check your e-mail address.",
  },
  MissingAnswer: {
    status: 422,
    ja: "「{label}」をご入力ください。",
    en: "Please fill in “{label}”.",
  },
})
