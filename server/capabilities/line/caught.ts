import { type Context, inTransaction } from "#kernel/context"
import { insertCaught } from "./storage-messages.ts"

type Caught = {
  readonly key: string | null
  readonly userId: string
  readonly way: "push" | "reply"
  readonly messages: readonly unknown[]
}

/** Keeps what a test brand would have sent by LINE. False when this very message is there already. */
export const keepCaughtLine = (ctx: Context, { key, ...caught }: Caught): Promise<boolean> =>
  inTransaction(ctx, (ctx) => insertCaught(ctx, { ...caught, caughtId: key ?? ctx.id(), caughtAt: ctx.now() }))
