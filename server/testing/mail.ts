import { onTestFinished } from "vitest"
import {
  createRenderPool,
  keepCaughtMail,
  mailRenderer,
  mailTransports,
  type MessageKind,
  messageKinds,
  type Plan,
  type PlannedMessage,
  planMessage,
} from "#messages"
import { type Capability, defineCapability } from "#kernel/capability"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import { contribute } from "#kernel/contributions"
import { type Plug, plug } from "#kernel/ports"
import { assemble } from "#kernel/product"
import { createMailWays } from "../adapters/email/mail-ways.ts"
import type { SmtpTimeouts } from "../adapters/email/smtp-server-address.ts"
import { capabilities } from "../capabilities.ts"
import { campaignSample, sampleKind } from "../capabilities/messages/sample-mail.ts"
import { type TestContext, testContext } from "./context.ts"

type Wanted = {
  /** Where mails go; the catcher without it. */
  readonly smtpUrl?: string
  /** For several tests of a file: who asked closes it, by what is returned or given here. */
  readonly keepOpen?: true | ((close: () => Promise<void>) => void)
  readonly timeouts?: Partial<SmtpTimeouts>
  readonly places?: { readonly installation: number; readonly own: number }
  /** Plugged in beside the product's own. */
  readonly extra?: readonly Capability[]
}

export type TestMail = {
  /** For `testContext({ plugs: mail.plugs })`; then hand its `platform` to `catchInto`. */
  readonly plugs: readonly Plug[]
  /** Where the catcher keeps its mails: the database of this context. */
  readonly catchInto: (platform: Context) => void
  readonly close: () => Promise<void>
}

/** Real rendering threads and real SMTP, to the catcher or to the server at `smtpUrl`. Closed by itself after the test. */
export function testMail({ smtpUrl, timeouts, places, keepOpen }: Wanted = {}): TestMail {
  let platform: Context | undefined
  const renderer = createRenderPool()
  const ways = createMailWays({
    smtpUrl,
    ownMayBePrivate: true,
    now: () => platform?.now() ?? new Date(),
    store: {
      keep: async (mail, brandId) => {
        if (!platform) throw new Error("say catchInto(ctx.platform) first")
        await keepCaughtMail(inBrand(platform, brandId), mail)
      },
    },
    ...(timeouts ? { pool: { timeouts } } : {}),
    ...(places ? { places } : {}),
  })
  const close = async () => {
    await ways.close()
    await renderer.close()
  }
  if (typeof keepOpen === "function") keepOpen(close)
  else if (!keepOpen) onTestFinished(close)
  return {
    plugs: [plug(mailTransports, ways), plug(mailRenderer, renderer)],
    catchInto: (context) => void (platform = context),
    close,
  }
}

/** A brand that can send mails, the sample kinds among them. */
export async function mailContext(wanted: Wanted & Parameters<typeof testContext>[0] = {}): Promise<TestContext> {
  const { smtpUrl, timeouts, places, keepOpen, extra = [], ...rest } = wanted
  const mail = testMail({
    ...(smtpUrl === undefined ? {} : { smtpUrl }),
    ...(timeouts ? { timeouts } : {}),
    ...(places ? { places } : {}),
    ...(keepOpen ? { keepOpen } : {}),
  })
  const samples = defineCapability({
    name: "samples",
    contributes: [contribute(messageKinds, [sampleKind, campaignSample])],
  })
  const product = assemble([...capabilities, samples, ...extra], {
    plugs: [...mail.plugs, ...(rest.plugs ?? [])],
    wake: () => {},
  })
  const ctx = await testContext({ product, ...rest })
  mail.catchInto(ctx.platform)
  return ctx
}

type Sample = Partial<Omit<PlannedMessage<unknown>, "key">>

/** Plans a sample receipt, in a transaction of its own. */
export const planReceipt = (ctx: Context, key: string, wanted: Sample = {}): Promise<Plan> =>
  planSample(ctx, sampleKind, key, wanted)

/** Plans a sample of marketing. */
export const planCampaign = (ctx: Context, key: string, wanted: Sample = {}): Promise<Plan> =>
  planSample(ctx, campaignSample, key, wanted)

const planSample = (ctx: Context, kind: MessageKind, key: string, wanted: Sample) =>
  inTransaction(ctx, (ctx) =>
    planMessage<unknown>(ctx, {
      kind,
      customerId: null,
      language: "ja",
      to: { name: "佐藤 美咲", address: "misaki@customer.example" },
      facts: kind.samples.sample,
      key,
      ...wanted,
    }),
  )
