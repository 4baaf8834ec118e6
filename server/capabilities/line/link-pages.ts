import { type Brand, brandBySlug, brandLook } from "#brands"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import { ExpectedError, KernelError } from "#kernel/errors"
import type { PageReply, PageRequest } from "#kernel/page"
import { languageOf, type Language } from "#kernel/text"
import { beginLink, handOver, type LinkKey, proveLink } from "./begin-link.ts"
import { lineWays } from "./line-port.ts"
import { linePages, type LinkView } from "./link-port.ts"

type Shown = {
  readonly ctx: Context
  readonly brand: Brand
  readonly language: Language
  readonly base: string
  /** `?lang=en` when the reader chose it in the address, to be kept in what follows. */
  readonly chosen: string
}
type Step = Partial<Pick<LinkView, "problem" | "word">>

/** `GET /s/:slug/line/link/:linkToken`: asks which address is theirs. Changes nothing (S-LINK2). */
export const showLink = async (platform: Context, request: PageRequest): Promise<PageReply> =>
  step(await shownFor(platform, request), 200, "email")

/** `GET /s/:slug/line/code`, `GET /s/:slug/line/choice`: the next steps, for whoever has begun in this browser. */
export async function showStep(platform: Context, request: PageRequest, name: "code" | "choice"): Promise<PageReply> {
  const shown = await shownFor(platform, request)
  return keyIn(request) ? step(shown, 200, name) : over(shown)
}

/** `POST /s/:slug/line/link/:linkToken`: sends a code to the address, if the shop knows it. Answers the same either way. */
export async function askForCode(platform: Context, request: PageRequest): Promise<PageReply> {
  const shown = await shownFor(platform, request)
  const linkToken = (request.path.linkToken ?? "").slice(0, 300)
  return answering(shown, "email", async () => {
    const began = await beginLink(shown.ctx, { linkToken, email: (formOf(request).get("email") ?? "").slice(0, 300) })
    return seeOther(`${shown.base}/code${shown.chosen}`, { "set-cookie": cookieOf(shown, request, began) })
  })
}

/** `POST /s/:slug/line/code`: whoever has the code has the address. */
export async function takeCode(platform: Context, request: PageRequest): Promise<PageReply> {
  const shown = await shownFor(platform, request)
  const key = keyIn(request)
  if (!key) return over(shown)
  return answering(shown, "code", async () => {
    const code = (formOf(request).get("code") ?? "").normalize("NFKC").slice(0, 20)
    const { hasAnother } = await proveLink(shown.ctx, key, code)
    return hasAnother ? seeOther(`${shown.base}/choice${shown.chosen}`) : toLine(shown, key, null)
  })
}

/** `POST /s/:slug/line/choice`: what becomes of the LINE that this person has already. */
export async function takeChoice(platform: Context, request: PageRequest): Promise<PageReply> {
  const shown = await shownFor(platform, request)
  const key = keyIn(request)
  const choice = formOf(request).get("choice")
  if (!key || (choice !== "replace" && choice !== "both")) return over(shown)
  return answering(shown, "choice", () => toLine(shown, key, choice))
}

const seeOther = (location: string, headers: Record<string, string> = {}): PageReply => ({
  status: 303,
  headers: { location, "cache-control": "no-store", "referrer-policy": "no-referrer", ...headers },
  body: "",
})

async function toLine({ ctx }: Shown, key: LinkKey, choice: "replace" | "both" | null): Promise<PageReply> {
  const { linkToken, nonce } = await handOver(ctx, key, choice)
  return seeOther(ctx.product.use(lineWays).accountLinkUrl(linkToken, nonce))
}

async function answering(shown: Shown, name: LinkView["step"], work: () => Promise<PageReply>): Promise<PageReply> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    return error.status === 422 ? step(shown, 422, name, { problem: error.sentence[shown.language] }) : over(shown)
  }
}

const over = (shown: Shown): Promise<PageReply> =>
  step(shown, 410, "word", {
    word: {
      ja: {
        headline: ["この画面は", "もう使えません。"],
        text: "LINEのトークに戻って、もう一度「連携する」を押してください。",
      },
      en: { headline: ["This page", "is over."], text: "Go back to the talk in LINE and press “Link” once more." },
    }[shown.language],
  })

async function step(
  { ctx, language, chosen }: Shown,
  status: number,
  name: LinkView["step"],
  { problem = null, word = null }: Step = {},
): Promise<PageReply> {
  const look = await brandLook(ctx)
  // Each form is sent to the address it stands at.
  const body = ctx.product.use(linePages).link({ language, look, step: name, action: chosen, problem, word })
  return { status, headers: { ...pageHeaders, "content-security-policy": policyOf(ctx) }, body }
}

/** The last form leads to LINE: browsers hold a redirect against the policy of the page that sent the form. */
function policyOf(ctx: Context): string {
  const { origin } = new URL(ctx.product.use(lineWays).accountLinkUrl("", ""))
  return `default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https: data:; form-action 'self' ${origin}; base-uri 'none'; frame-ancestors 'none'`
}

/** The address holds LINE's token: it must not go to any other site with the reader (S-LINK). */
const pageHeaders = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex",
}

/** Throws `kernel.NotFound`. */
async function shownFor(platform: Context, request: PageRequest): Promise<Shown> {
  const slug = request.path.slug ?? ""
  const brand = await inTransaction(platform, (platform) => brandBySlug(platform, slug))
  if (!brand) throw KernelError.NotFound({ field: "slug" })
  const wish = request.query.get("lang") ?? request.headers["accept-language"]
  const language = wish ? languageOf(wish) : brand.language
  const chosen = request.query.has("lang") ? `?lang=${language}` : ""
  return { ctx: inBrand(platform, brand.brandId), brand, language, base: `/s/${brand.slug}/line`, chosen }
}

const formOf = (request: PageRequest) => new URLSearchParams(request.body.toString("utf8"))

const cookieName = "maido_line_link"

function cookieOf({ base }: Shown, request: PageRequest, { attemptId, key }: LinkKey): string {
  const secure = request.origin.startsWith("https:") ? "; Secure" : ""
  return `${cookieName}=${attemptId}.${key}; Path=${base}; Max-Age=600; HttpOnly; SameSite=Lax${secure}`
}

function keyIn(request: PageRequest): LinkKey | undefined {
  const found = new RegExp(`(?:^|; )${cookieName}=([0-9a-f-]{36})\\.([\\w-]{43})(?:;|$)`).exec(
    request.headers.cookie ?? "",
  )
  return found?.[1] && found[2] ? { attemptId: found[1], key: found[2] } : undefined
}
