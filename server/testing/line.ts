import { inTransaction } from "#kernel/context"
import { plug } from "#kernel/ports"
import { connectAccount, keepCaughtLine, lineWays } from "#line"
import { createLineWays } from "../adapters/line/line-ways.ts"
import { type TestContext, testContext } from "./context.ts"
import type { FakeLine } from "./fake-line.ts"

type Wanted = Parameters<typeof testContext>[0] & { readonly isConnected?: boolean }

/** A brand whose official account stands at the fake; `account` is its id. */
export async function lineContext(
  line: Pick<FakeLine, "origin" | "token" | "secret">,
  { isConnected = true, plugs = [], ...wanted }: NonNullable<Wanted> = {},
): Promise<TestContext & { readonly account: string }> {
  const made: { ctx?: TestContext } = {}
  const ways = createLineWays({
    address: line.origin,
    store: {
      keep: async (caught, brandId) => (made.ctx ? keepCaughtLine({ ...made.ctx, brandId }, caught) : false),
    },
  })
  const ctx = await testContext({ ...wanted, plugs: [...plugs, plug(lineWays, ways)] })
  made.ctx = ctx
  if (!isConnected) return { ...ctx, account: "" }
  const { accountId } = await inTransaction(ctx, (ctx) =>
    connectAccount(ctx, { channelSecret: line.secret, accessToken: line.token }),
  )
  return { ...ctx, account: accountId }
}
