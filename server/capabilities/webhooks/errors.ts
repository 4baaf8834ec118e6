import { defineErrors } from "#kernel/errors"

export const WebhookError = defineErrors("webhooks", {
  UnknownEndpoint: {
    status: 404,
    ja: "この通知先は見つかりません。削除されていないかお確かめください。",
    en: "There is no such endpoint. It may have been removed.",
  },
  UnknownDelivery: {
    status: 404,
    ja: "この通知は見つかりません。通知の記録は30日で消えます。",
    en: "There is no such delivery. Deliveries are kept for thirty days.",
  },
  BadAddress: {
    status: 422,
    ja: "このアドレスには送れません。https:// で始まる、インターネットから届く名前のアドレスを入れてください（数字のアドレスは使えません。ポートは 443 か 8443）。",
    en: "Nothing can be sent to this address. Enter one with a name that begins with https:// and is reachable from the Internet (no number; port 443 or 8443).",
  },
  TooManyEndpoints: {
    status: 409,
    ja: "通知先は{most}件までです。使っていないものを削除してください。",
    en: "A brand may have {most} endpoints. Remove one that is not used.",
  },
  NotActive: {
    status: 409,
    ja: "通知先が止まっています。再開してから送り直してください。",
    en: "The endpoint is not active. Resume it, then send again.",
  },
})
