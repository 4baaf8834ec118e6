/** One answer of a mail server: `250 2.1.0 Ok`, possibly of many lines. */
export type Reply = { readonly code: number; readonly enhanced?: string; readonly lines: readonly string[] }

export const replyText = (reply: Reply) => `${reply.code} ${reply.lines.join(" ")}`.slice(0, 500)

/** What a session could not get past. `at` is filled in by the session, which alone knows how far it had come. */
export class SmtpProblem extends Error {
  readonly obstacle: "reply" | "timeout" | "closed" | "unreachable" | "tls" | "configuration"
  readonly reply: Reply | undefined

  constructor(cause: SmtpProblem["obstacle"], message: string, reply?: Reply) {
    super(message)
    this.name = "SmtpProblem"
    this.obstacle = cause
    this.reply = reply
  }
}

const longestReply = 64 * 1024

/** Cuts the byte stream of a server into replies. */
export function createReplyReader(onReply: (reply: Reply) => void, onGarbage: () => void): (chunk: string) => void {
  let rest = ""
  let lines: string[] = []
  return (chunk) => {
    rest += chunk
    for (let end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n")) {
      const line = rest.slice(0, end).replace(/\r$/, "")
      rest = rest.slice(end + 1)
      const found = /^(\d{3})([ -]?)(.*)$/.exec(line)
      if (!found) return onGarbage()
      lines.push(found[3] ?? "")
      if (found[2] === "-") continue
      const enhanced = /^([245]\.\d{1,3}\.\d{1,3})\b/.exec(lines[0] ?? "")?.[1]
      onReply({ code: Number(found[1]), ...(enhanced ? { enhanced } : {}), lines })
      lines = []
    }
    if (rest.length > longestReply || lines.length > 500) onGarbage()
  }
}
