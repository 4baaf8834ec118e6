import { createHash } from "node:crypto"
import { publicUrl } from "#brands"
import { consentState, peekIdentities, recordConsent, resolveCustomer } from "#customers"
import { mailAddressKey, planMessage, readMailAddress } from "#messages"
import { brandAtHand } from "#tracking"
import { type Context, inTransaction, lock } from "#kernel/context"
import type { Language } from "#kernel/text"
import { becomesPending, confirmWithinMs, mayMailAgain, needsAnswer } from "./consent-needs-rules.ts"
import { SignupError } from "./errors.ts"
import { formView, shownWords, wordingName } from "./form-view-rules.ts"
import { confirmLink } from "./link.ts"
import { confirmMail } from "./messages/confirm.ts"
import { profileOf, readAnswers, type Written } from "./read-answers-rules.ts"
import { resolveBefore } from "./resolve-before.ts"
import { signupSettings } from "./settings.ts"
import { selectForm, selectVersion } from "./storage-forms.ts"
import { type Given, insertSubmission, selectLastMailed } from "./storage-submissions.ts"
import { recordSignup } from "./record-signup.ts"
import { agree, hasRefused } from "./subscription.ts"
import { browserOf, evidenceOf } from "./evidence-rules.ts"

export type Submitted = {
  readonly slug: string
  /** Which version was before their eyes; the one that is published when left out. */
  readonly version?: number | undefined
  readonly language: Language
  readonly written: Written
  readonly pageUrl: string | null
  readonly ip: string | null
  /** The browser tag's id of who writes. */
  readonly visitor?: string | null | undefined
}

const purpose = "marketing"

/**
 * Somebody enters an address. What follows is the same to see for every address, known or not (S-LINK6): with double
 * opt-in (or when the address said no before) a mail asks its owner, at most every ten minutes; until then nothing that
 * was written touches what is known of anybody. Throws `signups.UnknownForm`, `BadAddress`, `MissingAnswer`.
 */
export async function submitSignup(ctx: Context, submitted: Submitted): Promise<{ readonly asks: boolean }> {
  const settings = await signupSettings(ctx)
  const asked = await askedIn(ctx, submitted, settings.doubleOptIn)
  // Programs fill in everything; people don't see this field. They are told what everybody is told.
  if ((submitted.written.website ?? "") !== "") return { asks: settings.doubleOptIn }
  await takeAsked(ctx, asked, submitted)
  return { asks: settings.doubleOptIn }
}

type Where = { readonly language: Language; readonly pageUrl: string | null }

/** An address that somebody entered, with what was before their eyes. */
export type Asked = {
  readonly formId: string | null
  readonly version: number | null
  readonly address: string
  /** Under which the address is found again. */
  readonly key: string
  readonly given: Given
}

/** Asks the owner of the address, or takes it at its word where the brand does and nothing speaks against it. */
export async function takeAsked(ctx: Context, asked: Asked, where: Where): Promise<void> {
  const { doubleOptIn } = await signupSettings(ctx)
  const { address, key } = asked
  await inTransaction(ctx, async (ctx) => {
    await lock(ctx, `signups:${key}`)
    const known = (await peekIdentities(ctx, [{ kind: "email", issuer: "", value: address }]))[0]
    const state = known ? await consentState(ctx, known.customerId, "email", purpose) : "none"
    const isAsked = needsAnswer(doubleOptIn, state, await hasRefused(ctx, address, purpose))
    if (isAsked) await askOwner(ctx, asked, where, state)
    else await takeAtWord(ctx, asked, where, known?.known === true)
  })
}

/** The address as it is written to and found again. Throws `signups.BadAddress`. */
export function addressAsked(ctx: Context, written: string): { readonly address: string; readonly key: string } {
  const mail = readMailAddress(written)
  const key = "problem" in mail ? undefined : mailAddressKey(mail.address)
  if ("problem" in mail || !key) throw SignupError.BadAddress({ field: "email" })
  return { address: mail.address, key: ctx.keys.fingerprint(`${ctx.brandId}:signup:${key}`) }
}

/** The form as it was shown, with what was written into it. */
async function askedIn(
  ctx: Context,
  { slug, version, language, written, ip, visitor = null }: Submitted,
  asks: boolean,
): Promise<Asked> {
  const form = await inTransaction(ctx, (ctx) => selectForm(ctx, { slug }))
  if (!form?.published || form.version === null || form.state !== "live")
    throw SignupError.UnknownForm({ field: "form" })
  const seen = version ?? form.version
  const document =
    seen === form.version ? form.published : await inTransaction(ctx, (ctx) => selectVersion(ctx, form.formId, seen))
  if (!document) throw SignupError.UnknownForm({ field: "version" })
  const { address, key } = addressAsked(ctx, written.email ?? "")
  const { look } = await brandAtHand(ctx)
  const view = formView({ ...form, version: seen }, document, look, { language, asks })
  const { answers, missing } = readAnswers(document, written)
  if (missing) {
    const label = view.fields[document.fields.indexOf(missing)]
    throw SignupError.MissingAnswer({ field: label?.name ?? "", label: label?.label ?? "" })
  }
  const shown = shownWords(view)
  const wordingHash = createHash("sha256").update(JSON.stringify(shown)).digest("hex")
  const given: Given = {
    address,
    answers,
    ip,
    visitor,
    shown,
    wording: wordingName(view),
    wordingHash,
    by: form.kind,
  }
  return { formId: form.formId, version: seen, address, key, given }
}

/** Notes what was entered and asks the address's owner by mail. */
async function askOwner(
  ctx: Context,
  { formId, version, address, key, given }: Asked,
  { language, pageUrl }: Where,
  state: Awaited<ReturnType<typeof consentState>>,
): Promise<void> {
  // Merely typed: it tells who it may be, and joins nobody to anybody.
  const { customerId } = await resolveCustomer(ctx, {
    identities: [{ kind: "email", issuer: "", value: address, verified: false }],
    source: "sign-up",
    at: ctx.now(),
  })
  const submissionId = ctx.id()
  const mails = mayMailAgain(await selectLastMailed(ctx, key), ctx.now())
  const row = { submissionId, formId, version, customerId, language, pageUrl, addressHash: key }
  await insertSubmission(ctx, { ...row, given, mailedAt: mails ? ctx.now() : null, confirmedAt: null })
  if (becomesPending(state))
    await recordConsent(ctx, {
      ...evidenceOf({ ...row, given, at: ctx.now() }),
      customerId,
      state: "pending",
      at: ctx.now(),
    })
  if (!mails) return
  const { brand } = await brandAtHand(ctx)
  await planMessage(ctx, {
    kind: confirmMail,
    customerId,
    language,
    to: { address },
    facts: {
      brand: brand.name,
      links: { confirm: await publicUrl(ctx, confirmLink(ctx, brand.slug, submissionId)) },
    },
    key: `${confirmMail.name}:${submissionId}`,
    expiresAt: new Date(ctx.now().getTime() + confirmWithinMs),
  })
}

/** Single opt-in: it counts at once. What is known of somebody else's address is not changed by whoever types it. */
async function takeAtWord(
  ctx: Context,
  { formId, version, address, key, given }: Asked,
  { language, pageUrl }: Where,
  isKnown: boolean,
): Promise<void> {
  const { customerId } = await resolveBefore(ctx, {
    // Whoever types the address of somebody known shows nothing of whose browser it is.
    identities: [{ kind: "email", issuer: "", value: address }, ...(isKnown ? [] : browserOf(given))],
    profile: isKnown ? {} : { ...profileOf(given.answers), language },
    source: "sign-up",
    at: ctx.now(),
  })
  const row = { submissionId: ctx.id(), formId, version, customerId, language, pageUrl, addressHash: key }
  await insertSubmission(ctx, { ...row, given, mailedAt: null, confirmedAt: ctx.now() })
  await agree(ctx, { ...evidenceOf({ ...row, given, at: ctx.now() }), customerId }, address)
  await recordSignup(ctx, row.submissionId, customerId, formId)
}
