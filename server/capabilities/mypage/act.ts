import { type Context, inTransaction } from "#kernel/context"
import { ExpectedError } from "#kernel/errors"
import type { PageReply, PageRequest } from "#kernel/page"
import { dayIn } from "#kernel/zones"
import { type Asked, type MyPageAction, myPageActions } from "./cards.ts"
import { MyPageError } from "./errors.ts"
import { myPagePages } from "./ports.ts"
import { byLink, formOf, isFromHere, pageReply, type Reader, sayWhy, seeOther, shownFor, signedIn } from "./reader.ts"
import { isOurForm } from "./session.ts"
import { formsOf, saidToken, whole } from "./show-page.ts"
import { cardIn } from "./sign-in-page.ts"
import { countTask } from "./storage-cards.ts"

/** Fields of the form itself, not of the action. */
const ours: ReadonlySet<string> = new Set(["secret", "link", "key"])

/** `POST /s/:slug/my/ask/:action`: what is shown before it is done. Nothing has happened yet but the counting (F12). */
export const askFirst = (platform: Context, request: PageRequest): Promise<PageReply> =>
  withAction(platform, request, async (reader, action, asked) => {
    const { ctx, language, look, base, choice } = reader
    const asking = await inTransaction(ctx, async (ctx) => {
      await countTask(ctx, dayIn(reader.brand.zone, ctx.now()), action.name, "began")
      return action.ask?.(ctx, asked) ?? null
    })
    if (!asking) throw MyPageError.UnknownAction()
    const to = cardIn(asked.fields.card)
    const view = {
      language,
      look,
      forms: { ...formsOf(reader), key: asked.key.split(":").at(-1) ?? "" },
      ...asking,
      action: action.name,
      fields: asked.fields,
      back: `${backTo(reader)}${choice}${to ? `#${to}` : ""}`,
    }
    return pageReply(200, ctx.product.use(myPagePages).ask({ ...view, forms: { ...view.forms, base } }))
  })

/** `POST /s/:slug/my/do/:action`: does it, in one transaction as the customer, and returns to her page. */
export const act = (platform: Context, request: PageRequest): Promise<PageReply> =>
  withAction(platform, request, async (reader, action, asked) => {
    const { ctx, language, choice, customer } = reader
    try {
      const done = await inTransaction(ctx, async (ctx) => {
        const done = await action.act(ctx, asked)
        const day = dayIn(reader.brand.zone, ctx.now())
        if (!action.ask) await countTask(ctx, day, action.name, "began")
        await countTask(ctx, day, action.name, "done")
        return done
      })
      const said = saidToken(ctx, customer.customerId, { text: done.said, undo: done.undo ?? null })
      const query = `${choice}${choice ? "&" : "?"}said=${said}`
      const to = cardIn(done.to)
      return seeOther(`${backTo(reader)}${query}${to ? `#${to}` : ""}`)
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error
      return await whole(reader, null, error.sentence[language])
    }
  })

const backTo = ({ base, by }: Reader): string => (by.kind === "session" ? base : `${base}/open/${by.token}`)

type Act = (reader: Reader, action: MyPageAction, asked: Asked) => Promise<PageReply>

async function withAction(platform: Context, request: PageRequest, act: Act): Promise<PageReply> {
  const shown = await shownFor(platform, request)
  try {
    const form = formOf(request)
    const action = shown.ctx.product.contributed(myPageActions).find(({ name }) => name === request.path.action)
    if (!action) throw MyPageError.UnknownAction()
    const reader = await readerOf(platform, request, form, action)
    // The session is over: its owner comes back by a code.
    if (!reader) return seeOther(`${shown.base}${shown.choice}`)
    const fields = Object.fromEntries(Object.entries(form).filter(([name]) => !ours.has(name)))
    const { customer, language } = reader
    return await act(reader, action, { customerId: customer.customerId, fields, language, key: keyOf(form, reader) })
  } catch (error) {
    return sayWhy(shown, error)
  }
}

/** Throws `mypage.NotFromHere` for a form that is not ours, `kernel.BadLink` and `kernel.ExpiredLink` for its link. */
async function readerOf(
  platform: Context,
  request: PageRequest,
  form: Record<string, string>,
  action: MyPageAction,
): Promise<Reader | undefined> {
  if (!isFromHere(request)) throw MyPageError.NotFromHere()
  const reader = await signedIn(platform, request)
  if (reader?.by.kind === "session" && isOurForm(reader.by.session, form.secret ?? "")) return reader
  if (form.link && action.byLink) return byLink(platform, request, form.link)
  if (reader) throw MyPageError.NotFromHere()
  return undefined
}

/** What the form brought, for this person only: nobody else's key stands in the way of hers. */
const keyOf = (form: Record<string, string>, { ctx, customer }: Reader): string =>
  /^[0-9a-f-]{36}$/.test(form.key ?? "") ? `${customer.customerId}:${form.key ?? ""}` : ctx.id()
