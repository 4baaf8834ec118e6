import { timingSafeEqual } from "node:crypto"
import { publicUrl } from "#brands"
import { beginLogin, finishLogin, linkByLogin, lineOffers, ownerOfLine, readLiff } from "#line"
import { type Context, inTransaction } from "#kernel/context"
import { ExpectedError } from "#kernel/errors"
import type { PageReply, PageRequest } from "#kernel/page"
import { MyPageError } from "./errors.ts"
import { noCookie, wayCookie, wayIn, whoCookie } from "./line-cookies.ts"
import { myPagePages } from "./ports.ts"
import { formOf, isFromHere, pageReply, seeOther, type Shown, shownFor, signedIn } from "./reader.ts"
import { beginSession, sessionCookie } from "./session.ts"
import { cardIn, signInPage } from "./sign-in-page.ts"

const backUrl = ({ ctx, brand }: Shown): Promise<string> =>
  inTransaction(ctx, (ctx) => publicUrl(ctx, `/s/${brand.slug}/my/line/back`))

/** `GET /s/:slug/my/line`: leads to LINE. Nothing is written down but a cookie. */
export async function leaveForLine(platform: Context, request: PageRequest): Promise<PageReply> {
  const shown = await shownFor(platform, request)
  return orSayWhy(shown, async () => {
    const { url, kept } = await beginLogin(shown.ctx, await backUrl(shown))
    return seeOther(url, [wayCookie(shown, request, { ...kept, goesTo: cardIn(request.query.get("to")) })])
  })
}

/** `GET /s/:slug/my/line/back`: LINE sends the browser here. A press goes on, for GET changes nothing (S-LINK2). */
export async function backFromLine(platform: Context, request: PageRequest): Promise<PageReply> {
  const shown = await shownFor(platform, request)
  const [code, state] = [request.query.get("code"), request.query.get("state")]
  if (!code || !state || !wayIn(shown, request)) return notShown(shown, request)
  return goOn(shown, { kind: "login", action: `${shown.base}/line/back${shown.choice}`, fields: { code, state } })
}

/** `POST /s/:slug/my/line/back`: LINE is asked who it is. */
export async function enterByLine(platform: Context, request: PageRequest): Promise<PageReply> {
  const shown = await shownFor(platform, request)
  const kept = wayIn(shown, request)
  const { code = "", state = "" } = formOf(request)
  if (!isFromHere(request) || !kept || !same(state, kept.state)) return notShown(shown, request)
  return orSayWhy(shown, async () => {
    const { userId } = await finishLogin(shown.ctx, { code, redirectUri: await backUrl(shown), kept })
    return enter(platform, request, shown, userId, kept.goesTo)
  })
}

/** `GET /s/:slug/my/liff`: what LIFF opens inside LINE. Its own small script hands the token on; without it LINE Login does. */
export async function openInLine(platform: Context, request: PageRequest): Promise<PageReply> {
  const shown = await shownFor(platform, request)
  const { login } = await inTransaction(shown.ctx, lineOffers)
  if (!login) return signInPage(shown, 200, "address")
  const to = cardIn(request.query.get("to"))
  const action = `${shown.base}/liff${shown.choice}${to ? `${shown.choice ? "&" : "?"}to=${to}` : ""}`
  return goOn(shown, { kind: "liff", action, fields: { id_token: "" } })
}

/** `POST /s/:slug/my/liff`: the token is verified here; the page's word for who it is counts nothing. */
export async function enterByLiff(platform: Context, request: PageRequest): Promise<PageReply> {
  const shown = await shownFor(platform, request)
  if (!isFromHere(request)) return notShown(shown, request)
  const { id_token: token = "" } = tokenForm(request)
  return orSayWhy(shown, async () => {
    const { userId } = await readLiff(shown.ctx, token)
    return enter(platform, request, shown, userId, cardIn(request.query.get("to")))
  })
}

/** ID tokens are longer than what forms of ours may otherwise hold. */
const tokenForm = (request: PageRequest): { readonly id_token?: string } => {
  const token = new URLSearchParams(request.body.toString("utf8")).get("id_token")
  return token === null ? {} : { id_token: token.slice(0, 5_000) }
}

/** Whose LINE it is opens that person's page; in an open session it is linked; a LINE that is nobody's asks for the address. */
async function enter(
  platform: Context,
  request: PageRequest,
  shown: Shown,
  userId: string,
  goesTo: string,
): Promise<PageReply> {
  const { ctx, base, choice, brand } = shown
  const here = `${base}${choice}${goesTo ? `#${goesTo}` : ""}`
  const reader = await signedIn(platform, request)
  if (reader) {
    await linkByLogin(reader.ctx, reader.customer.customerId, userId)
    return seeOther(here, [noCookie(shown, request, "way")])
  }
  const token = await inTransaction(ctx, async (ctx) => {
    const owner = await ownerOfLine(ctx, userId)
    return owner === undefined ? undefined : beginSession(ctx, owner)
  })
  const at = { slug: brand.slug, origin: request.origin }
  if (token !== undefined) return seeOther(here, [sessionCookie(token, at), noCookie(shown, request, "way")])
  const page = await signInPage(shown, 200, "address", { isNewLine: true, goesTo })
  const cookies = [whoCookie(shown, request, userId), noCookie(shown, request, "way")]
  return { ...page, headers: { ...page.headers, "set-cookie": cookies } }
}

const goOn = ({ ctx, language, look, base, choice }: Shown, view: LineStep): PageReply =>
  pageReply(
    200,
    ctx.product.use(myPagePages).byLine({ language, look, otherwise: `${base}/line${choice}`, base, ...view }),
  )

type LineStep = {
  readonly kind: "login" | "liff"
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
}

/** LINE said no, or the answer belongs to another browser. */
const notShown = (shown: Shown, _request: PageRequest): Promise<PageReply> =>
  signInPage(shown, 400, "address", { problem: MyPageError.LineNotShown().sentence[shown.language] })

async function orSayWhy(shown: Shown, work: () => Promise<PageReply>): Promise<PageReply> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    return signInPage(shown, error.status, "address", { problem: error.sentence[shown.language] })
  }
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
