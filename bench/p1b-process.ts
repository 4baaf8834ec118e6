import { type Bar, round } from "./bar.ts"
import { count, ownerOf } from "./database.ts"
import { startBench } from "./installation.ts"
import { eventsKey, pourEvents } from "./tracking-load.ts"

/** Events processed to the end: whose they are, the inbox, ClickHouse and its rollup. Segments and flows come with their capabilities. */
export async function measure(): Promise<Bar[]> {
  const bench = await startBench({}, eventsKey)
  try {
    const owner = await ownerOf(bench.home)
    const began = performance.now()
    const { accepted } = await pourEvents(bench.maido.origin, bench.prepared, {
      connections: 4,
      size: 500,
      seconds: 10,
      customers: 100_000,
    })
    const deadline = performance.now() + 120_000
    const pending = async () =>
      (await count(owner, "select count(*) as n from events.incoming")) +
      (await count(
        owner,
        "select count(*) as n from events.inbox i where i.seq > coalesce((select max(upto_seq) from events.projections), 0)",
      ).catch(() => 0))
    while ((await pending()) > 0 && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 100))
    const seconds = (performance.now() - began) / 1000
    const inbox = await count(owner, "select count(*) as n from events.inbox where name <> 'Identified'")
    await owner.end()
    const perSecond = accepted / seconds
    return [
      {
        bar: "P1b",
        value: round(perSecond, 0),
        unit: "events/s",
        limit: null,
        ratio: null,
        rival: "948-978/s",
        pass: perSecond >= 15_000 && inbox >= accepted,
        note: `wanted ≥ 15,000/s flat out, without segments and flows; ${accepted} accepted, ${inbox} in the inbox at the end, 100,000 customers; from the first request to an empty queue`,
      },
    ]
  } finally {
    await bench.stop()
  }
}
