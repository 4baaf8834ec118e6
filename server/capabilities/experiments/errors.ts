import { defineErrors } from "#kernel/errors"

export const ExperimentError = defineErrors("experiments", {
  Unknown: {
    status: 404,
    ja: "この実験は見つかりません。一覧から選び直してください。",
    en: "There is no such experiment. Choose it from the list again.",
  },
  BadCursor: {
    status: 422,
    ja: "続きを読めません。一覧を最初から開き直してください。",
    en: "The list cannot be continued from there. Open it from the beginning.",
  },
})
