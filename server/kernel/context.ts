import { sql, type Kysely, type RawBuilder, type Transaction, type TransactionBuilder } from "kysely"
import type { Logger } from "pino"
import type { Taker } from "./claimed.ts"
import type { Source } from "./clock.ts"
import { newId } from "./clock.ts"
import type { ContributionPoint } from "./contributions.ts"
import type { Facts } from "./facts.ts"
import type { Gathering } from "./gathering.ts"
import type { Keys } from "./keys.ts"
import type { Port } from "./ports.ts"

export type Actor =
  | { readonly kind: "staff"; readonly staffId: string; readonly sessionId?: string }
  | { readonly kind: "key"; readonly keyId: string }
  | { readonly kind: "customer"; readonly customerId: string }
  | { readonly kind: "visitor" }
  | { readonly kind: "system"; readonly reason: string }

/** All a verb may touch: for which brand, who is acting, what time it is, and which transaction it is in. */
export type Context = {
  readonly brandId: string
  readonly actor: Actor
  /** What the caller may do. Absent for the installation's own work, which may do everything. */
  readonly rights?: ReadonlySet<string>
  /** The instant it is; stands still in tests and moves at will in rehearsal. */
  readonly now: () => Date
  /** A fraction in [0, 1). */
  readonly random: () => number
  /** Unpredictable bytes, for secrets. */
  readonly bytes: (count: number) => Uint8Array
  /** A fresh UUIDv7. */
  readonly id: () => string
  readonly db: Kysely<unknown>
  /** ClickHouse: answers who and how many; never the only copy of anything. */
  readonly facts: Facts
  readonly log: Logger
  readonly keys: Keys
  /** What the capabilities have plugged in, as far as a verb needs it. */
  readonly product: Plugged
  /** The request, event or effect that set this off; stored with every outside effect. */
  readonly cause: string
  /** Runs once the outermost transaction has committed, and not at all when it fails. */
  readonly afterCommit: (work: () => void) => void
  /** Other work goes side by side with this in one transaction: `gather` asks for all of it at once. */
  readonly gathering?: Gathering | undefined
  /** Nothing is decided by what is read here, it is only shown: what the brand offers may be a moment old (`known-rows.ts`). */
  readonly isOnlyShown?: boolean
}

export type Plugged = {
  readonly reactionsTo: (eventName: string) => readonly ((ctx: Context, payload: unknown) => Promise<void>)[]
  /** The adapter behind a port. Throws when none was plugged in: a mistake of whoever assembled the product. */
  readonly use: <T>(port: Port<T>) => T
  /** What the capabilities have added at a point, in reading order. */
  readonly contributed: <T>(point: ContributionPoint<T>) => readonly T[]
  /** Tells the workers that there is work of this kind. */
  readonly wake: (kind: string) => void
  /** A worker of this process that can begin an effect of this kind as soon as the transaction commits. */
  readonly takerOf: (kind: string) => Taker | undefined
}

export type ContextParts = {
  readonly source: Source
  readonly db: Kysely<unknown>
  readonly facts: Facts
  readonly log: Logger
  readonly keys: Keys
  readonly product: Plugged
}

/** The brand whose rows hold what belongs to the whole installation: schedules, platform effects. */
export const platformBrandId = "00000000-0000-0000-0000-000000000000"

export function contextFor(parts: ContextParts, who: { brandId: string; actor: Actor; cause: string }): Context {
  const { source, ...rest } = parts
  return {
    ...rest,
    ...who,
    now: source.now,
    random: source.random,
    bytes: source.bytes,
    id: () => newId(source),
    afterCommit: (work) => work(),
  }
}

/** The same context for another brand: used by the installation's own work, such as creating a brand. */
export const inBrand = (ctx: Context, brandId: string): Context => ({ ...ctx, brandId })

const retryable = new Set(["40001", "40P01"])
const maxAttempts = 4

/**
 * Runs `work` in a transaction of the context's brand; joins the caller's one if there is one already. Row-level
 * security shows only this brand's rows, and nothing at all outside such a transaction (S22). A serialization failure
 * or a deadlock is retried a few times (F14): `work` may therefore run more than once and must keep its effects in
 * the database or in `afterCommit`.
 */
export const inTransaction = <T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> =>
  transact(ctx, openings.usual, work)

/**
 * The same for what is done all day in the same few small statements: their plans are kept from the first time on, which
 * is a fifth of what Postgres has to do for an order. Not for questions whose best plan depends on what is asked for.
 */
export const inQuickTransaction = <T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> =>
  transact(ctx, openings.quick, work)

/**
 * A transaction that reads for a page: it sees one moment, the clock stands still in it, and what many ask of the database
 * is sent once (`statements.ts`). For pages to which many capabilities add something.
 */
export function inOneMoment<T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> {
  const at = ctx.now()
  const still: Context = { ...ctx, now: () => at, isOnlyShown: true }
  return transact(still, openings.oneMoment, work)
}

type Opening = {
  readonly begin: (ctx: Context) => TransactionBuilder<unknown>
  readonly brand: (ctx: Context) => RawBuilder<unknown>
}

const setBrandOf = ({ brandId }: Context) => sql`select set_config('app.brand', ${brandId}, true)`
const begin = (ctx: Context) => ctx.db.transaction()
const openings = {
  usual: { begin, brand: setBrandOf },
  quick: {
    begin,
    brand: ({ brandId }) =>
      sql`select set_config('app.brand', ${brandId}, true), set_config('plan_cache_mode', 'force_generic_plan', true)`,
  },
  oneMoment: { begin: (ctx) => begin(ctx).setIsolationLevel("repeatable read"), brand: setBrandOf },
} as const satisfies Record<string, Opening>

async function transact<T>(ctx: Context, opening: Opening, work: (ctx: Context) => Promise<T>): Promise<T> {
  if (ctx.db.isTransaction) return work(ctx)
  for (let attempt = 1; ; attempt++) {
    const after: (() => void)[] = []
    try {
      const result = await opening.begin(ctx).execute(async (tx) => {
        await letFlow(tx)
        await opening.brand(ctx).execute(tx)
        return work({ ...ctx, db: tx, afterCommit: (callback) => void after.push(callback) })
      })
      for (const callback of after) callback()
      return result
    } catch (error) {
      if (attempt === maxAttempts || !retryable.has(sqlState(error) ?? "")) throw error
    }
  }
}

/**
 * Lets statements of a transaction leave without waiting for each other. They are carried out one after the other as they
 * were sent; kysely would send each only when the one before has been answered.
 */
async function letFlow(tx: Transaction<unknown>): Promise<void> {
  const executor = tx.getExecutor()
  const flowing = await executor.provideConnection(async (connection) =>
    executor.withConnectionProvider({ provideConnection: (consumer) => consumer(connection) }),
  )
  tx.getExecutor = () => flowing
}

/** For code that takes locks: outside a transaction a lock would end before the work does. */
export function mustBeInTransaction(ctx: Context): void {
  if (!ctx.db.isTransaction) throw new Error("call this inside inTransaction()")
}

/**
 * One at a time per brand and name until the transaction ends. Several names are taken in one order, so that two who want
 * the same ones never wait for each other. What is read afterwards is what those before us have committed.
 */
export async function lock(ctx: Context, ...names: readonly string[]): Promise<void> {
  mustBeInTransaction(ctx)
  const sorted = [...new Set(names)].sort().map((name) => `${ctx.brandId}:${name}`)
  await sql`select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest(${sorted}::text[]) as t(name)`.execute(
    ctx.db,
  )
}

/** The five-letter SQLSTATE of a database error, if it is one. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined
  return typeof error.code === "string" ? error.code : undefined
}
