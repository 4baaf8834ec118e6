import { recordConsent, resolveCustomer } from "#customers"
import { recordEvents } from "#events"
import { type Context, inTransaction } from "#kernel/context"
import { sql } from "kysely"
import { createFlow, publishFlow } from "../capabilities/flows/edit-flows.ts"
import { goOn } from "../capabilities/flows/go-on.ts"
import { readFacts } from "../capabilities/flows/read-facts.ts"
import { FlowDocument, type FlowDocumentInput } from "../capabilities/flows/model.ts"
import type { Facts } from "#kernel/facts"
import { type TestContext, testContext } from "./context.ts"
import { flowsProduct, templateId } from "./flow-samples.ts"

export const flowsContext = (wanted: { at?: string; facts?: Facts; zone?: string } = {}): Promise<TestContext> =>
  testContext({
    product: flowsProduct(),
    ...(wanted.at === undefined ? {} : { at: wanted.at }),
    ...(wanted.facts === undefined ? {} : { facts: wanted.facts }),
    ...(wanted.zone === undefined ? {} : { brand: { zone: wanted.zone } }),
  })

export const someone = (ctx: Context, name: string): Promise<string> =>
  inTransaction(ctx, async (ctx) => {
    const identities = [{ kind: "email" as const, issuer: "", value: `${name}@example.jp` }]
    return (await resolveCustomer(ctx, { identities, source: "test", at: ctx.now() })).customerId
  })

export const agrees = (ctx: Context, customerId: string, at = ctx.now()): Promise<unknown> =>
  inTransaction(ctx, (ctx) =>
    recordConsent(ctx, {
      customerId,
      channel: "email",
      purpose: "marketing",
      state: "given",
      source: "test",
      at,
    }),
  )

let happened = 0

/** Something happens with somebody; it is recorded at once, as of `at` or now. */
export const happens = (
  ctx: Context,
  customerId: string,
  name: string,
  { at, ...fact }: { at?: Date; properties?: object; productId?: string; orderId?: string; externalId?: string } = {},
): Promise<void> =>
  inTransaction(ctx, (ctx) =>
    recordEvents(ctx, [
      { customerId, name, occurredAt: at ?? ctx.now(), source: "test", externalId: `flows-${++happened}`, ...fact },
    ]),
  )

/** Makes a flow and publishes it. */
export async function launched(
  ctx: Context,
  given: FlowDocumentInput,
  mode: "live" | "shadow" = "live",
): Promise<string> {
  const document = FlowDocument.parse({ holdoutBp: 0, ...given })
  const { flow } = await createFlow(ctx, { name: { ja: "試し", en: "Trial" }, document })
  await publishFlow(ctx, flow.flowId, { revision: flow.revision, inside: "stay", mode })
  return flow.flowId
}

/**
 * Turns until there is nothing more to do for flows at this moment, and all that has happened was read: facts are read once no
 * older transaction runs, and other tests have theirs.
 */
export async function settle(ctx: Context): Promise<void> {
  for (const end = performance.now() + 60_000; performance.now() < end; ) {
    while (await goOn(ctx));
    if (!(await hasUnread(ctx))) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error("flows did not settle")
}

/** Whether facts of the brand lie behind the place up to which flows have read. */
export const hasUnread = (ctx: Context): Promise<boolean> =>
  inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{ unread: boolean }>`
      select exists (select from events.inbox i left join flows.cursors c on c.brand_id = i.brand_id
        where i.brand_id = ${ctx.brandId} and (i.xid, i.seq) > (coalesce(c.upto, '0'::xid8), coalesce(c.upto_seq, 0))) as unread`.execute(
      ctx.db,
    )
    return rows[0]?.unread ?? false
  })

/** Reads all that has happened, and lets nobody go on yet. */
export async function readAll(ctx: Context): Promise<void> {
  for (const end = performance.now() + 60_000; performance.now() < end; ) {
    await readFacts(ctx)
    if (!(await hasUnread(ctx))) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error("facts were not read")
}

export type Path = { readonly step: string; readonly outcome: string; readonly way: string | null }

/** What was done with somebody in a flow, over all her runs in their order. */
export const pathOf = (ctx: Context, flowId: string, customerId: string): Promise<Path[]> =>
  inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<Path>`select s.step, s.outcome, s.way from flows.run_steps s
      join flows.runs r on r.brand_id = s.brand_id and r.run_id = s.run_id
      where r.brand_id = ${ctx.brandId} and r.flow_id = ${flowId} and r.customer_id = ${customerId} order by r.run_id, s.visit`.execute(
      ctx.db,
    )
    return rows
  })

export type RunState = {
  readonly state: string
  readonly step: string | null
  readonly end: string | null
  readonly reason: string | null
  readonly version: number
}

export const runsOf = (ctx: Context, flowId: string, customerId: string): Promise<RunState[]> =>
  inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<RunState>`select state, step, ended_by as "end", reason, version from flows.runs
      where brand_id = ${ctx.brandId} and flow_id = ${flowId} and customer_id = ${customerId} order by entered_at, run_id`.execute(
      ctx.db,
    )
    return rows
  })

export type LetterRow = {
  readonly step: string
  readonly state: string
  readonly customerId: string
  readonly key: string
  readonly templateId: string
}

/** The letters of a flow, oldest first; of one moment by their steps backwards. */
export const lettersOf = (ctx: Context, flowId: string): Promise<LetterRow[]> =>
  inTransaction(ctx, async (ctx) => {
    const { rows } =
      await sql<LetterRow>`select origin_step as step, state, customer_id as "customerId", key, template_id as "templateId"
      from messages.messages where brand_id = ${ctx.brandId} and origin_id = ${flowId}::uuid order by send_at, origin_step desc, message_id`.execute(
        ctx.db,
      )
    return rows
  })

export const entriesOf = (ctx: Context, flowId: string): Promise<{ customerId: string; outcome: string }[]> =>
  inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{
      customerId: string
      outcome: string
    }>`select customer_id as "customerId", outcome from flows.entries
      where brand_id = ${ctx.brandId} and flow_id = ${flowId} order by at, entry_key`.execute(ctx.db)
    return rows
  })

type StepInput = NonNullable<FlowDocumentInput["steps"]>[number]

/** A message step as tests need it. */
export const letterStep = (id: string, next: string | null, more: object = {}): StepInput => ({
  kind: "message",
  id,
  next,
  template: { templateId, version: 1 },
  status: "live",
  channels: ["email"],
  ...more,
})
