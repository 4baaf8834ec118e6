import type { Context } from "#kernel/context"
import type { IdentityFact } from "./model.ts"
import { movedSince } from "./storage-identity-moves.ts"

/** Whom some identities lead to, and since when she is known: a fact from before that has something to say. */
export type Remembered = { readonly customerId: string; readonly firstSeenMs: number }

/**
 * What one process remembers of one brand: as it was once everything below `since` was over. Those asked for lately are
 * young; when the young are many, the old are forgotten and the young are old.
 */
export type Memory = {
  readonly since: string
  readonly madeAt: number
  young: Map<string, Remembered>
  old: Map<string, Remembered>
}

/** 200,000 people at most, about 50 MB. */
const mostYoung = 100_000
/** Moves are kept for a day: whoever has not looked for so long may have missed one. */
const longestMs = 3_600_000

// The signing keys are one object per installation, transactions and brands included.
const memories = new WeakMap<object, Map<string, Memory>>()

/** The memory of the context's brand, emptied if an identity has changed hands since it was begun. In a transaction. */
export async function memoryOf(ctx: Context): Promise<Memory> {
  const brands = memories.get(ctx.keys) ?? new Map<string, Memory>()
  memories.set(ctx.keys, brands)
  const known = brands.get(ctx.brandId)
  const { hasMoved, now } = await movedSince(ctx, known?.since ?? "0")
  if (known && !hasMoved && performance.now() - known.madeAt < longestMs) return known
  const made: Memory = { since: now, madeAt: performance.now(), young: new Map(), old: new Map() }
  brands.set(ctx.brandId, made)
  return made
}

/**
 * Under what a fact is remembered that says nothing but who it is about; undefined for all others, and for addresses, which
 * are also a way to reach somebody.
 */
export function nameOf({ identities, profile }: IdentityFact): string | undefined {
  if (profile || identities.length === 0) return undefined
  let name = ""
  for (const { kind, issuer, value, verified } of identities) {
    if (kind === "email" || kind === "phone") return undefined
    // With its length no value can look like two.
    name += `${kind} ${verified ?? ""} ${issuer.length} ${issuer} ${value.length} ${value} `
  }
  return name
}

export function recall(memory: Memory, name: string): Remembered | undefined {
  const young = memory.young.get(name)
  if (young) return young
  const old = memory.old.get(name)
  if (old) remember(memory, name, old)
  return old
}

export function remember(memory: Memory, name: string, who: Remembered): void {
  if (memory.young.size >= mostYoung) {
    memory.old = memory.young
    memory.young = new Map()
  }
  memory.young.set(name, who)
}
