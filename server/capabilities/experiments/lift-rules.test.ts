import { expect, test } from "vitest"
import { compareArms, estimate, halfWidth } from "./lift-rules.ts"
import type { Moments } from "./model-lift.ts"

/** mulberry32: chance that is the same in every run. */
function chance(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

type Writable = { -readonly [K in keyof Moments]: Moments[K] }
const empty = (arm: string, design = 1): Writable => ({ arm, design, n: 0, y: 0, yy: 0, x: 0, xx: 0, xy: 0, some: 0 })

function add(to: Writable, y: number, x = 0): void {
  to.n++
  to.y += y
  to.yy += y * y
  to.x += x
  to.xx += x * x
  to.xy += x * y
  to.some += y === 0 ? 0 : 1
}

const steady = { peoplePerWeek: 100, weeksOpen: 4 }

/** One experiment in which people come in lots and it is looked at after each: whether it ever said that they differ. */
function everDecided(
  next: () => number,
  {
    people,
    lot,
    share,
    draw,
  }: { people: number; lot: number; share: number; draw: (treated: boolean) => [number, number] },
): boolean {
  const [treated, held] = [empty("treated"), empty("holdout")]
  for (let i = 1; i <= people; i++) {
    const isHeld = next() < share
    add(isHeld ? held : treated, ...draw(!isHeld))
    if (i % lot > 0) continue
    const { verdict } = compareArms([treated, held], "treated", "holdout", steady)
    if (verdict.kind === "better" || verdict.kind === "worse") return true
  }
  return false
}

const yen = (next: () => number) =>
  Math.round(2_000 * Math.exp(0.9 * Math.sqrt(-2 * Math.log(next() || 1e-9)) * Math.cos(2 * Math.PI * next())))

const worlds: [name: string, share: number, draw: (next: () => number) => [number, number]][] = [
  ["one in fifty orders", 0.1, (next) => [next() < 0.02 ? 1 : 0, 0]],
  ["one in five orders", 0.1, (next) => [next() < 0.2 ? 1 : 0, 0]],
  ["yen of few buyers, a long tail", 0.1, (next) => [next() < 0.1 ? yen(next) : 0, 0]],
  [
    "halves, with what they did before",
    0.5,
    (next) => {
      const before = next() < 0.3 ? yen(next) : 0
      return [next() < 0.2 ? before + yen(next) : before / 2, before]
    },
  ],
]

test.each(worlds)(
  "X02 A/A: %s: looked at forty times, at most one in twenty of 600 runs says that they differ",
  (_, share, draw) => {
    const next = chance(20_260_401)
    let wrong = 0
    for (let run = 0; run < 600; run++)
      if (everDecided(next, { people: 2_000, lot: 50, share, draw: () => draw(next) })) wrong++
    // Two standard deviations above 5 % of 600 are 41.
    expect(wrong).toBeLessThanOrEqual(41)
  },
)

test("X02 a brand of two thousand customers gets an answer, in most runs in which it is worth one", () => {
  const next = chance(7)
  let found = 0
  for (let run = 0; run < 200; run++)
    if (everDecided(next, { people: 2_000, lot: 100, share: 0.2, draw: (t) => [next() < (t ? 0.22 : 0.1) ? 1 : 0, 0] }))
      found++
  expect(found).toBeGreaterThan(150)
})

test("X02 what people did before takes noise away and moves nothing", () => {
  const next = chance(99)
  const errors: number[] = []
  let narrower = 0
  for (let run = 0; run < 200; run++) {
    const [t, c, plainT, plainC] = [empty("treated"), empty("holdout"), empty("treated"), empty("holdout")]
    for (let i = 0; i < 800; i++) {
      const before = yen(next)
      const isHeld = next() < 0.3
      const y = before * 0.8 + yen(next) * 0.3 + (isHeld ? 0 : 500)
      add(isHeld ? c : t, y, before)
      add(isHeld ? plainC : plainT, y)
    }
    const [adjusted, plain] = [estimate([t], [c]), estimate([plainT], [plainC])]
    errors.push((adjusted?.difference ?? 0) - 500)
    if ((adjusted?.variance ?? 1) < (plain?.variance ?? 0) / 2) narrower++
    expect(plain?.varianceSaved).toBe(0)
  }
  expect(narrower).toBe(200)
  expect(Math.abs(errors.reduce((a, b) => a + b, 0) / errors.length)).toBeLessThan(15)
})

test("X02 people assigned under other shares are never compared with each other", () => {
  // The first months were good and kept half apart, the later ones bad and kept a tenth: together it looks like harm.
  const of = (arm: string, design: number, n: number, mean: number): Moments => ({
    ...empty(arm, design),
    n,
    y: n * mean,
    yy: n * mean * mean + n,
    some: n,
  })
  const moments = [
    of("treated", 1, 500, 10),
    of("holdout", 1, 500, 10),
    of("treated", 2, 900, 2),
    of("holdout", 2, 100, 2),
  ]
  expect(compareArms(moments, "treated", "holdout", steady)).toMatchObject({ difference: 0 })
})

test("X02 T08 too little says so, and for about how many weeks more", () => {
  const few = [
    { ...empty("treated"), n: 90, y: 4, yy: 4, some: 4 },
    { ...empty("holdout"), n: 10, y: 1, yy: 1, some: 1 },
  ]
  const said = compareArms(few, "treated", "holdout", { peoplePerWeek: 50, weeksOpen: 4 })
  // Ten people more in the holdout at five a week, five orders more at two and a half a week: two weeks.
  expect(said).toMatchObject({ difference: null, low: null, total: null, verdict: { kind: "gathering", weeks: 2 } })
  // Nobody comes any more, but those who are in are looked at for three weeks yet.
  expect(compareArms(few, "treated", "holdout", { peoplePerWeek: 0, weeksOpen: 2.4 }).verdict.weeks).toBe(3)
  expect(compareArms(few, "treated", "holdout", { peoplePerWeek: 0, weeksOpen: 0 }).verdict.weeks).toBeNull()
  expect(compareArms([], "treated", "holdout", steady)).toMatchObject({
    people: 0,
    mean: null,
    verdict: { weeks: null },
  })
})

test("X02 the weeks that are left come out about right", () => {
  const at = (n: number): Moments[] => [
    { ...empty("treated"), n: n * 0.9, y: n * 0.9 * 0.12, yy: n * 0.9 * 0.12, some: n * 0.9 * 0.12 },
    { ...empty("holdout"), n: n * 0.1, y: n * 0.1 * 0.1, yy: n * 0.1 * 0.1, some: n * 0.1 * 0.1 },
  ]
  const pace = { peoplePerWeek: 500, weeksOpen: 4 }
  const { verdict } = compareArms(at(2_000), "treated", "holdout", pace)
  expect(verdict.kind).toBe("gathering")
  const weeks = verdict.weeks ?? 0
  expect(compareArms(at(2_000 + 500 * (weeks + 1)), "treated", "holdout", pace).verdict.kind).toBe("better")
  expect(compareArms(at(2_000 + 500 * (weeks - 2)), "treated", "holdout", pace).verdict.kind).toBe("gathering")
})

test("X02 no difference worth waiting for is an answer, and fewer unsubscribes are better", () => {
  const of = (arm: string, rate: number): Moments => ({
    ...empty(arm),
    n: 200_000,
    y: 200_000 * rate,
    yy: 200_000 * rate,
    some: 200_000 * rate,
  })
  expect(compareArms([of("a", 0.1), of("b", 0.1)], "a", "b", steady).verdict.kind).toBe("same")
  expect(compareArms([of("a", 0.02), of("b", 0.03)], "a", "b", steady).verdict.kind).toBe("worse")
  expect(compareArms([of("a", 0.02), of("b", 0.03)], "a", "b", steady, true).verdict.kind).toBe("better")
  expect(compareArms([of("a", 0.04), of("b", 0.03)], "a", "b", steady).total).toBeCloseTo(2_000)
})

test("X02 the interval is narrowest where it was tuned, and never narrower than a single look would allow", () => {
  const width = (size: number) => halfWidth(1, size)
  expect(width(200)).toBeLessThan(width(20))
  expect(width(200)).toBeLessThan(width(20_000))
  for (const size of [5, 50, 200, 5_000, 1_000_000]) expect(width(size)).toBeGreaterThan(1.96)
})
