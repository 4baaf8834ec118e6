import { z } from "zod"
import { instant } from "#kernel/endpoint"
import { topicNames } from "./topics.ts"

export const endpointStates = ["active", "paused", "disabled"] as const
export const deliveryStates = ["waiting", "delivered", "failed"] as const

export const Topic = z.enum(topicNames)

/** Where a brand wants to hear of what happens. Its secret is shown once, when it is made. */
export const Endpoint = z.object({
  endpointId: z.uuid(),
  url: z.string(),
  name: z.string(),
  topics: z.array(Topic),
  state: z.enum(endpointStates),
  /** `gone`: it answered 410. `failing`: nothing was answered for five days. */
  disabledBecause: z.enum(["gone", "failing"]).nullable(),
  failingSince: instant.nullable(),
  lastAnswerAt: instant.nullable(),
  /** Until when messages are signed with the secret before the present one, too. */
  oldSecretUntil: instant.nullable(),
  createdAt: instant,
})
export type Endpoint = z.output<typeof Endpoint>

export const Delivery = z.object({
  deliveryId: z.uuid(),
  endpointId: z.uuid(),
  topic: Topic,
  state: z.enum(deliveryStates),
  /** What kept it from being delivered, as a word: http_500, timeout, private_address, paused. */
  reason: z.string().nullable(),
  attempts: z.int(),
  createdAt: instant,
  endedAt: instant.nullable(),
})
export type Delivery = z.output<typeof Delivery>

export const Attempt = z.object({
  at: instant,
  status: z.int().nullable(),
  trouble: z.string().nullable(),
  tookMs: z.int(),
  answer: z.string(),
})
export type Attempt = z.output<typeof Attempt>
