import { port } from "#kernel/ports"

export type ChatAnswer = { readonly status: number; readonly retryAfterSeconds: number | null; readonly text: string }

/** Posts to an address outside. Rejects with a word when nobody answered. */
export type ChatPost = (
  url: string,
  wanted: { readonly headers: Readonly<Record<string, string>>; readonly body: string; readonly timeoutMs: number },
) => Promise<ChatAnswer>

export const chatPost = port<ChatPost>("relay.chat-post")
