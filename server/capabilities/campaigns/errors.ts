import { defineErrors } from "#kernel/errors"

export const CampaignError = defineErrors("campaigns", {
  Unknown: {
    status: 404,
    ja: "このキャンペーンは見つかりません。ごみ箱に入れたか、削除されたかもしれません。",
    en: "There is no such campaign. It may be in the bin or gone.",
  },
  UnknownSegment: {
    status: 422,
    ja: "選ばれたセグメントが見つからないか、まだ公開されていません。",
    en: "A chosen segment does not exist or is not live yet.",
  },
  Changed: {
    status: 409,
    ja: "ほかの人が先に変えました。読み込み直して、もう一度お直しください。",
    en: "Somebody else changed it first. Load it again and make your change anew.",
  },
  NotNow: {
    status: 409,
    ja: "いまの状態（{state}）では、この操作はできません。画面を読み込み直してください。",
    en: "This cannot be done while the campaign is {state}. Load the page again.",
  },
  NotChecked: {
    status: 409,
    ja: "送る前の確認がまだか、確認のあとで内容や人数が変わりました。もう一度確認してください。",
    en: "It was not checked yet, or it has changed since. Check it again.",
  },
  StoppedByCheck: {
    status: 409,
    ja: "送る前の確認で、直すところが見つかっています（{count}件）。直してから、もう一度確認してください。",
    en: "The check found what must be mended first ({count}). Mend it and check again.",
  },
  NotApproved: {
    status: 409,
    ja: "{people}人への配信には、ほかの人の承認が要ります。承認を頼んでください。",
    en: "Sending to {people} people needs somebody else's approval. Ask for it.",
  },
  OwnWork: {
    status: 403,
    ja: "自分で作ったキャンペーンは承認できません。ほかの承認者に頼んでください。",
    en: "Nobody approves a campaign of their own. Ask another approver.",
  },
  CountDiffers: {
    status: 422,
    ja: "入力された人数が、確認した人数と違います。送る人数を見て、その数を入れてください。",
    en: "The number does not match the one that was checked. Look at how many it goes to and type that.",
  },
  BadMoment: {
    status: 422,
    ja: "その日時はもう過ぎています。これからの日時を選んでください。",
    en: "That moment has passed. Choose one that is still to come.",
  },
  Failing: {
    status: 409,
    ja: "文面を作れないメッセージが続いたため止まっています。文面を直した新しいキャンペーンを作ってください。",
    en: "It rests because letters could not be filled in. Duplicate it with mended words.",
  },
})
