import { z } from "zod"
import { consentState, exportCustomer, peekIdentities, recordConsent, resolveCustomer } from "#customers"
import { createRenderPool, mailRenderer, mailTransports, messageKinds, type OutgoingMail, planMessage } from "#messages"
import { signupPages } from "#signups"
import { inTransaction } from "#kernel/context"
import { plug } from "#kernel/ports"
import { trackingPages } from "#tracking"
import { signupPortal, trackingPortal } from "../../portal/server.ts"
import { changeForm, formWithDraft, makeForm, publishForm } from "../capabilities/signups/forms.ts"
import type { FormDocument, FormKind } from "../capabilities/signups/model.ts"
import { type TestContext, testContext } from "./context.ts"
import { serve } from "./http.ts"

export const renderer = createRenderPool()
export const box: OutgoingMail[] = []
const way = {
  name: "box",
  send: async (mail: OutgoingMail) => {
    box.push(mail)
    return { kind: "accepted" as const, response: "250 taken" }
  },
}
const plugs = [
  plug(mailRenderer, renderer),
  plug(mailTransports, { wayFor: () => way }),
  plug(trackingPages, trackingPortal),
  plug(signupPages, signupPortal),
]

/** A brand of its own with one live form; `box` is emptied. */
export async function aBrand(kind: FormKind = "page", change: Partial<FormDocument> = {}) {
  box.length = 0
  const ctx = await testContext({ plugs })
  const door = await serve({ platform: ctx.platform })
  const { formId } = await inTransaction(ctx, (ctx) => makeForm(ctx, { name: "登録", slug: "letters", kind }))
  const { draft } = await inTransaction(ctx, (ctx) => formWithDraft(ctx, formId))
  await inTransaction(ctx, async (ctx) => {
    await changeForm(ctx, formId, { document: { ...draft, ...change } }, 1)
    await publishForm(ctx, formId, 2)
  })
  const page = async (path: string, init: RequestInit = {}) => {
    const reply = await fetch(door.origin + path, { redirect: "manual", ...init })
    return { status: reply.status, headers: reply.headers, text: await reply.text() }
  }
  const post = (path: string, body: Record<string, string> | [string, string][]) =>
    page(path, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(body).toString(),
    })
  const path = `/s/${ctx.brand.slug}/join/letters`
  return { ctx, formId, page, post, path, stop: door.stop }
}

export const pathIn = (mail: OutgoingMail | undefined, what: string) =>
  new URL(new RegExp(`http\\S+/${what}/[^\\s)]+`).exec(mail?.text ?? "")?.[0] ?? "http://none/none").pathname

const Ledger = z.array(
  z.looseObject({
    purpose: z.string(),
    state: z.string(),
    source: z.string(),
    ip: z.string().nullable(),
    evidence: z.unknown(),
    wordingHash: z.string().nullable(),
  }),
)

export async function personAt(ctx: TestContext, address: string) {
  return inTransaction(ctx, async (ctx) => {
    const [found] = await peekIdentities(ctx, [{ kind: "email", issuer: "", value: address }])
    if (!found) return { state: "none", ledger: [], customerId: "", known: false }
    const { consents } = await exportCustomer(ctx, found.customerId)
    const state = await consentState(ctx, found.customerId, "email", "marketing")
    return { ...found, state, ledger: Ledger.parse(consents) }
  })
}

export const agreed = (ctx: TestContext, address: string, state: "given" | "withdrawn" = "given") =>
  inTransaction(ctx, async (ctx) => {
    const { customerId } = await resolveCustomer(ctx, {
      identities: [{ kind: "email", issuer: "", value: address }],
      source: "test",
      at: ctx.now(),
    })
    await recordConsent(ctx, {
      customerId,
      channel: "email",
      purpose: "marketing",
      state,
      source: "staff",
      at: ctx.now(),
    })
    return customerId
  })

/** Plans a letter that says nothing of the ways out: those have to come by themselves. */
export const letter = (ctx: TestContext, customerId: string, address: string, key: string) => {
  const kind = ctx.product.contributed(messageKinds).find(({ name }) => name === "tracking.review-request")
  if (!kind) throw new Error("the letter that asks for a review is gone")
  // safe: a sample is an object
  const sample = kind.samples.sample as object
  const facts = { ...sample, links: { tracking: "https://hinata.example/t" } }
  return inTransaction(ctx, (ctx) =>
    planMessage<unknown>(ctx, { kind, customerId, language: "ja", to: { address }, facts, key }),
  )
}
