import { defineErrors } from "#kernel/errors"

export const DeliverabilityError = defineErrors("deliverability", {
  NotClosed: {
    status: 409,
    ja: "この宛先ドメインは止まっていません。画面を読み直してください。",
    en: "This domain is not closed. Load the page again.",
  },
  NotPaused: {
    status: 409,
    ja: "お便りは止まっていません。画面を読み直してください。",
    en: "Letters are not paused. Load the page again.",
  },
  NothingToRetire: {
    status: 409,
    ja: "いま休止にする人はいません。条件を見直してください。",
    en: "Nobody fits at this moment. Look at the conditions again.",
  },
})
