import type { Context } from "#kernel/context"
import { inTransaction } from "#kernel/context"
import { bodyLimits } from "#kernel/edge"
import { type Page, type PageReply, type PageRequest, page } from "#kernel/page"
import { customerById } from "#customers"
import { answering, bodyAs, brandOf, replied } from "./json-api.ts"
import { EventBody, ProfileBody, SubscribeBody } from "./read-rules.ts"
import { createProfile, importProfile, subscribe, takeEvent, updateProfile } from "./take-in.ts"

/** A whole shop may send from one address. */
const limits = { maxBytes: bodyLimits.api, perMinute: 60_000 }

type Work = (ctx: Context, request: PageRequest) => Promise<PageReply>

const door = (line: Parameters<typeof page>[0], right: string, work: Work): Page =>
  page(
    line,
    (platform, request) => answering(request, async () => work(await brandOf(platform, request, right), request)),
    limits,
  )

/** The addresses of Klaviyo's API that shops' own code writes to. */
export const klaviyoDoors: readonly Page[] = [
  door("POST /api/events", "events:write", async (ctx, request) => {
    await takeEvent(ctx, bodyAs(request, EventBody))
    return replied(202)
  }),
  door("POST /api/profiles", "customers:write", async (ctx, request) => {
    const { data } = bodyAs(request, ProfileBody)
    return shown(ctx, 201, await createProfile(ctx, data.attributes))
  }),
  door("PATCH /api/profiles/:id", "customers:write", async (ctx, request) => {
    const { data } = bodyAs(request, ProfileBody)
    return shown(ctx, 200, await updateProfile(ctx, request.path["id"] ?? "", data.attributes))
  }),
  door("POST /api/profile-import", "customers:write", async (ctx, request) => {
    const { data } = bodyAs(request, ProfileBody)
    const { customerId, created } = await importProfile(ctx, data.attributes, data.id ?? undefined)
    return shown(ctx, created ? 201 : 200, customerId)
  }),
  door("POST /api/profile-subscription-bulk-create-jobs", "customers:write", async (ctx, request) => {
    await subscribe(ctx, bodyAs(request, SubscribeBody))
    return replied(202)
  }),
]

/** The person as Klaviyo's API shows one. What a key may not read is not in it. */
async function shown(ctx: Context, status: number, customerId: string): Promise<PageReply> {
  const customer = await inTransaction(ctx, (ctx) => customerById(ctx, customerId))
  const mayRead = ctx.rights?.has("customers:personal") ?? false
  const attributes = {
    email: mayRead ? (customer?.email ?? null) : null,
    phone_number: mayRead ? (customer?.phone ?? null) : null,
    first_name: mayRead ? (customer?.givenName ?? null) : null,
    last_name: mayRead ? (customer?.familyName ?? null) : null,
    locale: customer?.language ?? null,
    created: customer?.firstSeenAt ?? null,
    properties: mayRead ? (customer?.properties ?? {}) : {},
  }
  return replied(status, { data: { type: "profile", id: customer?.customerId ?? customerId, attributes } })
}
