/** The network's own words for "nothing was sent"; after any other nobody knows. */
const neverBegan = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
])

/** Why `fetch` gave no answer, and whether the request may have reached the other side. */
export function silenceOf(error: unknown): { readonly reason: string; readonly isSent: boolean } {
  const reason = reasonOf(error)
  return { reason, isSent: !neverBegan.has(reason) }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unreachable"
  if (error.name === "TimeoutError") return "timeout"
  const { cause } = error
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : "unreachable"
}
