import { type BounceLine, bounceTable } from "./bounce-table-rules.ts"
import type { Report, Returned, ReturnKind } from "./model.ts"
import { withoutAddresses } from "./report-rules.ts"

export type BounceVerdict = {
  readonly is: "hard" | "soft" | "sender" | "delayed" | "unreadable"
  readonly rule: string
}

/** What a report says about one recipient at `domain`, received at `at`. Only `Action: failed` ends anything (M30). */
export function verdictOf({ status, action, said }: Returned, domain: string, at: Date): BounceVerdict {
  if (action !== "" && action !== "failed") return { is: "delayed", rule: `action-${action.slice(0, 20)}` }
  const day = at.toISOString().slice(0, 10)
  const found = bounceTable.find((line) => fits(line, { status: status ?? "", said, domain, day }))
  return found ? { is: found.is, rule: found.rule } : { is: "unreadable", rule: "no-line-fits" }
}

type Seen = { readonly status: string; readonly said: string; readonly domain: string; readonly day: string }

function fits(line: BounceLine, { status, said, domain, day }: Seen): boolean {
  if (line.at && !line.at.some((known) => domain === known || domain.endsWith(`.${known}`))) return false
  if (line.from !== undefined && day < line.from) return false
  if (line.before !== undefined && day >= line.before) return false
  if (line.status && !line.status.test(status)) return false
  return !line.says || line.says.test(said)
}

/** This many soft ones within this time end an address (M31). */
export const mostSoft = 3
export const softWithinMs = 30 * 86_400_000

export type Reading = {
  readonly what: ReturnKind
  readonly rule: string
  readonly status: string | null
  readonly said: string
}

/** What a report means for the reader at `address`. */
export function reading(report: Report, address: string, domain: string, at: Date): Reading {
  const quiet = { status: null, said: "" }
  if (report.what === "complaint") {
    // "Not spam" and notes of viruses are no complaint about a letter.
    const isOne = report.type !== "not-spam" && report.type !== "virus"
    return { what: isOne ? "complaint" : "auto-reply", rule: `arf-${report.type.slice(0, 20)}`, ...quiet }
  }
  if (report.what === "auto-reply") return { what: "auto-reply", rule: "auto-reply", ...quiet }
  if (report.what === "unreadable") return { what: "unreadable", rule: "not-a-report", ...quiet }
  const ours = report.recipients.find(({ recipient }) => recipient?.toLowerCase() === address.toLowerCase())
  // A forwarded mail comes back under the address it was forwarded to: then the one that failed counts.
  const about = ours ?? report.recipients.find(({ action }) => action === "failed") ?? report.recipients[0]
  if (!about) return { what: "unreadable", rule: "no-recipient", ...quiet }
  const { is, rule } = verdictOf(about, domain, at)
  return { what: is, rule, status: about.status, said: withoutAddresses(about.said) }
}
