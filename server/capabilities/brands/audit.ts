import { type Actor, type Context, inTransaction, lock } from "#kernel/context"
import { firstBreak, firstHash, hashOf } from "./audit-rules.ts"
import { insertAudit, selectAuditAfter, selectLastAudit } from "./storage-audit.ts"

/** What is worth a line in the log. `before` and `after` must hold no secrets. */
export type Audited = {
  /** Past tense, area first: `keys.created`, `staff.role-changed`. */
  readonly action: string
  /** Whom or what it concerns: `staff:<id>`, `settings:look`. */
  readonly subject: string
  readonly before?: unknown
  readonly after?: unknown
  readonly ip?: string
}

/** Adds a line to the brand's audit log, in the caller's transaction: the change and its line stand or fall together. */
export async function audit(ctx: Context, what: Audited): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lock(ctx, "brands.audit")
    const last = (await selectLastAudit(ctx)) ?? { seq: 0, hash: firstHash }
    const entry = {
      brandId: ctx.brandId,
      seq: last.seq + 1,
      at: ctx.now(),
      actor: actorText(ctx.actor),
      action: what.action,
      subject: what.subject,
      before: jsonText(what.before),
      after: jsonText(what.after),
      cause: ctx.cause,
      ip: what.ip ?? null,
    }
    await insertAudit(ctx, { ...entry, previousHash: last.hash, hash: hashOf(entry, last.hash) })
  })
}

export type AuditVerdict =
  | {
      readonly intact: true
      readonly entries: number /** Note it down elsewhere: then nobody can cut off the end unseen. */
      readonly head: string
    }
  | { readonly intact: false; readonly brokenAt: number }

/** Walks the brand's whole log and checks each link of the chain. */
export async function verifyAudit(ctx: Context): Promise<AuditVerdict> {
  return inTransaction(ctx, async (ctx) => {
    let last: { seq: number; hash: Buffer } = { seq: 0, hash: firstHash }
    for (;;) {
      const entries = await selectAuditAfter(ctx, last.seq, 1_000)
      const brokenAt = firstBreak(entries, last)
      if (brokenAt !== undefined) return { intact: false, brokenAt }
      const end = entries.at(-1)
      if (!end) return { intact: true, entries: last.seq, head: last.hash.toString("hex") }
      last = end
    }
  })
}

export const actorText = (actor: Actor): string =>
  actor.kind === "staff"
    ? `staff:${actor.staffId}`
    : actor.kind === "key"
      ? `key:${actor.keyId}`
      : actor.kind === "customer"
        ? `customer:${actor.customerId}`
        : actor.kind === "system"
          ? `system:${actor.reason}`
          : "visitor"

const jsonText = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))
