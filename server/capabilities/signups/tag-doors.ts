import { senderOf } from "#brands"
import { consentState, peekIdentities } from "#customers"
import { brandAtHand } from "#tracking"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import { readJson } from "#kernel/edge"
import { ExpectedError, KernelError } from "#kernel/errors"
import { type Page, type PageReply, type PageRequest, page } from "#kernel/page"
import { languageOf } from "#kernel/text"
import { dayIn } from "#kernel/zones"
import { z } from "zod"
import { formView } from "./form-view-rules.ts"
import { signupSettings } from "./settings.ts"
import { countShown, selectForms } from "./storage-forms.ts"
import { submitSignup } from "./submit-signup.ts"

const slug = z.string().max(60)
const anonymousId = z.string().regex(/^[0-9a-f-]{32,36}$/i)

const Asked = z.object({
  key: z.string().max(200),
  anonymousId: anonymousId.optional(),
  lang: z.string().max(40).optional(),
})
const Seen = z.object({ key: z.string().max(200), form: slug, what: z.enum(["shown", "dismissed"]) })
const Sent = z.object({
  key: z.string().max(200),
  form: slug,
  anonymousId: anonymousId.optional(),
  version: z.int().min(1).max(1_000_000),
  lang: z.enum(["ja", "en"]),
  pageUrl: z.string().max(2_000),
  written: z.record(z.string().max(60), z.string().max(400)),
})

/** What the browser tag asks of forms, from a shop's own pages. The key has to allow the site that asks (S30). */
export const tagDoors: Page[] = [
  page("GET /v1/forms", (platform, request) => answer(request, () => showForms(platform, request)), {
    perMinute: 60_000,
  }),
  page("POST /v1/forms/seen", (platform, request) => answer(request, () => countSeen(platform, request)), {
    maxBytes: 4_000,
    perMinute: 6_000,
  }),
  page("POST /v1/forms/join", (platform, request) => answer(request, () => joinFromShop(platform, request)), {
    maxBytes: 20_000,
    perMinute: 30,
  }),
]

async function answer(request: PageRequest, act: () => Promise<object>): Promise<PageReply> {
  const headers = {
    "access-control-allow-origin": request.headers.origin ?? "*",
    "cross-origin-resource-policy": "cross-origin",
    vary: "origin",
    "cache-control": "no-store",
    "content-type": "application/json; charset=utf-8",
  }
  try {
    return { status: 200, headers, body: JSON.stringify(await act()) }
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    const said = {
      code: error.code,
      message: error.sentence,
      field: error.details.field ?? null,
      request_id: request.requestId,
    }
    return { status: error.status, headers, body: JSON.stringify({ error: said }) }
  }
}

function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw KernelError.InvalidRequest({ field: parsed.error.issues[0]?.path.join(".") ?? "" })
}

async function brandOfKey(platform: Context, request: PageRequest, key: string): Promise<Context> {
  return inBrand(platform, (await senderOf(platform, key, request.headers.origin)).brandId)
}

/**
 * What a brand shows on its shop's pages now. Pop-ups are left out for a visitor who is on the list already (B02): asked by
 * the unguessable id of their own browser only, and never said otherwise.
 */
async function showForms(platform: Context, request: PageRequest): Promise<object> {
  const asked = read(Asked, Object.fromEntries(request.query))
  const ctx = await brandOfKey(platform, request, asked.key)
  const { brand, look } = await brandAtHand(ctx)
  const language = asked.lang ? languageOf(asked.lang) : brand.language
  const { doubleOptIn: asks } = await signupSettings(ctx)
  return inTransaction(ctx, async (ctx) => {
    const live = (await selectForms(ctx)).flatMap((form) =>
      form.state === "live" && form.published && form.version !== null && form.kind !== "page"
        ? [formView({ ...form, version: form.version }, form.published, look, { language, asks })]
        : [],
    )
    const isOnList = live.some(({ kind }) => kind === "popup") && (await isSubscribed(ctx, asked.anonymousId))
    return { forms: isOnList ? live.filter(({ kind }) => kind !== "popup") : live }
  })
}

async function isSubscribed(ctx: Context, visitor: string | undefined): Promise<boolean> {
  if (!visitor) return false
  const [known] = await peekIdentities(ctx, [{ kind: "anonymous", issuer: "web", value: visitor }])
  return known !== undefined && (await consentState(ctx, known.customerId, "email", "marketing")) === "given"
}

async function countSeen(platform: Context, request: PageRequest): Promise<object> {
  const { key, form, what } = read(Seen, readJson(request.body))
  const ctx = await brandOfKey(platform, request, key)
  const { zone } = (await brandAtHand(ctx)).brand
  await inTransaction(ctx, async (ctx) => {
    const found = (await selectForms(ctx)).find((one) => one.slug === form && one.state === "live")
    if (found) await countShown(ctx, found.formId, dayIn(zone, ctx.now()), what)
  })
  return { done: true }
}

async function joinFromShop(platform: Context, request: PageRequest): Promise<object> {
  const { key, form, version, lang, pageUrl, written, anonymousId: visitor } = read(Sent, readJson(request.body))
  const ctx = await brandOfKey(platform, request, key)
  const { ip } = request
  const { asks } = await submitSignup(ctx, { slug: form, version, language: lang, written, pageUrl, ip, visitor })
  return { done: true, asks }
}
