import type { ChatKind } from "./model.ts"

/** The longest that each takes, in UTF-16 code units. */
const longest: Readonly<Record<ChatKind, number>> = { slack: 3_000, discord: 2_000 }

/** A text and a link as each chat wants them. What people wrote stays text: nobody is called by it, nothing is marked up. */
export function bodyOf(
  kind: ChatKind,
  { text, link }: { readonly text: string; readonly link: string | null },
): object {
  const room = longest[kind] - (link?.length ?? 0) - 1
  const short = text.length > room ? `${text.slice(0, room - 1)}…` : text
  if (kind === "discord") return { content: [short, link].filter(Boolean).join("\n"), allowed_mentions: { parse: [] } }
  const plain = short.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
  return { text: [plain, link].filter(Boolean).join("\n"), unfurl_links: false }
}
