import { type Context, inTransaction } from "#kernel/context"
import type { DmBody, Person } from "./model.ts"
import { insertCaught } from "./storage.ts"

/** Keeps what a test brand would have sent. */
export const keepCaughtDm = (ctx: Context, caught: Person & DmBody): Promise<void> =>
  inTransaction(ctx, (ctx) => insertCaught(ctx, { ...caught, caughtId: ctx.id(), caughtAt: ctx.now() }))
