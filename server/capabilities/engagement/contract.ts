import { z } from "zod"
import { endpoint, instant } from "#kernel/endpoint"
import { touches, verdicts } from "./model.ts"
import { definitions } from "./rates-rules.ts"

const ByWhom = z.object({ human: z.int(), unknown: z.int(), machine: z.int() })
const rate = z.int().nullable()

/** Basis points of what was delivered (bounces: of what was sent); null where there is nothing to divide by. */
export const RatesReply = z.object({
  sent: z.int(),
  delivered: z.int(),
  bounced: z.object({ hard: z.int(), soft: z.int() }),
  opened: ByWhom,
  clicked: ByWhom,
  complained: z.int(),
  left: z.int(),
  rates: z.object({
    opened: rate,
    openedWithMachines: rate,
    clicked: rate,
    clickedWithMachines: rate,
    bounced: rate,
    complained: rate,
    left: rate,
  }),
})

const filter = {
  kind: z.string().max(100).optional(),
  purpose: z.enum(["transactional", "marketing"]).optional(),
  channel: z.string().max(20).optional(),
  templateId: z.uuid().optional(),
  segmentId: z.uuid().optional(),
  originKind: z.enum(["campaign", "flow"]).optional(),
  originId: z.uuid().optional(),
  originStep: z.string().max(100).optional(),
  from: instant.optional(),
  until: instant.optional(),
}

const Words = z.object({ ja: z.string(), en: z.string() })
// safe: the keys are those of the definitions
const definitionNames = Object.keys(definitions) as (keyof typeof definitions)[]

export const getRates = endpoint("GET /api/v1/message-rates", {
  right: "messages:read",
  summary: {
    ja: "届いた・開いた・クリックした・戻った・止めた割合（人と機械は別）",
    en: "Delivered, opened, clicked, returned and left, people apart from machines",
  },
  params: filter,
  reply: z.object({
    total: RatesReply,
    groups: z.array(
      RatesReply.extend({
        kind: z.string(),
        title: Words,
        purpose: z.enum(["transactional", "marketing"]),
        channel: z.string(),
        originKind: z.enum(["campaign", "flow"]).nullable(),
        originId: z.uuid().nullable(),
        originStep: z.string().nullable(),
      }),
    ),
    /** Letters by the segment that they were planned for; null: for everybody. */
    segments: z.array(RatesReply.extend({ segmentId: z.uuid().nullable() })),
    links: z.array(z.object({ url: z.string(), human: z.int(), unknown: z.int(), machine: z.int() })),
    leavings: z.array(z.object({ by: z.string(), count: z.int() })),
    definitions: z.record(z.enum(definitionNames), Words),
  }),
})

export const getMessageSignals = endpoint("GET /api/v1/messages/:messageId/signals", {
  right: "messages:read",
  summary: {
    ja: "1通への開封とクリック、人か機械か、その理由",
    en: "Opens and clicks of one message, by whom and why we think so",
  },
  params: { messageId: z.uuid() },
  reply: z.object({
    items: z.array(
      z.object({
        hitId: z.uuid(),
        what: z.enum(touches),
        link: z.int().nullable(),
        url: z.string().nullable(),
        at: instant,
        /** Null while its neighbours are waited for: some ten seconds. */
        verdict: z.enum(verdicts).nullable(),
        reason: z.string().nullable(),
      }),
    ),
  }),
})
