import { z } from "zod"
import { done, endpoint, instant, listOf, listParams } from "#kernel/endpoint"
import { DeliverabilitySettings } from "./model-settings.ts"
import { findingNames, findingStates, restWhys, returnKinds } from "./model.ts"

const Words = z.object({ ja: z.string(), en: z.string() })
const rate = z.int().nullable()
const ByWhom = z.object({ human: z.int(), unknown: z.int(), machine: z.int() })
const Rates = z.object({
  sent: z.int(),
  delivered: z.int(),
  bounced: z.object({ hard: z.int(), soft: z.int() }),
  opened: ByWhom,
  clicked: ByWhom,
  complained: z.int(),
  left: z.int(),
  rates: z.object({ opened: rate, clicked: rate, bounced: rate, complained: rate, left: rate }),
})

const Finding = z.object({
  name: z.enum(findingNames),
  state: z.enum(findingStates),
  reason: z.string(),
  found: z.array(z.string()),
  wanted: z.object({ name: z.string(), type: z.enum(["TXT", "MX", "PTR"]), value: z.string() }).nullable(),
})

const DomainState = z.object({
  state: z.enum(["good", "warning", "bad", "unchecked"]),
  domain: z.string().nullable(),
  checkedAt: instant.nullable(),
  perDay: z.int(),
  holds: z.boolean(),
})

const ClosedDomain = z.object({
  domain: z.string(),
  closedAt: instant,
  closedUntil: instant,
  closings: z.int(),
  tried: z.int(),
  refused: z.int(),
})

const origin = { originKind: z.string().nullable(), originId: z.uuid().nullable(), originStep: z.string().nullable() }

export const getReport = endpoint("GET /api/v1/deliverability", {
  right: "messages:read",
  summary: {
    ja: "到達の診断：認証・不達・苦情・止まっているもの",
    en: "How mails arrive: authentication, bounces, complaints, what is held up",
  },
  reply: z.object({
    domain: DomainState,
    check: z.object({ domain: z.string(), checkedAt: instant, findings: z.array(Finding) }).nullable(),
    alarm: z.object({
      level: z.enum(["calm", "warn", "stop"]),
      why: z.enum(["complaints", "bounces"]),
      rateBp: z.int(),
    }),
    pause: z.object({ why: z.enum(["complaints", "bounces"]), rateBp: z.int(), pausedAt: instant }).nullable(),
    closed: z.array(ClosedDomain),
    /** Letters of today's share of a warm-up, and when the next day's begins; null without one. */
    warmUp: z.object({ allowed: z.int(), gone: z.int(), goal: z.int(), again: instant }).nullable(),
    total: Rates,
    risky: z.array(Rates.extend({ kind: z.string(), title: Words, ...origin })),
    returns: z.array(z.object({ what: z.enum(returnKinds), domain: z.string(), rule: z.string(), count: z.int() })),
    complaints: z.array(
      z.object({ kind: z.string(), title: Words, ...origin, segmentId: z.uuid().nullable(), count: z.int() }),
    ),
    trend: z.array(
      z.object({
        day: z.iso.date(),
        sent: z.int(),
        delivered: z.int(),
        hard: z.int(),
        soft: z.int(),
        complained: z.int(),
        unsubbed: z.int(),
        opened: z.int(),
        clicked: z.int(),
      }),
    ),
  }),
})

export const getDomainCheck = endpoint("GET /api/v1/deliverability/domain", {
  right: "messages:read",
  summary: { ja: "送信ドメインの確認の結果", en: "What was found about the sending domain" },
  reply: z.object({
    state: DomainState,
    check: z.object({ domain: z.string(), checkedAt: instant, findings: z.array(Finding) }).nullable(),
  }),
})

export const postDomainCheck = endpoint("POST /api/v1/deliverability/domain/check", {
  right: "brand:write",
  summary: { ja: "送信ドメインの記録をいま確かめる", en: "Look at the sending domain's records now" },
  reply: done,
  perMinute: 20,
})

const Return = z.object({
  returnId: z.uuid(),
  receivedAt: instant,
  messageId: z.uuid(),
  customerId: z.uuid().nullable(),
  domain: z.string(),
  what: z.enum(returnKinds),
  rule: z.string(),
  status: z.string().nullable(),
  said: z.string(),
  acted: z.string(),
  kind: z.string(),
  title: Words,
  ...origin,
  segmentId: z.uuid().nullable(),
})

export const listReturns = endpoint("GET /api/v1/deliverability/returns", {
  right: "messages:read",
  summary: { ja: "戻ってきたメールと苦情（新しい順）", en: "Bounces and complaints, newest first" },
  params: { ...listParams, what: z.enum(returnKinds).optional() },
  reply: listOf(Return),
})

export const postResume = endpoint("POST /api/v1/deliverability/resume", {
  right: "messages:send",
  summary: { ja: "止まったお便りを再開する", en: "Let paused letters go again" },
  reply: done,
})

export const postOpenDomain = endpoint("POST /api/v1/deliverability/domains/:domain/open", {
  right: "messages:send",
  summary: { ja: "止めた宛先ドメインへの送信を再開する", en: "Let letters to a closed domain go again" },
  params: { domain: z.string().max(253) },
  reply: done,
})

export const getHygiene = endpoint("GET /api/v1/deliverability/hygiene", {
  right: "messages:read",
  summary: { ja: "反応のない人の数（休止の提案）", en: "How many react to nothing, and might be let rest" },
  reply: z.object({
    asleep: z.int(),
    isMore: z.boolean(),
    sample: z.array(z.uuid()),
    rule: z.object({ letters: z.int(), withinDays: z.int(), byItself: z.boolean() }),
    /** How many rest at this moment. */
    resting: z.int(),
  }),
  perMinute: 60,
})

export const postRetire = endpoint("POST /api/v1/deliverability/retire", {
  right: "messages:send",
  summary: { ja: "反応のない人へのお便りを休止にする", en: "Let those rest who do not react" },
  reply: z.object({ asked: z.int() }),
  perMinute: 10,
})

export const getRest = endpoint("GET /api/v1/customers/:customerId/letters-rest", {
  right: "customers:read",
  summary: { ja: "お便りをお休みにしているか", en: "Whether letters rest for a customer" },
  params: { customerId: z.uuid() },
  reply: z.object({ rest: z.object({ since: instant, why: z.enum(restWhys) }).nullable() }),
})

export const putRest = endpoint("PUT /api/v1/customers/:customerId/letters-rest", {
  right: "customers:write",
  summary: { ja: "お便りをお休みにする・再開する", en: "Let letters rest for a customer, or go again" },
  params: { customerId: z.uuid(), isResting: z.boolean() },
  reply: done,
})

export const getDeliverabilitySettings = endpoint("GET /api/v1/deliverability/settings", {
  right: "brand:read",
  summary: { ja: "到達の設定", en: "Settings of deliverability" },
  reply: z.object({ version: z.int(), settings: DeliverabilitySettings }),
})

export const putDeliverabilitySettings = endpoint("PUT /api/v1/deliverability/settings", {
  right: "brand:write",
  summary: { ja: "到達の設定を変える", en: "Change the settings of deliverability" },
  params: { settings: DeliverabilitySettings, basedOn: z.int() },
  reply: z.object({ version: z.int() }),
})
