import type { Context } from "#kernel/context"
import { ExpectedError } from "#kernel/errors"
import type { PageReply, PageRequest } from "#kernel/page"
import { issueToken, readToken } from "#kernel/tokens"
import { z } from "zod"
import { myPageActions } from "./cards.ts"
import type { Press } from "./model-card.ts"
import type { Forms, MyPageView } from "./model-pages.ts"
import { optionsOf } from "./options-rules.ts"
import { myPagePages } from "./ports.ts"
import { readCards, nameOf } from "./read-cards.ts"
import { byLink, pageReply, type Reader, seeOther, shownFor, signedIn } from "./reader.ts"
import { noteSeen } from "./seen.ts"
import { signInPage } from "./sign-in-page.ts"

/** `GET /s/:slug`: the brand's own address leads to her page, or the way in. */
export async function leadIn(platform: Context, request: PageRequest): Promise<PageReply> {
  return seeOther((await shownFor(platform, request)).base)
}

/** `GET /s/:slug/my`: her page, or the way in. Changes nothing (S-LINK2); that she was here is noted as a fact. */
export async function showMyPage(platform: Context, request: PageRequest): Promise<PageReply> {
  const reader = await signedIn(platform, request)
  if (!reader) return signInPage(await shownFor(platform, request), 200, "address", { goesTo: request.query.get("to") })
  const page = await whole(reader, saidIn(reader, request))
  await noteSeen(reader, request)
  return page
}

/**
 * `GET /s/:slug/my/open/:token`: what a link from a letter may show; the whole page where its reader has signed in on this
 * browser. Changes nothing (S-LINK2).
 */
export async function openByLink(platform: Context, request: PageRequest): Promise<PageReply> {
  try {
    const reader = await byLink(platform, request, request.path.token ?? "")
    const here = await signedIn(platform, request)
    if (here && here.customer.customerId === reader.customer.customerId) return await whole(here, null)
    return await whole(reader, saidIn(reader, request))
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    return signInPage(await shownFor(platform, request), error.status, "address", { isOldLink: true })
  }
}

/** The page of whoever reads it, with what was just done or could not be done. */
export async function whole(
  reader: Reader,
  said: MyPageView["said"],
  problem: string | null = null,
): Promise<PageReply> {
  const view = await myPageView(reader, said, problem)
  return pageReply(problem ? 422 : 200, reader.ctx.product.use(myPagePages).my(view))
}

export async function myPageView(
  reader: Reader,
  said: MyPageView["said"],
  problem: string | null,
): Promise<MyPageView> {
  const { ctx, language, look, customer, by } = reader
  const { customerId } = customer
  const isLink = by.kind === "link"
  const { cards, muted, greeting } = await readCards(ctx, { customerId, language, byLink: isLink })
  return {
    language,
    look,
    forms: formsOf(reader),
    name: isLink ? null : nameOf(customer, language),
    greeting,
    said,
    problem,
    cards,
    muted,
    options: optionsOf(cards, reader),
  }
}

export function formsOf({ ctx, base, choice, by }: Reader): Forms {
  const actions = ctx.product.contributed(myPageActions)
  return {
    base,
    choice,
    secret: by.kind === "session" ? by.session.secret : "",
    link: by.kind === "link" ? by.token : null,
    key: ctx.id(),
    asks: actions.filter(({ ask }) => ask).map(({ name }) => name),
    open: by.kind === "session" ? null : actions.filter(({ byLink }) => byLink).map(({ name }) => name),
  }
}

const Said = z.object({
  text: z.string(),
  undo: z.object({ action: z.string(), fields: z.record(z.string(), z.string()), label: z.string() }).nullable(),
})

/** What was done, carried over the redirect: signed, for this person, for ten minutes. Nobody else's words get onto the page. */
export const saidToken = (ctx: Context, customerId: string, said: { text: string; undo: Press | null }): string =>
  issueToken(ctx, "my-page-said", { subject: customerId, resource: JSON.stringify(said) })

function saidIn({ ctx, customer }: Reader, request: PageRequest): MyPageView["said"] {
  const token = request.query.get("said")
  if (!token) return null
  try {
    const link = readToken(ctx, "my-page-said", token)
    if (link.subject !== customer.customerId || link.brandId !== ctx.brandId) return null
    return Said.parse(JSON.parse(link.resource))
  } catch (error) {
    // An old or foreign one has nothing to say any more.
    if (error instanceof ExpectedError) return null
    throw error
  }
}
