import type { Context } from "#kernel/context"
import type { Day } from "#kernel/days"
import { hasBit } from "./bits-rules.ts"
import { counted } from "./compile-rules.ts"
import { asTheyAre, type Difference } from "./facts-answers.ts"
import { type Holds, holdsOf } from "./holds-rules.ts"
import { dayLiteral } from "./literal-rules.ts"
import { type Part, Plan, wordBits } from "./plan-rules.ts"
import { type Among, type Ask, separateRows } from "./question-rules.ts"

/**
 * A few people lie in as many places: each is read by whoever asks instead of a thread of its own, little at a time, and
 * which places hold none of them is not remembered, since the next question is about others.
 */
const fromManyPlaces =
  "max_threads = 1, local_filesystem_read_method = 'pread', max_read_buffer_size = 8192, merge_tree_coarse_index_granularity = 2, use_query_condition_cache = 0"

type Asking = Pick<Context, "facts" | "brandId">
type Bits = Readonly<Record<Ask["of"], readonly bigint[]>>

/** The bits of a few people, of each of them that anything is known of. */
export async function bitsOfFew(ctx: Asking, plan: Plan, among: Among, held: number): Promise<Map<string, Bits>> {
  const answers = await Promise.all(
    separateRows(plan, among, held).map(async ({ of, query }) => ({
      of,
      rows: await ctx.facts.rows<Record<string, string | number>>(
        ctx.brandId,
        `${query} ${asTheyAre}, ${fromManyPlaces}`,
      ),
    })),
  )
  const none: Bits = { people: [], rollup: [], raw: [], held: [] }
  const few = new Map<string, Bits>()
  for (const { of, rows } of answers)
    for (const { id, ...words } of rows)
      few.set(String(id), { ...(few.get(String(id)) ?? none), [of]: Object.values(words).map(BigInt) })
  return few
}

/** Documents as conditions over a plan, by their segments' numbers. */
export type Compiling = (plan: Plan) => ReadonlyMap<number, Holds>

/** What holds of one of few: whether she is there, which of the documents, and what she is known to belong to. */
export type OneOfFew = {
  readonly isThere: boolean
  /** The documents that were asked, by their numbers. */
  readonly numbers: readonly number[]
  readonly holds: (number: number) => boolean
  readonly held: readonly bigint[]
}

/**
 * Asks about a few people as if nothing lay after today, as is so of nearly everybody: that needs a third less of ClickHouse.
 * The answer says of whom it is not so, and they are asked about again.
 */
export async function askAboutFew(
  ctx: Asking,
  compiling: Compiling,
  among: Among,
  held: number,
  today: Day,
): Promise<Map<string, OneOfFew>> {
  const plan = new Plan(today)
  const conditions = compiling(plan)
  const later = plan.bits.rollup.length > 0 ? [laterThan(today, plan)] : []
  const told = await askBy(ctx, plan, conditions, among, held)
  const early = [...told].filter(([, { has }]) => later.some((one) => holdsOf(one, has))).map(([id]) => id)
  if (early.length === 0) return told
  const whole = new Plan()
  return new Map([...told, ...(await askBy(ctx, whole, compiling(whole), { ...among, ids: early }, held))])
}

const laterThan = (today: Day, plan: Plan): Holds =>
  plan.bit("rollup", `${plan.aggregate("rollup", "max(last_day)")} > ${dayLiteral(today)}`)

async function askBy(ctx: Asking, plan: Plan, conditions: ReadonlyMap<number, Holds>, among: Among, words: number) {
  const few = await bitsOfFew(ctx, plan, among, words)
  return new Map(
    [...few].map(([id, bits]) => {
      const has = (part: Part, at: number) => hasBit(bits[part], at)
      const holds = (number: number) => {
        const condition = conditions.get(number)
        return condition !== undefined && holdsOf(condition, has)
      }
      return [id, { has, isThere: holdsOf(counted, has), holds, numbers: [...conditions.keys()], held: bits.held }]
    }),
  )
}

/** Who of a few people belongs otherwise than `segment_standing` says; bits of `kept` segments are left as they are. */
export async function differencesOfFew(
  ctx: Context,
  compiling: Compiling,
  held: number,
  among: Among,
  keep: readonly bigint[],
  today: Day,
): Promise<Difference[]> {
  const few = await askAboutFew(ctx, compiling, among, held, today)
  return [...few].flatMap(([customerId, { isThere, holds, numbers, held: known }]) => {
    const before = Array.from({ length: held }, (_, i) => known[i] ?? 0n)
    const after = before.map((word, i) => (isThere ? word & (keep[i] ?? 0n) : 0n))
    for (const number of isThere ? numbers : []) {
      const word = Math.floor(number / wordBits)
      if (holds(number)) after[word] = (after[word] ?? 0n) | (1n << BigInt(number % wordBits))
    }
    return after.some((word, i) => word !== before[i]) ? [{ customerId, isThere, before, after }] : []
  })
}
