import { CampaignPlan, createCampaign } from "#campaigns"
import { measureExperiments } from "#experiments"
import { callFlow, installFlow, publishFlow } from "#flows"
import { currentProgramme } from "#loyalty"
import { currentRanks } from "#members"
import { countQuests, makeQuest, publishQuest } from "#quests"
import { currentReferralProgramme } from "#referrals"
import { addToRing, Assumptions, beginRehearsal, makeRing, Numbers, startRing } from "#rehearsal"
import { adoptNamed, segmentRows } from "#segments"
import { installTemplate } from "#templates"
import { type Context, inTransaction } from "#kernel/context"
import { bringFriends } from "./friends.ts"
import type { Life } from "./model.ts"
import { bringOffice } from "./office.ts"
import { bringPastCampaigns } from "./past-campaigns.ts"
import { bringPastFlows } from "./past-flows.ts"
import { questsOf } from "./quests.ts"
import { day, dayText, midnight, weekday } from "./times.ts"

const ringPeople = 24
const invitedToFlow = 90

/**
 * What ひなた does with all that is known: quests, friends who were brought, a ring that tries richer rules, the rehearsal of
 * the same rules over the past year, flows that ran and run, a campaign that waits for a last look, and the office's own
 * work. All of it or nothing: after a kill it is begun anew.
 */
export const bringDoings = (
  filling: Context,
  life: Life,
  customerIds: ReadonlyMap<number, string>,
  placed: ReadonlyMap<string, string>,
  madeAt: Date,
): Promise<void> =>
  inTransaction({ ...filling, now: () => madeAt }, async (ctx) => {
    if (await currentReferralProgramme(ctx)) return
    const idsOf = (people: readonly number[]) => people.flatMap((index) => customerIds.get(index) || [])
    const members = [...new Set(life.orders.map(({ person }) => person))].filter((person) => person % 8 === 0)
    await bringFriends(ctx, { life, members, customerIds, placed, madeAt })
    await bringQuests(ctx, idsOf(members))
    await bringRing(ctx, idsOf(outsiders(life).slice(0, ringPeople)), madeAt)
    await bringRehearsal(ctx)
    await bringPastFlows(ctx, { life, customerIds, madeAt })
    await bringFlows(ctx, idsOf(newcomers(life).slice(-invitedToFlow)))
    // Nobody has been looked at yet, but the ready-made segments are there to be chosen.
    await adoptNamed(ctx, {})
    const buyers = (await segmentRows(ctx)).find(({ key }) => key === "buyers")?.segmentId
    await bringPastCampaigns(ctx, { life, customerIds, madeAt, buyers })
    await measureExperiments(ctx)
    await bringCampaign(ctx, madeAt, buyers)
    await bringOffice(ctx, idsOf(members), madeAt)
  })

/** Who has bought and is in no circle. */
const outsiders = ({ orders, people }: Life): number[] =>
  [...new Set(orders.map(({ person }) => person))].filter(
    (person) => person % 8 === 4 && people[person]?.person.email != null,
  )

/** Who came last and may be written to by mail. */
const newcomers = ({ people, consents }: Life): number[] => {
  const saidYes = new Set(
    consents.filter(({ channel, state }) => channel === "email" && state === "given").map(({ person }) => person),
  )
  return people.map(({ person }) => person.index).filter((index) => saidYes.has(index))
}

async function bringQuests(ctx: Context, members: readonly string[]): Promise<void> {
  for (const quest of questsOf(ctx.now())) await publishQuest(ctx, (await makeQuest(ctx, quest)).questId)
  await countQuests(ctx, members)
}

const richer = Numbers.parse({
  pointName: { ja: "ひなたポイント", en: "Hinata points" },
  perHundred: 2,
  signUp: 200,
  confirmDays: 7,
  expiry: { kind: "sliding", months: 12 },
  ranks: [
    { key: "hi", name: { ja: "ひ", en: "Sun" }, needs: 0 },
    { key: "hinata", name: { ja: "ひなた", en: "Sunny place" }, needs: 12_000, bonusBp: 5_000 },
    { key: "ohisama", name: { ja: "おひさま", en: "Bright sun" }, needs: 30_000, bonusBp: 10_000 },
  ],
})

async function bringRing(ctx: Context, people: readonly string[], madeAt: Date): Promise<void> {
  const began = { ...ctx, now: () => new Date(madeAt.getTime() - 18 * day) }
  const { ringId } = await makeRing(began, {
    name: "100円で2ポイントの試し",
    goal: "二度目のお買い物が早くなるかを、鎌倉の24人と四週間で見る",
    numbers: richer,
    ends: new Date(madeAt.getTime() + 10 * day),
  })
  if (people.length === 0) return
  await addToRing(began, ringId, { customerIds: people })
  await startRing(began, ringId)
}

async function bringRehearsal(ctx: Context): Promise<void> {
  const [programme, ranks] = [(await currentProgramme(ctx))?.programme, (await currentRanks(ctx))?.document]
  if (!programme || !ranks) return
  const live = { programme, ranks, numbers: null }
  const draft = { ...live, programme: { ...programme, base: { ...programme.base, points: programme.base.points * 2 } } }
  const assumptions = Assumptions.parse({})
  await beginRehearsal(ctx, { name: "還元を2倍にしたら", draft, live, assumptions, days: 365 })
}

async function bringFlows(ctx: Context, people: readonly string[]): Promise<void> {
  const { flowId, revision } = (await installFlow(ctx, "welcome")).flow
  await publishFlow(ctx, flowId, { revision, inside: "stay", mode: "live" })
  await callFlow(ctx, flowId, { customerIds: people, key: "demo", facts: {} })
}

/** A draft for Thursday evening, to all who have bought. Who that is will be counted while it is read: nobody is written to yet. */
async function bringCampaign(ctx: Context, madeAt: Date, buyers: string | undefined): Promise<void> {
  const template = await installTemplate(ctx, "new-arrival")
  const days = [2, 3, 4, 5, 6, 7, 8].find((ahead) => weekday(midnight(madeAt.getTime() + ahead * day)) === 4) ?? 2
  const plan = CampaignPlan.parse({
    version: 1,
    why: "冬の乾燥が始まる前に、新しいバームを知っていただく",
    topic: "new",
    audience: { include: buyers === undefined ? [] : [buyers] },
    variants: [{ key: "a", templateId: template.templateId, templateVersion: template.version }],
    when: { kind: "at", day: dayText(madeAt.getTime() + days * day), time: "19:00" },
  })
  await createCampaign(ctx, { name: "冬のバームのご案内", plan })
}
