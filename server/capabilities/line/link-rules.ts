import { replaceLinks } from "#messages"

/**
 * The messages with every link that a reader can tap written as `wrap` says: those of buttons, pictures and menus, and what
 * stands as an address in a plain text. Addresses of pictures are nobody's way and stay.
 */
export function withLinks<T>(messages: readonly T[], wrap: (url: string) => string): readonly T[] {
  // safe: only texts are exchanged, the form stays
  return messages.map((message) => walk(message, wrap) as T)
}

function walk(value: unknown, wrap: (url: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => walk(item, wrap))
  if (typeof value !== "object" || value === null) return value
  const node = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, wrap)]))
  if (node.type === "uri" && typeof node.uri === "string" && /^https?:/.test(node.uri))
    return { ...node, uri: wrap(node.uri) }
  const isBubble = node.type === "text" && typeof node.text === "string" && !("size" in node) && !("wrap" in node)
  return isBubble ? { ...node, text: replaceLinks(String(node.text), wrap) } : node
}
