import { expect, test } from "vitest"
import { resolveCustomer } from "#customers"
import { enrol } from "#members"
import { balancesOf } from "#points"
import { testContext } from "#testing/context"
import { awardByTime } from "./by-time.ts"
import { defaultProgramme, plainAction } from "./default-programme.ts"
import { publishProgramme, saveProgramme } from "./index.ts"

test("H16 birthdays earn members once a year, on the 28th those born on a 29 February where there is none", async () => {
  const ctx = await testContext({ at: "2026-09-01T09:00:00+09:00" })
  const birthday = {
    ...plainAction,
    key: "birthday",
    title: { ja: "お誕生日", en: "Birthday" },
    points: 300,
    on: { kind: "birthday" as const },
    once: "year" as const,
  }
  const programme = { ...defaultProgramme, expiry: null, actions: [birthday] }
  const { revision } = await saveProgramme(ctx, { programme, basedOn: 0 })
  await publishProgramme(ctx, { basedOn: revision })
  const born = async (name: string, bornOn: string, isMember: boolean) => {
    const identities = [{ kind: "email" as const, issuer: "", value: `${name}@example.jp` }]
    const who = await resolveCustomer(ctx, { identities, profile: { bornOn }, source: "test", at: ctx.now() })
    if (isMember) await enrol(ctx, { customerId: who.customerId, by: "page" })
    return who.customerId
  }
  const people = [
    await born("leap", "1996-02-29", true),
    await born("may", "1990-05-10", true),
    await born("stranger", "1990-05-10", false),
  ]
  const at = async (day: string) => {
    ctx.moveTo(new Date(`${day}T08:00:00+09:00`))
    await awardByTime(ctx)
    await awardByTime(ctx)
    const balances = await balancesOf(ctx, people)
    return people.map((id) => balances.get(id)?.available)
  }
  expect(await at("2027-02-28")).toEqual([300, 0, 0])
  expect(await at("2027-05-09")).toEqual([300, 0, 0])
  expect(await at("2027-05-10")).toEqual([300, 300, 0])
  // The morning of her own day in the next year was missed: nothing is made up for on another day.
  expect(await at("2028-05-10")).toEqual([300, 600, 0])
})
