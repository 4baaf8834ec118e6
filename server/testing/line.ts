import { inTransaction } from "#kernel/context"
import { type Plug, plug } from "#kernel/ports"
import { connectAccount, keepCaughtLine, lineWays } from "#line"
import { createLineWays } from "../adapters/line/line-ways.ts"
import { type TestContext, testContext } from "./context.ts"
import { type FakeLine, startFakeLine } from "./fake-line.ts"
import { letterContext, type LetterContext } from "./letter-scene.ts"

/** Live brands speak with the fake; those of test brands end in the box of the context that `catchInto` names. */
export function linePlug(line: Pick<FakeLine, "origin">): {
  readonly plug: Plug
  readonly catchInto: (ctx: TestContext) => void
} {
  const made: { ctx?: TestContext } = {}
  const keep: Parameters<typeof createLineWays>[0]["store"]["keep"] = async (caught, brandId) =>
    made.ctx ? keepCaughtLine({ ...made.ctx, brandId }, caught) : false
  return {
    plug: plug(lineWays, createLineWays({ address: line.origin, store: { keep } })),
    catchInto: (ctx) => void (made.ctx = ctx),
  }
}

/** Connects a brand with the fake. Returns the account's id. */
export const connectFake = async (ctx: TestContext, line: Pick<FakeLine, "token" | "secret">): Promise<string> => {
  const { accountId } = await inTransaction(ctx, (ctx) =>
    connectAccount(ctx, { channelSecret: line.secret, accessToken: line.token }),
  )
  return accountId
}

/** A brand whose official account stands at the fake; `account` is its id. */
export async function lineContext(
  line: Pick<FakeLine, "origin" | "token" | "secret">,
  wanted: NonNullable<Parameters<typeof testContext>[0]> = {},
): Promise<TestContext & { readonly account: string }> {
  const way = linePlug(line)
  const ctx = await testContext({ ...wanted, plugs: [...(wanted.plugs ?? []), way.plug] })
  way.catchInto(ctx)
  return { ...ctx, account: await connectFake(ctx, line) }
}

/** A brand that writes letters, with its official account at a fake of its own; `close` ends both. */
export async function lineLetters(): Promise<{
  readonly line: FakeLine
  readonly ctx: LetterContext
  readonly account: string
  readonly close: () => Promise<void>
}> {
  const line = await startFakeLine()
  const way = linePlug(line)
  let closeMail: () => Promise<void> = async () => {}
  const ctx = await letterContext({ plugs: [way.plug], keepOpen: (close) => void (closeMail = close) })
  way.catchInto(ctx)
  return {
    line,
    ctx,
    account: await connectFake(ctx, line),
    close: async () => {
      await closeMail()
      await line.stop()
    },
  }
}
