import type { DmSettings, Service } from "./model.ts"

/** For so long after somebody's last word a page may write to them what it likes (Meta's standard messaging window). */
export const windowMs = 24 * 3_600_000
/** For so long a human of the shop may answer, under the tag HUMAN_AGENT. */
export const humanMs = 7 * 24 * 3_600_000

/** As what a message leaves, in Meta's words. */
export type Manner =
  | { readonly messaging_type: "RESPONSE" | "UPDATE" }
  | { readonly messaging_type: "MESSAGE_TAG"; readonly tag: string }

type Asked = {
  readonly service: Service
  /** Letters we send by ourselves, or an answer that somebody of the shop wrote. */
  readonly by: "marketing" | "transactional" | "human"
  readonly saidAt: Date
  readonly now: Date
  readonly receiptTag: DmSettings["receiptTag"]
}

/**
 * As what a message may leave now; undefined when it may not. Within a day of the person's last word anything may; later only
 * what a tag allows: an answer by a human within seven days, and on Messenger a receipt. Marketing has no tag. Source: Meta,
 * Messenger Platform policy and "Message tags"; Instagram Messaging knows HUMAN_AGENT alone.
 */
export function mannerOf({ service, by, saidAt, now, receiptTag }: Asked): Manner | undefined {
  const age = now.getTime() - saidAt.getTime()
  if (age < windowMs) return { messaging_type: by === "human" ? "RESPONSE" : "UPDATE" }
  if (by === "human") return age < humanMs ? { messaging_type: "MESSAGE_TAG", tag: "HUMAN_AGENT" } : undefined
  if (by === "transactional" && service === "messenger" && receiptTag !== "none")
    return { messaging_type: "MESSAGE_TAG", tag: receiptTag }
  return undefined
}
