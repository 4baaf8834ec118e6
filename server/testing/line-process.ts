import { parseArgs } from "node:util"
import { pino } from "pino"
import {
  createRenderPool,
  letterDocument,
  letterDocuments,
  mailRenderer,
  mailTransports,
  messageChannels,
  templateKey,
} from "#messages"
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
import { lineChannel, lineWays } from "#line"
import { createMailWays } from "../adapters/email/mail-ways.ts"
import { createLineWays } from "../adapters/line/line-ways.ts"
import { sendAnswer } from "../capabilities/line/answer-friend.ts"
import { sendEffects } from "../capabilities/messages/send-effect.ts"
import { news, template } from "./letter-scene.ts"

/** A worker of its own that says by LINE what one brand has due, to be killed at a crash point. Ends with 0 when it was not. */
const { values } = parseArgs({
  options: {
    database: { type: "string", default: "" },
    brand: { type: "string", default: "" },
    line: { type: "string", default: "" },
    crash: { type: "string" },
    now: { type: "string", default: "" },
  },
})

armCrashpoint(values.crash)
const log = pino({ level: "silent" })
const now = () => new Date(values.now)
const database = connect(values.database, 2, log)
const letters = defineCapability({
  name: "sample-letters",
  contributes: [
    contribute(messageChannels, [lineChannel]),
    contribute(letterDocuments, [async () => new Map([[templateKey(template), letterDocument.parse(news)]])]),
  ],
})
const product = assemble([letters], {
  plugs: [
    plug(mailTransports, createMailWays({ smtpUrl: undefined, store: { keep: async () => {} }, now })),
    plug(mailRenderer, createRenderPool()),
    plug(lineWays, createLineWays({ address: values.line, store: { keep: async () => true } })),
  ],
  wake: () => {},
})
const ctx = contextFor(
  {
    source: { ...realSource, now },
    db: database.kysely,
    facts: noFacts,
    log,
    keys: keysFrom(Buffer.alloc(32, 7)),
    product,
  },
  { brandId: values.brand, actor: { kind: "system", reason: "test" }, cause: "test" },
)
for (const effect of [...sendEffects.map(anyEffect), anyEffect(sendAnswer)])
  for (const row of await claim(ctx, effect, "doomed", 1)) await carryOut(ctx, effect, row)
process.exit(0)
