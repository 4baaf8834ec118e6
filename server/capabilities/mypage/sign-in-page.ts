import type { Context } from "#kernel/context"
import { ExpectedError } from "#kernel/errors"
import type { PageReply, PageRequest } from "#kernel/page"
import { lineAccount, lineOffers } from "#line"
import { askCode, type WantedCode } from "./ask-code.ts"
import { linkWaiting } from "./line-cookies.ts"
import { MyPageError } from "./errors.ts"
import { myPagePages } from "./ports.ts"
import { proveCode } from "./prove-code.ts"
import { byLink, formOf, isFromHere, pageReply, sayWhy, seeOther, type Shown, shownFor, signedIn } from "./reader.ts"
import { codeCookie, codeKeyIn, isOurForm, noCodeCookie, noSessionCookie, sessionCookie } from "./session.ts"
import { endSession, endSessionsOf } from "./storage.ts"
import { clusterOf } from "#customers"
import { inTransaction } from "#kernel/context"

type Step = {
  readonly problem?: string
  readonly isOldLink?: boolean
  /** LINE has said who she is there, and the shop does not know that LINE yet. */
  readonly isNewLine?: boolean
  readonly goesTo?: string | null
}

const newLine = {
  ja: "このLINEは、まだお買い物とつながっていません。お買い物のときのメールアドレスを入れると、つながります。次からはLINEだけで開けます。",
  en: "This LINE is not linked with your purchases yet. Enter the e-mail address you shop with to link it; next time LINE alone opens your page.",
}

const oldLink = {
  ja: "このリンクは期限が切れたか、使えないものです。メールアドレスを入れると、6けたの番号をお送りします。",
  en: "This link has expired or can't be used. Enter your e-mail address, and we will send you six digits.",
}

/** One step of the way in. */
export async function signInPage(
  shown: Shown,
  status: number,
  step: "address" | "code",
  asked: Step = {},
): Promise<PageReply> {
  const { ctx, language, look, base, choice } = shown
  const to = cardIn(asked.goesTo)
  const offered = await inTransaction(ctx, async (ctx) => ({
    login: (await lineOffers(ctx)).login,
    code: (await lineAccount(ctx)) !== undefined,
  }))
  const action = step === "code" ? `${base}/code` : `${base}/sign-in`
  const view = {
    language,
    look,
    step,
    action: `${action}${choice}${to ? `${choice ? "&" : "?"}to=${to}` : ""}`,
    problem: asked.problem ?? null,
    note: asked.isOldLink ? oldLink[language] : asked.isNewLine ? newLine[language] : null,
    line: {
      login:
        offered.login && !asked.isNewLine ? `${base}/line${choice}${to ? `${choice ? "&" : "?"}to=${to}` : ""}` : null,
      code: offered.code && !asked.isNewLine,
    },
    again: `${base}${choice}`,
    publicPage: `${base.replace(/\/my$/, "/rewards")}${choice}`,
  }
  return pageReply(status, ctx.product.use(myPagePages).signIn(view))
}

/** `GET /s/:slug/my/code`: asks for the six digits. */
export async function showCode(platform: Context, request: PageRequest): Promise<PageReply> {
  const shown = await shownFor(platform, request)
  return signInPage(shown, 200, codeKeyIn(request) ? "code" : "address")
}

/** `POST /s/:slug/my/sign-in`: a code for whoever has this address. The same to see for every address (S-LINK6). */
export async function askByAddress(platform: Context, request: PageRequest): Promise<PageReply> {
  const shown = await shownFor(platform, request)
  const { email = "", by } = formOf(request)
  return asking(shown, request, {
    who: { email: email.slice(0, 300) },
    intent: "open",
    byLine: by === "line",
    wantsNews: false,
    goesTo: cardIn(request.query.get("to")),
  })
}

/** `POST /s/:slug/my/open/:token`: a code to the address of whom the link names. */
export async function askByLink(platform: Context, request: PageRequest): Promise<PageReply> {
  const shown = await shownFor(platform, request)
  try {
    const { customer, goesTo, language } = await byLink(platform, request, request.path.token ?? "")
    const to = cardIn(formOf(request).to) || goesTo
    const who = { customerId: customer.customerId }
    return await asking({ ...shown, language }, request, { who, intent: "open", wantsNews: false, goesTo: to })
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    return signInPage(shown, error.status, "address", { isOldLink: true })
  }
}

/** Asks for a code and leads to where it is entered. */
export async function asking(
  shown: Shown,
  request: PageRequest,
  wanted: Omit<WantedCode, "language" | "ip">,
): Promise<PageReply> {
  const { ctx, language, base, choice, brand } = shown
  try {
    const key = await askCode(ctx, { ...wanted, language, ip: request.ip })
    const at = { slug: brand.slug, origin: request.origin }
    return seeOther(`${base}/code${choice}`, [codeCookie(key, at)])
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    return signInPage(shown, error.status, "address", { problem: error.sentence[language], goesTo: wanted.goesTo })
  }
}

/** `POST /s/:slug/my/code`: whoever has the code has the address. */
export async function takeCode(platform: Context, request: PageRequest): Promise<PageReply> {
  const shown = await shownFor(platform, request)
  const { ctx, language, base, choice, brand } = shown
  const key = codeKeyIn(request)
  try {
    if (!key) throw MyPageError.CodeOver()
    const { token, goesTo, customerId } = await proveCode(ctx, key, formOf(request).code ?? "")
    const at = { slug: brand.slug, origin: request.origin }
    const cookies = [sessionCookie(token, at), noCodeCookie(at), ...(await linkWaiting(shown, request, customerId))]
    return seeOther(`${base}${choice}${goesTo ? `#${goesTo}` : ""}`, cookies)
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    const step = error.code === "mypage.WrongCode" ? "code" : "address"
    return signInPage(shown, error.status, step, { problem: error.sentence[language] })
  }
}

/** `POST /s/:slug/my/out`: ends the session of this browser, or all of hers. */
export async function signOut(platform: Context, request: PageRequest): Promise<PageReply> {
  const shown = await shownFor(platform, request)
  const reader = await signedIn(platform, request)
  const at = { slug: shown.brand.slug, origin: request.origin }
  if (reader?.by.kind === "session") {
    const { session } = reader.by
    const form = formOf(request)
    if (!isFromHere(request) || !isOurForm(session, form.secret ?? "")) return sayWhy(shown, MyPageError.NotFromHere())
    await inTransaction(reader.ctx, async (ctx) => {
      if (form.everywhere) await endSessionsOf(ctx, await clusterOf(ctx, reader.customer.customerId))
      else await endSession(ctx, session.sessionId)
    })
  }
  return seeOther(`${shown.base}${shown.choice}`, [noSessionCookie(at)])
}

/** The name of a card, or nothing: it becomes part of an address. */
export const cardIn = (given: string | null | undefined): string =>
  given && /^[a-z][a-z0-9-]{0,39}$/.test(given) ? given : ""
