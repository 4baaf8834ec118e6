import { type Bar, percentile, round } from "./bar.ts"
import { flatOutRuns, startWorld } from "./p1b-process.ts"
import { dailyPasses } from "./p3-segments.ts"
import { measure as measureSteps } from "./p4-flow-steps.ts"
import { segmentWorld } from "./segment-world.ts"

const most = Number(process.env.BENCH_CUSTOMERS ?? 1_000_000)
const sizes = [most / 100, most / 10, most]
const mostExponent = 1.1

/** How the work grows with the number of customers: an event for each of them, everybody's segments anew, and three steps of a flow for each. */
export async function measure(): Promise<Bar[]> {
  const [events, passes, steps]: [number[], number[], number[]] = [[], [], []]
  for (const customers of sizes) {
    events.push(customers / (await eventsPerSecond(customers)))
    passes.push((await passMs(customers)) / 1_000)
    steps.push(await stepsSeconds(customers))
  }
  return [
    barOf("P10-P1b", events, "one event for each customer, flat out"),
    barOf("P10-P3b", passes, "twelve segments of everybody a day later, fifty events each"),
    barOf("P10-P4", steps, "three steps of a flow for each customer"),
  ]
}

async function eventsPerSecond(customers: number): Promise<number> {
  const bench = await startWorld(customers)
  try {
    const { rates, owner } = await flatOutRuns(bench, customers, 3)
    await owner.end()
    return percentile(rates, 0.5)
  } finally {
    await bench.stop()
  }
}

async function passMs(customers: number): Promise<number> {
  const world = await segmentWorld(customers)
  try {
    return percentile(await dailyPasses(world), 0.5)
  } finally {
    await world.stop()
  }
}

async function stepsSeconds(customers: number): Promise<number> {
  const [bar] = await measureSteps(customers)
  return (3 * customers) / (bar?.value ?? Number.NaN)
}

function barOf(bar: string, seconds: readonly number[], what: string): Bar {
  const value = exponentOf(sizes, seconds)
  const each = sizes.map((size, i) => `${size}: ${round(seconds[i] ?? Number.NaN, 2)} s`).join(", ")
  return {
    bar,
    value: round(value, 2),
    unit: "exponent",
    limit: 1,
    ratio: round(value, 2),
    rival: null,
    pass: value <= mostExponent,
    note: `wanted ≤ ${mostExponent}; ${what}: ${each}; slope of the line of least squares through the logarithms`,
  }
}

/** The slope of the straight line through (ln x, ln y) with the least squares: y grows as x to this power. */
function exponentOf(xs: readonly number[], ys: readonly number[]): number {
  const [lx, ly] = [xs.map(Math.log), ys.map(Math.log)]
  const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length
  const [mx, my] = [mean(lx), mean(ly)]
  const over = lx.reduce((sum, x, i) => sum + (x - mx) * ((ly[i] ?? 0) - my), 0)
  return over / lx.reduce((sum, x) => sum + (x - mx) ** 2, 0)
}
