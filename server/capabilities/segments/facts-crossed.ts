import type { Context } from "#kernel/context"
import { compileOrders } from "./compile-orders-rules.ts"
import { compilePerson } from "./compile-person-rules.ts"
import type { Crossings, Gone, Pair } from "./crossing-rules.ts"
import { asTheyAre } from "./facts-answers.ts"
import { numberLiteral, textLiteral } from "./literal-rules.ts"
import { Plan } from "./plan-rules.ts"
import { owners, peopleFrom } from "./question-rules.ts"

/** Everybody of whom something lies at a crossing, at most `limit` by what they did and as many by their own row. */
export async function crossedPeople(
  ctx: Pick<Context, "facts" | "brandId">,
  { gone, people }: Crossings,
  hasMerged: boolean,
  limit: number,
): Promise<string[]> {
  const questions = [
    ...(gone.length === 0 ? [] : [goneQuestion(gone, hasMerged)]),
    ...(people.length === 0 ? [] : [peopleQuestion(people)]),
  ]
  const found = await Promise.all(
    questions.map((question) =>
      ctx.facts.rows<{ id: string }>(
        ctx.brandId,
        `select toString(id) as id from (${question}) limit ${limit} ${asTheyAre}`,
      ),
    ),
  )
  return [...new Set(found.flat().map(({ id }) => id))]
}

function goneQuestion(gone: readonly Gone[], hasMerged: boolean): string {
  const tests = gone.map(({ names, after, to }) => {
    const second = "toInt64(toUnixTimestamp(occurred_at))"
    const named = `name in (${names.map(textLiteral).join(", ")})`
    return `(${named} and ${second} > ${numberLiteral(after)} and ${second} <= ${numberLiteral(to)})`
  })
  const own = `select distinct customer_id from events where brand_id = {brand:UUID} and (${[...new Set(tests)].join(" or ")})`
  if (!hasMerged) return `select customer_id as id from (${own})`
  return `select if(o.owner_id = toUUIDOrZero(''), e.customer_id, o.owner_id) as id
    from (${own}) as e left join (${owners}) as o on o.customer_id = e.customer_id`
}

function peopleQuestion(pairs: readonly Pair[]): string {
  const plan = new Plan()
  const sql = (atom: Pair["before"]) =>
    atom.op === "orders" || atom.op === "orderDay" || atom.op === "interval"
      ? compileOrders(atom, plan)
      : compilePerson(atom)
  const differs = new Set(pairs.map(({ before, after }) => `(${sql(before)}) != (${sql(after)})`))
  const rows = `select customer_id, counts, ${[...differs].join(" or ")} as is_other from ${peopleFrom(plan, "")}`
  return `select customer_id as id from (${rows}) where counts = 1 and is_other`
}
