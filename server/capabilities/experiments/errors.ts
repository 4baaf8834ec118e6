import { defineErrors } from "#kernel/errors"

export const ExperimentError = defineErrors("experiments", {
  Unknown: {
    status: 404,
    ja: "この実験は見つかりません。一覧から選び直してください。",
    en: "There is no such experiment. Choose it from the list again.",
  },
})
