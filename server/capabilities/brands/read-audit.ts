import { type Context, inTransaction } from "#kernel/context"
import { mustRunInstallation } from "./acting.ts"
import { type AuditVerdict, verifyAudit } from "./audit.ts"
import type { ChainedEntry } from "./audit-rules.ts"
import { forPlatform } from "./storage-crossing.ts"
import { selectAudit } from "./storage-audit.ts"
import { selectStaffNames } from "./storage-staff.ts"

type Chain = "brand" | "installation"
type Wanted = {
  of: Chain
  cursor?: string | undefined
  limit: number
  action?: string | undefined
  subject?: string | undefined
}
export type AuditLine = Omit<ChainedEntry, "before" | "after"> & {
  readonly before: unknown
  readonly after: unknown
  readonly actorName: string | null
}

/** The latest lines of the brand's log, or of the installation's for those who run it, with the names of the people in it. */
export async function auditLines(ctx: Context, wanted: Wanted): Promise<{ items: AuditLine[]; cursor: string | null }> {
  const { of, cursor, limit, action = null, subject = null } = wanted
  return inChain(ctx, of, async (ctx) => {
    const before = cursor !== undefined && /^\d{1,15}$/.test(cursor) ? Number(cursor) : null
    const lines = await selectAudit(ctx, { before, action, subject }, limit + 1)
    const shown = lines.slice(0, limit)
    const names = await forPlatform(ctx, (platform) =>
      selectStaffNames(
        platform,
        shown.flatMap((line) => staffIn(line.actor) ?? []),
      ),
    )
    const items = shown.map((line) => ({
      ...line,
      before: parsed(line.before),
      after: parsed(line.after),
      actorName: names.get(staffIn(line.actor) ?? "") ?? null,
    }))
    return { items, cursor: lines.length > limit ? String(shown.at(-1)?.seq) : null }
  })
}

/** Checks the chain of the brand's log, or of the installation's. */
export const checkChain = (ctx: Context, of: Chain): Promise<AuditVerdict> => inChain(ctx, of, verifyAudit)

async function inChain<T>(ctx: Context, of: Chain, work: (ctx: Context) => Promise<T>): Promise<T> {
  return inTransaction(ctx, async (ctx) => {
    if (of === "brand") return work(ctx)
    await mustRunInstallation(ctx)
    return forPlatform(ctx, work)
  })
}

const staffIn = (actor: string): string | undefined =>
  actor.startsWith("staff:") ? actor.slice("staff:".length) : undefined
const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text))
