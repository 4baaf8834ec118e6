import type { Context } from "#kernel/context"
import { inTransaction } from "#kernel/context"
import { ExpectedError, KernelError } from "#kernel/errors"
import type { PageReply, PageRequest } from "#kernel/page"
import { htmlReply } from "#tracking"
import { formView } from "./form-view-rules.ts"
import { signupPages } from "./ports.ts"
import type { Written } from "./read-answers-rules.ts"
import { signupSettings } from "./settings.ts"
import { type Shown, shopperPage, word } from "./shopper-page.ts"
import { selectForm } from "./storage-forms.ts"
import { submitSignup } from "./submit-signup.ts"

/** `GET /s/:slug/join/:form`: a page of our own to join on, without a script; `?thanks` is where a sent form leads. */
export async function showJoin(platform: Context, request: PageRequest): Promise<PageReply> {
  const shown = await shopperPage(platform, request)
  const view = await viewFor(shown, request)
  if (!request.query.has("thanks")) return form(shown, view, { status: 200, problem: null, given: {} })
  return word(
    shown,
    200,
    view.asks
      ? {
          headline: { ja: ["あと少しで", "完了です。"], en: ["One more", "step."] },
          text: {
            ja: "確認のメールをお送りしました。メールの中のボタンを押すと、登録が終わります。届かないときは、迷惑メールのフォルダもご覧ください。",
            en: "We have sent you a mail. Press the button in it, and you are on the list. If it does not arrive, please look in your spam folder.",
          },
        }
      : {
          headline: { ja: view.thanks.headline.split("\n"), en: view.thanks.headline.split("\n") },
          text: { ja: view.thanks.text, en: view.thanks.text },
        },
  )
}

/** `POST /s/:slug/join/:form`. The answer is the same whoever's address it is. */
export async function join(platform: Context, request: PageRequest): Promise<PageReply> {
  const shown = await shopperPage(platform, request)
  const view = await viewFor(shown, request)
  const given = Object.fromEntries(new URLSearchParams(request.body.toString("utf8")))
  try {
    await submitSignup(shown.ctx, {
      slug: view.slug,
      version: /^\d{1,6}$/.test(given.version ?? "") ? Number(given.version) : undefined,
      language: shown.language,
      written: given,
      pageUrl: `${request.origin}/s/${shown.brand.slug}/join/${view.slug}`,
      ip: request.ip,
    })
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.status !== 422) throw error
    return form(shown, view, { status: 422, problem: error.sentence[shown.language], given })
  }
  const lang = shown.choice ? `&lang=${shown.language}` : ""
  const location = `/s/${shown.brand.slug}/join/${view.slug}?thanks${lang}`
  return { status: 303, headers: { location, "cache-control": "no-store" }, body: "" }
}

/** Who tries too often is asked to wait. */
export async function joinLater(platform: Context, request: PageRequest): Promise<PageReply> {
  const shown = await shopperPage(platform, request)
  const problem = {
    ja: "続けてお試しになったため、いまは受け付けられません。1分ほど待って、もう一度お試しください。",
    en: "There were too many tries. Please wait about a minute and try again.",
  }[shown.language]
  return form(shown, await viewFor(shown, request), { status: 429, problem, given: {} })
}

/** Throws `kernel.NotFound` for a form that is not shown to anybody. */
async function viewFor({ ctx, brandLook, language }: Shown, request: PageRequest) {
  const slug = (request.path.form ?? "").slice(0, 60)
  const found = await inTransaction(ctx, (ctx) => selectForm(ctx, { slug }))
  if (!found?.published || found.version === null || found.state !== "live")
    throw KernelError.NotFound({ field: "form" })
  const { doubleOptIn: asks } = await signupSettings(ctx)
  return formView({ ...found, version: found.version }, found.published, brandLook, { language, asks })
}

type Tried = { readonly status: number; readonly problem: string | null; readonly given: Written }

function form(
  { ctx, brand, look, language, choice }: Shown,
  view: Awaited<ReturnType<typeof viewFor>>,
  { status, problem, given }: Tried,
): PageReply {
  const action = `/s/${brand.slug}/join/${view.slug}${choice}`
  return htmlReply(status, ctx.product.use(signupPages).join({ language, look, form: view, action, problem, given }))
}
