import { defineErrors } from "#kernel/errors"

export const RelayError = defineErrors("relay", {
  UnknownAddress: {
    status: 422,
    ja: "Slack か Discord の Incoming Webhook のURLを入れてください。",
    en: "Enter the address of an incoming webhook of Slack or Discord.",
  },
  Unknown: { status: 404, ja: "その連携は見つかりませんでした。", en: "There is no such chat." },
  Refused: {
    status: 422,
    ja: "試しに送ったメッセージが断られました。URLを作り直してください。",
    en: "The chat refused a first message. Make a new address there.",
  },
  NotReachable: {
    status: 503,
    ja: "つながりませんでした。少し待ってからもう一度お試しください。",
    en: "The chat could not be reached. Try again in a moment.",
  },
})
