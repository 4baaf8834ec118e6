import { defineErrors } from "#kernel/errors"

export const SmsError = defineErrors("sms", {
  NotConnected: {
    status: 409,
    ja: "SMSがつながっていません。設定でアカウントをつないでください。",
    en: "No SMS account is connected. Connect one in the settings.",
  },
  Refused: {
    status: 422,
    ja: "アカウントかトークンが受け付けられませんでした。送信会社の管理画面で確かめてください。",
    en: "The account or its token was refused. Check them at the provider.",
  },
  NotReachable: {
    status: 503,
    ja: "送信会社につながりませんでした。少し待ってからもう一度お試しください。",
    en: "The provider could not be reached. Try again in a moment.",
  },
})
