import { z } from "zod"

const base64url = (least: number, most: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+={0,2}$/)
    .min(least)
    .max(most)

/** What a browser hands over when its owner asks for notices (PushSubscription of the Push API). */
export const Subscription = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(1_000),
  keys: z.object({ p256dh: base64url(80, 100), auth: base64url(16, 40) }),
})
export type Subscription = z.output<typeof Subscription>

/** What is shown. `id` stands for the message: shown twice, it is one notice. */
export const Notice = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  to: z.string(),
  image: z.string().optional(),
})
export type Notice = z.output<typeof Notice>

/** Encrypted, a notice must fit into 4,096 bytes; padding and headers take some of them (M51, RFC 8291). */
export const mostNoticeBytes = 3_000
