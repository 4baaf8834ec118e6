/** What LINE takes in one call (M40, reference of the Messaging API). */
const limits = {
  messages: 5,
  text: 5_000,
  quickReplies: 13,
  senderName: 20,
  altText: 1_500,
  bubble: 30_000,
  carousel: 50_000,
  bubbles: 12,
}

type Node = Readonly<Record<string, unknown>>
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value)
const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value))

/**
 * Why LINE would refuse these messages, in words for a log; undefined when nothing is known against them. Texts are counted
 * in UTF-16 code units, as LINE does: a family emoji is one picture and eleven units. Looked at once more right before
 * sending, for links become longer on the way.
 */
export function messageProblem(messages: unknown): string | undefined {
  if (!Array.isArray(messages) || messages.length === 0) return "no message"
  if (messages.length > limits.messages) return `more than ${limits.messages} messages`
  return messages.map(problemOf).find((problem) => problem !== undefined)
}

function problemOf(message: unknown): string | undefined {
  if (!isNode(message)) return "not a message"
  const { type, text, altText, contents, quickReply, sender } = message
  if (type === "text" && (typeof text !== "string" || text === "")) return "an empty text"
  if (type === "text" && typeof text === "string" && text.length > limits.text) return `a text of ${text.length} units`
  if (typeof altText === "string" && altText.length > limits.altText) return `an altText of ${altText.length} units`
  if (isNode(quickReply) && Array.isArray(quickReply.items) && quickReply.items.length > limits.quickReplies)
    return `more than ${limits.quickReplies} quick replies`
  if (isNode(sender) && typeof sender.name === "string" && sender.name.length > limits.senderName)
    return `a sender of more than ${limits.senderName} units`
  return type === "flex" ? flexProblem(contents) : undefined
}

function flexProblem(contents: unknown): string | undefined {
  if (!isNode(contents)) return "a flex message without contents"
  if (contents.type !== "carousel") return bytes(contents) > limits.bubble ? "a bubble of more than 30 kB" : undefined
  const bubbles: readonly unknown[] = Array.isArray(contents.contents) ? contents.contents : []
  if (bubbles.length === 0 || bubbles.length > limits.bubbles) return `a carousel of ${bubbles.length} bubbles`
  if (bytes(contents) > limits.carousel) return "a carousel of more than 50 kB"
  return bubbles.some((bubble) => bytes(bubble) > limits.bubble) ? "a bubble of more than 30 kB" : undefined
}
