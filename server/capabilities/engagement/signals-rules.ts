import { agentKind, isScannerNetwork } from "./agents-rules.ts"
import type { Hit, Judgement, Reason } from "./model.ts"

/** A mail is scanned on its way in; nobody reads it before it lies in the box (M11). */
export const beforeDeliveryMs = 2_000
/** Nobody follows three links of a mail within this time, or two of them within the shorter one (M11). */
export const manyLinksMs = 5_000
export const twoLinksMs = 2_000
/** Whoever was seen to be a machine is one for this long before and after. */
const sameVisitorMs = 3_600_000

/**
 * Who was behind each of the requests for one message, by `hitId`. All requests known by now are judged together, so that
 * what comes later throws light on what was before: a visitor who presses every link was a machine from the first on, and
 * somebody who followed a link has seen the mail. A person is never assumed: it takes a reader's program, and nothing that
 * speaks against one (X22, M10, M11).
 */
export function judge(acceptedAt: Date | null, hits: readonly Hit[]): Map<string, Judgement> {
  const alone = new Map(hits.map((hit) => [hit.hitId, judgeAlone(acceptedAt, hit)]))
  for (const hit of manyAtOnce(hits))
    if (is(alone.get(hit.hitId), "human", "unknown")) alone.set(hit.hitId, machine("many-links-at-once"))
  for (const hit of withMachines(hits, alone)) alone.set(hit.hitId, machine("same-visitor-as-a-machine"))
  const firstClick = Math.min(
    ...hits.flatMap((hit) => (hit.what === "click" && is(alone.get(hit.hitId), "human") ? [hit.at.getTime()] : [])),
  )
  // Who follows a link has the mail before her eyes: a picture that a proxy fetched at that time was fetched for her.
  for (const hit of hits)
    if (
      hit.what === "open" &&
      alone.get(hit.hitId)?.reason === "image-proxy" &&
      hit.at.getTime() <= firstClick &&
      firstClick < Number.POSITIVE_INFINITY
    )
      alone.set(hit.hitId, { verdict: "human", reason: "reader-clicked" })
  return alone
}

function judgeAlone(acceptedAt: Date | null, hit: Hit): Judgement {
  const reason = machineReason(acceptedAt, hit)
  if (reason) return machine(reason)
  const agent = agentKind(hit.agent)
  if (agent === "image-proxy") return { verdict: "unknown", reason: "image-proxy" }
  if (agent !== "reader") return { verdict: "unknown", reason: "not-a-browser" }
  // Every browser says which languages its reader reads; mail programs that fetch a picture need not.
  if (hit.what === "click" && hit.signs.includes("no-language")) return { verdict: "unknown", reason: "not-a-browser" }
  return { verdict: "human", reason: "reader" }
}

function machineReason(acceptedAt: Date | null, hit: Hit): Reason | undefined {
  if (hit.what === "trap") return "trap"
  if (hit.method === "HEAD") return "head-request"
  if (hit.signs.includes("prefetch")) return "prefetch"
  const agent = agentKind(hit.agent)
  if (agent === "none") return "no-agent"
  if (agent === "scanner") return "scanner-agent"
  if (agent === "mail-privacy") return hit.what === "open" ? "mail-privacy-proxy" : "scanner-agent"
  if (isScannerNetwork(hit.network)) return "scanner-network"
  if (!acceptedAt || hit.at.getTime() < acceptedAt.getTime() + beforeDeliveryMs) return "before-delivery"
  if (hit.what === "click" && hit.signs.includes("not-a-navigation")) return "not-a-navigation"
  return undefined
}

/** Clicks that are part of a burst over different links. The same link twice is a double click. */
function manyAtOnce(hits: readonly Hit[]): Hit[] {
  const clicks = hits.filter(({ what }) => what === "click")
  return clicks.filter((hit) => {
    const near = (ms: number) =>
      clicks.filter((other) => Math.abs(other.at.getTime() - hit.at.getTime()) <= ms).map(({ link }) => link)
    return new Set(near(manyLinksMs)).size >= 3 || new Set(near(twoLinksMs)).size >= 2
  })
}

/** What else a visitor did who gave itself away as a machine by what no reader does. */
function withMachines(hits: readonly Hit[], judged: ReadonlyMap<string, Judgement>): Hit[] {
  const telling: readonly Reason[] = ["trap", "head-request", "many-links-at-once", "scanner-agent"]
  const seen = hits.filter(({ hitId }) => telling.some((reason) => judged.get(hitId)?.reason === reason))
  return hits.filter(
    (hit) =>
      is(judged.get(hit.hitId), "human", "unknown") &&
      seen.some(
        ({ visitor, at }) => visitor === hit.visitor && Math.abs(at.getTime() - hit.at.getTime()) <= sameVisitorMs,
      ),
  )
}

const machine = (reason: Reason): Judgement => ({ verdict: "machine", reason })
const is = (judgement: Judgement | undefined, ...verdicts: Judgement["verdict"][]): boolean =>
  judgement !== undefined && verdicts.includes(judgement.verdict)
