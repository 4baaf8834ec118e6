import type { RefusalReason, SenderFault, SendOutcome, SmtpPhase } from "#messages"
import { type Reply, replyText, type SmtpProblem } from "./smtp-reply.ts"

/**
 * What a failure means, from the phase and the server's own words (RFC 5321, RFC 3463). The rule that everything else
 * serves: a 4xx is tried again, a 5xx at RCPT concerns the recipient, any other 5xx before it concerns us, and silence
 * after the final dot is nobody's knowledge.
 */
export function outcomeOf(phase: SmtpPhase, problem: SmtpProblem): SendOutcome {
  const { reply, obstacle } = problem
  if (reply) return outcomeOfReply(phase, reply)
  const at = { phase, response: problem.message.slice(0, 500) }
  if (obstacle === "tls") return { kind: "sender-fault", reason: "tls", ...at }
  if (obstacle === "configuration") return { kind: "sender-fault", reason: "configuration", ...at }
  if (phase === "sent-final-dot")
    return { kind: "unknown", reason: obstacle === "timeout" ? "timeout" : "closed", ...at }
  return { kind: "retry", reason: obstacle === "reply" ? "deferred" : obstacle, ...at }
}

function outcomeOfReply(phase: SmtpPhase, reply: Reply): SendOutcome {
  const { code, enhanced } = reply
  const at = { phase, code, ...(enhanced ? { enhanced } : {}), response: replyText(reply) }
  if (code < 500) return { kind: "retry", reason: "deferred", ...at }
  // 530, 534, 535, 538: we are not signed in well enough, in whatever phase the server chose to say so.
  if ([530, 534, 535, 538].includes(code)) return { kind: "sender-fault", reason: "auth", ...at }
  if (phase === "rcpt" && isRelayRefusal(reply)) return { kind: "sender-fault", reason: "relay-refused", ...at }
  if (phase === "rcpt") return { kind: "failed", reason: recipientReason(reply), ...at }
  if (phase === "mail" && isTooLarge(reply)) return { kind: "failed", reason: "too-large", ...at }
  if (phase === "data" || phase === "sent-final-dot") return { kind: "failed", reason: messageReason(reply), ...at }
  return { kind: "sender-fault", reason: faults[phase] ?? "greeting-refused", ...at }
}

const faults: Partial<Record<SmtpPhase, SenderFault>> = {
  greeting: "greeting-refused",
  hello: "hello-refused",
  tls: "tls",
  auth: "auth",
  mail: "mail-refused",
}

const isTooLarge = ({ code, enhanced }: Reply) =>
  enhanced === "5.3.4" || enhanced === "5.2.3" || (code === 552 && !enhanced)

/** The server does not want to carry our mail at all: nothing to do with who it is for. */
const isRelayRefusal = (reply: Reply) =>
  /relay(ing)? (access )?(denied|not (permitted|allowed))|not (permitted|allowed) to relay/i.test(replyText(reply))

function recipientReason({ code, enhanced = "" }: Reply): RefusalReason {
  if (enhanced === "5.2.2" || (code === 552 && enhanced === "")) return "mailbox-full"
  if (enhanced.startsWith("5.7.")) return "policy"
  if (["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"].includes(enhanced)) return "unknown-recipient"
  if (enhanced === "" && (code === 550 || code === 551 || code === 553)) return "unknown-recipient"
  return "recipient-refused"
}

function messageReason(reply: Reply): RefusalReason {
  if (isTooLarge(reply)) return "too-large"
  const reason = recipientReason(reply)
  // After the data most servers speak of the mail; only an explicit code makes it the mailbox.
  return reply.enhanced && ["unknown-recipient", "mailbox-full", "policy"].includes(reason) ? reason : "message-refused"
}
