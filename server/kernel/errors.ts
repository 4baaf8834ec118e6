import type { Text } from "./text.ts"

export type Status = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 503 | 507
type Definition = Text & { readonly status: Status }

/** What an expected failure may carry: the field it concerns and facts that help to mend it. Never personal data. */
export type ErrorDetails = { readonly field?: string; readonly retryAfterSeconds?: number } & Record<string, unknown>

/** A failure we expect and can explain to the person who caused it. Anything else is a bug and becomes a 500. */
export class ExpectedError extends Error {
  readonly code: string
  readonly status: Status
  readonly sentence: Text
  readonly details: ErrorDetails

  constructor(code: string, status: Status, sentence: Text, details: ErrorDetails = {}) {
    super(`${code}: ${sentence.en}`)
    this.name = code
    this.code = code
    this.status = status
    this.sentence = sentence
    this.details = details
  }
}

/**
 * The failures of one area. Each sentence says what happened and what to do, in both languages; `{name}` in a sentence
 * is replaced by that detail. `throw OrderError.Unknown({ field: "orderId" })`.
 */
export function defineErrors<const T extends Record<string, Definition>>(area: string, definitions: T) {
  const makers = Object.entries(definitions).map(([name, { status, ...sentence }]) => {
    const make = (details: ErrorDetails = {}) =>
      new ExpectedError(
        `${area}.${name}`,
        status,
        { ja: fill(sentence.ja, details), en: fill(sentence.en, details) },
        details,
      )
    return [name, make] as const
  })
  // safe: one maker was made for each key of `definitions`
  return Object.fromEntries(makers) as { [K in keyof T]: (details?: ErrorDetails) => ExpectedError }
}

const fill = (sentence: string, details: ErrorDetails) =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (details[name] === undefined ? whole : String(details[name])))

export const KernelError = defineErrors("kernel", {
  InvalidRequest: {
    status: 422,
    ja: "入力に誤りがあります（{field}）。内容を直して、もう一度お送りください。",
    en: "The input is not valid ({field}). Correct it and send it again.",
  },
  NotFound: {
    status: 404,
    ja: "見つかりません。アドレスや番号をお確かめください。",
    en: "Not found. Check the address or the number.",
  },
  SignInNeeded: {
    status: 401,
    ja: "サインインしてください。API では有効なキーを Authorization ヘッダーに入れてください。",
    en: "Please sign in. With the API, send a valid key in the Authorization header.",
  },
  NotAllowed: {
    status: 403,
    ja: "この操作の権限（{right}）がありません。管理者に権限を頼んでください。",
    en: "You do not have the right to do this ({right}). Ask an administrator for it.",
  },
  FreshSignInNeeded: {
    status: 403,
    ja: "大切な設定です。もう一度サインインしてから続けてください。",
    en: "This is a sensitive change. Sign in again, then continue.",
  },
  ForeignOrigin: {
    status: 403,
    ja: "別のサイトからの操作は受け付けません。管理画面を開き直してください。",
    en: "Requests from another site are refused. Open the console again.",
  },
  TooManyRequests: {
    status: 429,
    ja: "回数の上限を超えました。{retryAfterSeconds}秒ほどおいてから、もう一度お試しください。",
    en: "Too many requests. Try again in about {retryAfterSeconds} seconds.",
  },
  Overloaded: {
    status: 503,
    ja: "いま処理できません。少しおいてから、同じ内容をもう一度お送りください。二重には登録されません。",
    en: "This cannot be handled right now. Send the same request again shortly; it will not be applied twice.",
  },
  IdempotencyInProgress: {
    status: 409,
    ja: "同じ Idempotency-Key の処理が進行中です。少しおいてから同じ内容をお送りください。",
    en: "A request with this Idempotency-Key is in progress. Send the same request again shortly.",
  },
  IdempotencyMismatch: {
    status: 422,
    ja: "この Idempotency-Key は別の内容で使われています。新しいキーをお使いください。",
    en: "This Idempotency-Key was used with other content. Use a new key.",
  },
  BadLink: {
    status: 400,
    ja: "このリンクは使えません。届いたメールをもう一度開いてお試しください。",
    en: "This link cannot be used. Open the message again and follow its link.",
  },
  ExpiredLink: {
    status: 410,
    ja: "このリンクは期限が切れました。ご注文番号で探すか、新しいリンクをお受け取りください。",
    en: "This link has expired. Look up the order by its number, or ask for a new link.",
  },
  UnknownVersion: {
    status: 400,
    ja: "Maido-Version ヘッダーの日付が正しくありません。使えるのは {supported} です。",
    en: "The date in the Maido-Version header is not one we serve. Use {supported}.",
  },
})
