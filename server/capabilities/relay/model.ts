import { z } from "zod"

export const chatKinds = ["slack", "discord"] as const
export type ChatKind = (typeof chatKinds)[number]

export const Chat = z.object({
  chatId: z.uuid(),
  kind: z.enum(chatKinds),
  name: z.string(),
  /** Why nothing is told there any more. */
  offBecause: z.string().nullable(),
  toldAt: z.coerce.date().nullable(),
  madeAt: z.coerce.date(),
})
export type Chat = z.output<typeof Chat>

const hosts: Readonly<Record<ChatKind, RegExp>> = {
  slack: /^https:\/\/hooks\.slack(-gov)?\.com\/services\/\S+$/,
  discord: /^https:\/\/(ptb\.|canary\.)?discord(app)?\.com\/api\/(v\d+\/)?webhooks\/\d+\/\S+$/,
}

/** Whose address this is; undefined when it is no incoming webhook that we know. */
export const chatKindOf = (url: string): ChatKind | undefined => chatKinds.find((kind) => hosts[kind].test(url))
