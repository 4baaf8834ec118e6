import { defineErrors } from "#kernel/errors"

export const ProfileError = defineErrors("profiles", {
  UnknownCustomer: {
    status: 404,
    ja: "このお客様は見つかりません。消去されたかもしれません。",
    en: "There is no such customer. They may have been erased.",
  },
  UnknownConversation: { status: 404, ja: "この記録は見つかりません。", en: "There is no such conversation." },
  UnknownValue: { status: 404, ja: "この値は見つかりません。", en: "There is no such value." },
  InFuture: {
    status: 422,
    ja: "これから先の日時です。話をした日時を入れてください。",
    en: "This lies in the future. Give the time at which you talked.",
  },
  EndsBeforeItBegins: {
    status: 422,
    ja: "期限が、受け取った日時より前です。",
    en: "It expires before it was obtained.",
  },
})
