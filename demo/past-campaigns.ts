import { CampaignPlan, keepPastCampaign } from "#campaigns"
import { installTemplate } from "#templates"
import { seededSource } from "#kernel/clock"
import type { Context } from "#kernel/context"
import { diceFrom } from "./dice.ts"
import type { Life } from "./model.ts"
import { day, dayText, hour, midnight, minute, weekday } from "./times.ts"

type Known = {
  readonly life: Life
  readonly customerIds: ReadonlyMap<number, string>
  readonly madeAt: Date
  /** The segment of those who have bought. */
  readonly buyers: string | undefined
}

type Sendings = readonly { readonly at: Date; readonly customerIds: readonly string[] }[]

/**
 * Campaigns of the past, which reached nobody's inbox: two subjects for one letter, of which people plainly preferred one, and
 * a letter of the season that came twice in other words. A tenth was kept apart from each.
 */
export async function bringPastCampaigns(ctx: Context, { life, customerIds, madeAt, buyers }: Known): Promise<void> {
  const thursday = (ago: number): Date => {
    const from = midnight(madeAt.getTime() - ago * day)
    const days = [0, 1, 2, 3, 4, 5, 6].find((n) => weekday(from - n * day) === 4) ?? 0
    return new Date(from - days * day + 19 * hour)
  }
  const sendings = (...moments: Date[]): Sendings =>
    moments.map((at) => ({ at, customerIds: buyersBefore(life, customerIds, at) }))
  const include = buyers === undefined ? [] : [buyers]
  const template = await installTemplate(ctx, "new-arrival")
  const words = { templateId: template.templateId, templateVersion: template.version }

  const compared = sendings(thursday(19))
  await keepPastCampaign(ctx, {
    name: "新しいクレンジングバームのご案内",
    madeAt: before(compared),
    sendings: compared,
    read: reader(ctx, { a: [0.31, 0.045], b: [0.42, 0.15] }),
    plan: planned(compared, {
      why: "秋の新作を、使いみちから伝えるか、新しさから伝えるかを比べる",
      topic: "new",
      audience: { include },
      variants: [
        { key: "a", name: "新しさから", ...words, subject: newest },
        { key: "b", name: "使いみちから", ...words, subject: useful },
      ],
    }),
  })

  const seasonal = await installTemplate(ctx, "thank-you-next-step")
  const season = { templateId: seasonal.templateId, templateVersion: seasonal.version }
  const twice = sendings(thursday(100), thursday(38)).map(({ at, customerIds }) => ({
    at,
    customerIds: customerIds.slice(0, 300),
  }))
  await keepPastCampaign(ctx, {
    name: "季節の変わり目のお便り",
    madeAt: before(twice),
    sendings: twice,
    read: reader(ctx, { a: [0.36, 0.07], b: [0.33, 0.08] }),
    plan: planned(twice, {
      why: "季節が変わるころに、お手入れの加減を思い出していただく",
      topic: "season",
      audience: { include },
      variants: [
        { key: "a", name: "夏の終わり", ...season, subject: summer },
        { key: "b", name: "秋の乾き", ...season, subject: autumn },
      ],
      repeat: { everyMonths: 2, times: 2 },
    }),
  })
}

const newest = {
  ja: "新しいクレンジングバームができました",
  en: "Our new cleansing balm is here",
}
const useful = {
  ja: "日やけ止めも、濃いめの口紅も、これひとつで",
  en: "Sunscreen, lipstick, gone with one balm",
}
const summer = {
  ja: "夏の疲れが出るころの、お手入れの加減",
  en: "How to look after your skin when summer ends",
}
const autumn = {
  ja: "空気が乾きはじめました。乳液をひと押し多めに",
  en: "The air is getting dry: one more drop of emulsion",
}

type Draft = Omit<Parameters<typeof CampaignPlan.parse>[0] & object, "version" | "when">

const planned = (sendings: Sendings, draft: Draft): CampaignPlan =>
  CampaignPlan.parse({
    version: 1,
    when: { kind: "at", day: dayText(sendings[0]?.at.getTime() ?? 0), time: "19:00" },
    channels: ["email"],
    ...draft,
  })

const before = ([first]: Sendings): Date => new Date((first?.at.getTime() ?? 0) - 2 * day)

/** Who had bought by then, the first buyer first. */
function buyersBefore({ orders }: Life, customerIds: ReadonlyMap<number, string>, at: Date): string[] {
  const people = new Set(orders.flatMap(({ person, snapshot }) => (snapshot.placedAt < at ? [person] : [])))
  return [...people].flatMap((index) => customerIds.get(index) ?? [])
}

/** By variant, the shares of those who open it and who follow a link, at some hour of the two days after. */
function reader(ctx: Context, shares: Readonly<Record<string, readonly [open: number, click: number]>>) {
  const dice = diceFrom(seededSource(4_711, ctx.now).random)
  return ({ step }: { readonly step: string }, sentAt: Date) => {
    const [open, click] = shares[step] ?? [0, 0]
    const [drawn, after] = [dice.between(0, 1), dice.whole(3, 45 * 60) * minute]
    const openedAt = drawn < open ? new Date(sentAt.getTime() + after) : null
    return { openedAt, clickedAt: openedAt && drawn < click ? new Date(openedAt.getTime() + minute) : null }
  }
}
