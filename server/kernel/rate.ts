import type pg from "pg"
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible"
import { KernelError } from "./errors.ts"

export type RateLimit = {
  /** Counts one request. Throws `kernel.TooManyRequests` with the seconds to wait. Returns what is left, for the headers. */
  readonly count: (
    key: string,
    perMinute: number,
  ) => Promise<{ limit: number; remaining: number; resetSeconds: number }>
}

/** Above this many a minute a limit protects the machine, not a secret: each process counts in memory, without a query. */
const sharedUpTo = 1_200

/** Limits that hold across processes. Should the table be out of reach, each process counts by itself. */
export function rateLimit(pool: pg.Pool): RateLimit {
  const limiters = new Map<number, RateLimiterMemory | RateLimiterPostgres>()
  const limiter = (perMinute: number) => {
    const known = limiters.get(perMinute)
    if (known) return known
    const made =
      perMinute > sharedUpTo ? new RateLimiterMemory({ points: perMinute, duration: 60 }) : inPostgres(pool, perMinute)
    limiters.set(perMinute, made)
    return made
  }
  return {
    count: async (key, perMinute) => {
      try {
        const res = await limiter(perMinute).consume(`${perMinute}:${key}`)
        return { limit: perMinute, remaining: res.remainingPoints, resetSeconds: Math.ceil(res.msBeforeNext / 1000) }
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused
        throw KernelError.TooManyRequests({ retryAfterSeconds: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)) })
      }
    },
  }
}

const inPostgres = (pool: pg.Pool, perMinute: number) =>
  new RateLimiterPostgres({
    storeClient: pool,
    storeType: "pool",
    schemaName: "kernel",
    tableName: "rate_limits",
    tableCreated: true,
    points: perMinute,
    duration: 60,
    clearExpiredByTimeout: true,
    // A caller over the limit is refused from memory, without asking the table again.
    inMemoryBlockOnConsumed: perMinute,
    insuranceLimiter: new RateLimiterMemory({ points: perMinute, duration: 60 }),
  })
