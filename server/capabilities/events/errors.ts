import { defineErrors } from "#kernel/errors"

export const EventError = defineErrors("events", {
  NoMessages: {
    status: 422,
    ja: "イベントがありません。batch に1件以上入れてください。",
    en: "There are no events. Put at least one into batch.",
  },
  TooManyMessages: {
    status: 413,
    ja: "一度に送れるのは {limit} 件までです。分けて送ってください。",
    en: "One request may hold {limit} events. Send them in parts.",
  },
  NotAMessage: {
    status: 422,
    ja: "{field} はオブジェクトにしてください。",
    en: "{field} must be an object.",
  },
  UnknownType: {
    status: 422,
    ja: "{field} は track、identify、page、screen、group、alias のどれかにしてください。",
    en: "{field} must be track, identify, page, screen, group or alias.",
  },
  NoSender: {
    status: 422,
    ja: "だれのイベントか分かりません。userId か anonymousId を付けてください。",
    en: "Nobody is named. Give a userId or an anonymousId.",
  },
  NoEventName: {
    status: 422,
    ja: "{field} にイベント名（200文字まで）を入れてください。",
    en: "Put the name of the event into {field} (up to 200 characters).",
  },
  BadId: {
    status: 422,
    ja: "{field} は200文字までの文字列にしてください。",
    en: "{field} must be text of up to 200 characters.",
  },
  WriteKeyNeeded: {
    status: 401,
    ja: "書き込みキーがありません。Basic 認証のユーザー名か writeKey に入れてください。",
    en: "There is no write key. Send it as the user name of Basic authentication, or as writeKey.",
  },
  Busy: {
    status: 429,
    ja: "処理が追いついていません。{retryAfterSeconds}秒ほどおいて、同じ内容をもう一度お送りください。",
    en: "Events are waiting to be processed. Send the same request again in about {retryAfterSeconds} seconds.",
  },
  NotProjected: {
    status: 503,
    ja: "集計は準備中です（{since} から遅れています）。ほかの機能はそのまま使えます。",
    en: "Analytics are delayed since {since}. Everything else works.",
  },
  UnknownDeadLetter: {
    status: 404,
    ja: "この未処理イベントは見つかりません。一覧を読み込み直してください。",
    en: "There is no such event that could not be processed. Reload the list.",
  },
})
