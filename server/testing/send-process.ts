import { parseArgs } from "node:util"
import { pino } from "pino"
import { createRenderPool, mailRenderer, mailTransports, messageKinds } from "#messages"
import { defineCapability } from "#kernel/capability"
import { realSource } from "#kernel/clock"
import { contextFor } from "#kernel/context"
import { contribute } from "#kernel/contributions"
import { armCrashpoint } from "#kernel/crashpoint"
import { connect } from "#kernel/db"
import { anyEffect } from "#kernel/effects"
import { noFacts } from "#kernel/facts"
import { keysFrom } from "#kernel/keys"
import { plug } from "#kernel/ports"
import { assemble } from "#kernel/product"
import { carryOut, claim } from "#kernel/worker"
import { createMailWays } from "../adapters/email/mail-ways.ts"
import { campaignSample, sampleKind } from "../capabilities/messages/sample-mail.ts"
import { sendEffects } from "../capabilities/messages/send-effect.ts"

/** A worker of its own that sends what one brand has due, to be killed at a crash point. Ends with 0 when it was not. */
const { values } = parseArgs({
  options: {
    database: { type: "string", default: "" },
    brand: { type: "string", default: "" },
    smtp: { type: "string", default: "" },
    crash: { type: "string" },
    now: { type: "string", default: "" },
  },
})

armCrashpoint(values.crash)
const log = pino({ level: "silent" })
const database = connect(values.database, 2, log)
const ways = createMailWays({ smtpUrl: values.smtp, store: { keep: async () => {} }, now: () => new Date(values.now) })
const samples = defineCapability({
  name: "samples",
  contributes: [contribute(messageKinds, [sampleKind, campaignSample])],
})
const product = assemble([samples], {
  plugs: [plug(mailTransports, ways), plug(mailRenderer, createRenderPool())],
  wake: () => {},
})
const ctx = contextFor(
  {
    source: { ...realSource, now: () => new Date(values.now) },
    db: database.kysely,
    facts: noFacts,
    log,
    keys: keysFrom(Buffer.alloc(32, 7)),
    product,
  },
  { brandId: values.brand, actor: { kind: "system", reason: "test" }, cause: "test" },
)
for (const effect of sendEffects)
  for (const row of await claim(ctx, anyEffect(effect), "doomed", 1)) await carryOut(ctx, anyEffect(effect), row)
process.exit(0)
