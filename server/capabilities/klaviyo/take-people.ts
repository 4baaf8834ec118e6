import { type Context, mustBeInTransaction } from "#kernel/context"
import { recordConsents, resolveCustomers, suppress } from "#customers"
import { consentsSaid, suppressionsSaid } from "./consent-rules.ts"
import { hashOf, type Imported, personOf, readProfile } from "./imported-rules.ts"
import type { Problem, Taken } from "./model.ts"
import { type ProfileAttributes, wordsOf } from "./read-rules.ts"
import { type Person, savePeople, selectPeople } from "./storage-people.ts"
import { hasHalfName, withKnownName } from "./whole-name.ts"

type Told = { readonly it: Imported; readonly at: Date; readonly customerId: string }

/**
 * Takes in a page of profiles: who they are, what they agreed to, where they must not be written to. What holds for a
 * person is as old as Klaviyo says, so what was learnt here since stays. Said again, a profile changes nothing.
 */
export async function takePeople(ctx: Context, items: readonly unknown[]): Promise<Taken> {
  mustBeInTransaction(ctx)
  const read = items.map(readProfile)
  const problems = read.flatMap((one): Problem[] => (one.is === "problem" ? [one.problem] : []))
  const people = read.flatMap((one) => (one.is === "read" ? [one.it] : []))
  const known = await selectPeople(
    ctx,
    people.map(({ id }) => id),
  )
  const fresh = people.filter((it) => known.get(it.id)?.saidHash !== hashOf(it))
  const tally = {
    peopleSame: people.length - fresh.length,
    peopleRefused: problems.length,
    peopleNew: 0,
    peopleChanged: 0,
  }
  const facts = []
  for (const it of fresh) {
    const { said, identities, problems: faults } = personOf(it)
    problems.push(...faults)
    const whole: ProfileAttributes = hasHalfName(said) ? await withKnownName(ctx, said, identities) : said
    facts.push({ identities, profile: wordsOf(whole), source: "klaviyo", at: timeOf(ctx, it) })
  }
  const found = facts.length === 0 ? [] : await resolveCustomers(ctx, facts)
  const told: Told[] = []
  fresh.forEach((it, index) => {
    const resolved = found[index]
    if (!resolved) throw new Error("every fact is resolved")
    tally[resolved.created ? "peopleNew" : "peopleChanged"]++
    told.push({ it, at: timeOf(ctx, it), customerId: resolved.customerId })
  })
  await savePeople(
    ctx,
    told.map(({ it, customerId }): Person => ({ profileId: it.id, customerId, saidHash: hashOf(it) })),
  )
  return { tally: { ...tally, ...(await takeWishes(ctx, told)) }, problems }
}

/** Takes in a page of those suppressed of late. Most were read as changed before: who says nothing new isn't counted twice. */
export async function takeSuppressed(ctx: Context, items: readonly unknown[]): Promise<Taken> {
  const { tally, problems } = await takePeople(ctx, items)
  return { tally: { ...tally, peopleSame: 0 }, problems }
}

const timeOf = (ctx: Context, { attributes }: Imported): Date => attributes.updated ?? attributes.created ?? ctx.now()

async function takeWishes(ctx: Context, told: readonly Told[]): Promise<Taken["tally"]> {
  const consents = told.flatMap(({ it, at, customerId }) =>
    consentsSaid(it.attributes.subscriptions ?? {}, { profileId: it.id, at }).map((said) => ({ ...said, customerId })),
  )
  if (consents.length > 0) await recordConsents(ctx, consents)
  let suppressions = 0
  for (const { it, at } of told) {
    const { said } = personOf(it)
    const known = { profileId: it.id, email: said.email ?? null, phone: said.phone_number ?? null, at }
    for (const one of suppressionsSaid(it.attributes.subscriptions ?? {}, known))
      if (await suppress(ctx, one)) suppressions++
  }
  return {
    consentsProven: consents.filter(({ state, evidence }) => state === "given" && evidence).length,
    consentsUnproven: consents.filter(({ state, evidence }) => state === "given" && !evidence).length,
    consentsWithdrawn: consents.filter(({ state }) => state === "withdrawn").length,
    suppressions,
  }
}
