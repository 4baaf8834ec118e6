import type { Context } from "#kernel/context"
import { isCounted } from "./compile-rules.ts"
import { compilePerson } from "./compile-person-rules.ts"
import { reachable } from "./facts-answers.ts"
import { holdsSql } from "./holds-rules.ts"
import type { Reach } from "./model-segment.ts"
import { Plan, wordBits } from "./plan-rules.ts"
import { joinedRows } from "./question-rules.ts"

/** How many of those in each of these segments can be reached on each channel, by the segments' numbers: one reading of all. */
export async function reachByNumber(
  ctx: Context,
  numbers: readonly number[],
  held: number,
): Promise<Map<number, Reach>> {
  if (numbers.length === 0) return new Map()
  const plan = new Plan()
  const ways = reachable.map((channel) =>
    holdsSql(plan.bit("people", compilePerson({ op: "list", at: { column: "reach" }, any: [channel] }))),
  )
  const isIn = numbers.map((n) => `bitTest(held${Math.floor(n / wordBits)}, ${n % wordBits})`)
  const rows = await ctx.facts.rows<Record<string, string | number>>(
    ctx.brandId,
    `select number, ${ways
      .map((_, i) => `sumIf(people, way${i})`)
      .map((sum, i) => `${sum} as r${i}`)
      .join(", ")},
       sumIf(people, not (${ways.map((_, i) => `way${i}`).join(" or ")})) as none
     from (select arrayFilter((n, x) -> x, [${numbers.join(", ")}], [${isIn.join(", ")}]) as numbers,
         ${ways.map((way, i) => `${way} as way${i}`).join(", ")}, count() as people
       from ${joinedRows(plan, { hasMerged: false }, held)} where ${isCounted}
       group by numbers, ${ways.map((_, i) => `way${i}`).join(", ")})
     array join numbers as number group by number
     settings compile_expressions = 0, compile_aggregate_expressions = 0`,
  )
  return new Map(
    rows.map((row) => {
      const of = (i: number) => Number(row[`r${i}`] ?? 0)
      const none = Number(row.none ?? 0)
      return [
        Number(row.number),
        { email: of(0), line: of(1), sms: of(2), push: of(3), post: of(4), relay: of(5), none },
      ]
    }),
  )
}
