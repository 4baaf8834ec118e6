import { knownCounts, propertyDefinitions } from "#customers"
import type { Context } from "#kernel/context"
import { completenessOf } from "./completeness-rules.ts"
import { countStages } from "./storage.ts"
import { countTalks, countTalksOfStaff } from "./storage-conversations.ts"

const nobody = {
  displayName: null,
  familyKana: null,
  email: null,
  phone: null,
  bornOn: null,
  address: null,
  properties: {},
}

/** How much the brand knows of its customers (A12), how many are at each stage (A06), and how long ago it talked with them (T06). */
export async function showRates(ctx: Context) {
  const definitions = (await propertyDefinitions(ctx)).filter((one) => !one.isArchived)
  const { people, properties, ...basics } = await knownCounts(
    ctx,
    definitions.map(({ key }) => key),
  )
  const counts: Readonly<Record<string, number>> = {
    ...basics,
    ...Object.fromEntries(Object.entries(properties).map(([key, count]) => [`property:${key}`, count])),
  }
  // Of somebody of whom nothing is known everything is missing: the whole list of what is wanted.
  const fields = completenessOf(nobody, definitions, []).missing.map(({ key, label }) => ({
    key,
    label,
    people: counts[key] ?? 0,
  }))
  const known = fields.reduce((sum, field) => sum + field.people, 0)
  return {
    people,
    completeness: people === 0 ? null : known / (people * fields.length),
    fields,
    stages: await countStages(ctx),
    talks: await countTalks(ctx),
    staff: await countTalksOfStaff(ctx),
  }
}
