import { type ClickHouseClient, ClickHouseLogLevel, createClient } from "@clickhouse/client"
import fc from "fast-check"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import { text } from "node:stream/consumers"
import { pino } from "pino"
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest"
import { createFactsClient } from "./client.ts"
import { startClickHouse } from "./supervisor.ts"
import type { ClickHouse } from "./running-clickhouse.ts"

// What the product relies on, of the embedded engine and of any server: with CLICKHOUSE_URL set, the same tests ask that one.
const clickhouseUrl = process.env.CLICKHOUSE_URL
const isEmbedded = clickhouseUrl === undefined
const home = mkdtempSync(join(tmpdir(), "maido-contract-"))
const soon = { timeout: 15_000, interval: 20 }
const limits = { memoryBytes: 1024 ** 3, resultBytes: 2 * 1024 ** 2 }
let engine: ClickHouse
let client: ClickHouseClient

beforeAll(async () => {
  engine = await startClickHouse({ home, log: pino({ level: "silent" }), clickhouseUrl, limits })
  client = createFactsClient(engine)
})
afterAll(async () => {
  await client.close()
  await engine.stop()
  rmSync(home, { recursive: true, force: true })
})

type Options = Omit<Parameters<ClickHouseClient["query"]>[0], "query" | "format">
const rows = async (query: string, options: Options = {}) =>
  (await client.query({ query, format: "JSONEachRow", ...options })).json<Record<string, unknown>>()
const failure = (work: Promise<unknown>) =>
  work.then(
    () => "no failure",
    (error: unknown) => error,
  )
const table = async (name: string, columns: string, rest = "engine = MergeTree order by tuple()") => {
  await client.command({ query: `drop table if exists ${name}` })
  await client.command({ query: `create table ${name} (${columns}) ${rest}` })
}

describe("an answer belongs to its question", () => {
  const failing = [
    "select throwIf(number = 70000) from numbers(100000)",
    "select number from numbers(3000000000) where sipHash64(number) % 1000 = 0 settings max_execution_time = 0.3",
    "select repeat(toString(number), 20) as x from numbers(100000) settings max_result_bytes = 1000000, max_block_size = 5000",
    "select toUInt8('x')",
    "select * from no_such_table",
    "selec 1",
  ]

  test.each(failing)("also after a failure: %s", async (query) => {
    expect(await failure(rows(query))).toBeInstanceOf(Error)
    for (let i = 0; i < 4; i++) expect(await rows(`select ${i} as a`)).toEqual([{ a: i }])
  })

  test.each(failing)("also when a request carries neither settings nor a format: %s", async (query) => {
    const { url, username, password } = engine
    const bare = createClient({
      url,
      ...(username ? { username } : {}),
      ...(password ? { password } : {}),
      log: { level: ClickHouseLogLevel.OFF },
    })
    onTestFinished(() => bare.close())
    const plain = async (sql: string) => text((await bare.exec({ query: sql })).stream)
    expect(await failure(plain(query))).toBeInstanceOf(Error)
    for (let i = 0; i < 4; i++) expect(await plain(`select ${i}`)).toBe(`${i}\n`)
  })

  test("and with many at once, half of them failing", async () => {
    const asked = Array.from({ length: 120 }, (_, i) =>
      i % 2 === 0
        ? rows(`select ${i} as a, count() as n from numbers(1000)`)
        : failure(rows(`select throwIf(number = 999, 'no ${i}') from numbers(1000)`)),
    )
    const answers = await Promise.all(asked)
    for (const [i, answer] of answers.entries()) {
      if (i % 2 === 0) expect(answer).toEqual([{ a: i, n: "1000" }])
      else expect(String(answer)).toContain(`no ${i}`)
    }
  })
})

describe("nothing of a request stays for the next", () => {
  test("no setting", async () => {
    const before = await rows(
      "select toString(getSetting('max_threads')) as t, toString(getSetting('max_block_size')) as b",
    )
    expect(
      await rows("select toString(getSetting('max_block_size')) as b", {
        clickhouse_settings: { max_block_size: "1234" },
      }),
    ).toEqual([{ b: "1234" }])
    await failure(rows("select throwIf(1)", { clickhouse_settings: { max_block_size: "1234" } }))
    await client.command({ query: "set max_block_size = 4321" })
    for (let i = 0; i < 12; i++)
      expect(
        await rows("select toString(getSetting('max_threads')) as t, toString(getSetting('max_block_size')) as b"),
      ).toEqual(before)
  })

  test("no deduplication token: the next insert without one is kept", async () => {
    await table(
      "sticky",
      "a UInt32",
      "engine = MergeTree order by a settings non_replicated_deduplication_window = 100",
    )
    const token = { clickhouse_settings: { insert_deduplication_token: "one" } }
    for (let i = 0; i < 3; i++)
      await client.insert({ table: "sticky", values: [{ a: 1 }], format: "JSONEachRow", ...token })
    for (let i = 0; i < 12; i++) await client.insert({ table: "sticky", values: [{ a: 2 + i }], format: "JSONEachRow" })
    expect(await rows("select count() as n from sticky")).toEqual([{ n: "13" }])
  })

  test("no temporary table", async () => {
    await failure(client.command({ query: "create temporary table leftover (a int)" }))
    for (let i = 0; i < 12; i++) expect(String(await failure(rows("select * from leftover")))).toContain("leftover")
  })
})

describe("parameters arrive as they were sent", () => {
  const echo = async (type: string, value: unknown) =>
    (await rows(`select {v:${type}} as v`, { query_params: { v: value } }))[0]?.v

  test.each([
    ["String", "it's \\ \"`\t\n\r\0 {v:String} $1 -- /* 毎度 👍"],
    ["String", ""],
    ["String", "\\N"],
    ["Nullable(String)", null],
    ["LowCardinality(String)", "a'b\\"],
    ["Array(String)", ["it's", "\\", "", "\t", "毎度", "{v:String}"]],
    ["Array(Array(String))", [["a"], []]],
    ["Array(Nullable(String))", ["NULL", null]],
    ["Map(String, String)", { "k'\\:,": "v'\\:,}" }],
    ["Map(String, String)", {}],
    ["Map(String, Array(UInt8))", { a: [1, 2], b: [] }],
    ["Map(String, Map(String, UInt8))", { a: { b: 1, c: 2 }, d: {} }],
    ["Array(Map(String, UInt8))", [{ a: 1 }, {}]],
    ["UUID", "0198c0de-0000-7000-8000-000000000001"],
    ["Array(UUID)", ["0198c0de-0000-7000-8000-000000000001"]],
    ["Bool", true],
    ["Int32", -7],
    ["Float64", 0.1],
    ["Date", "2026-04-01"],
    ["Enum8('a''b' = 1)", "a'b"],
  ])("%s %j", async (type, value) => expect(await echo(type, value)).toEqual(value))

  test.each([
    ["UInt64", 18_446_744_073_709_551_615n, "18446744073709551615"],
    ["Int64", -9_007_199_254_740_993n, "-9007199254740993"],
    ["DateTime64(3, 'UTC')", new Date("2026-04-01T00:00:00.123Z"), "2026-04-01 00:00:00.123"],
    ["DateTime('UTC')", new Date("2026-04-01T00:00:00Z"), "2026-04-01 00:00:00"],
    ["DateTime64(3, 'UTC')", "2026-04-01 00:00:00.123", "2026-04-01 00:00:00.123"],
  ])("%s %s", async (type, value, expected) => expect(await echo(type, value)).toBe(expected))

  test("S04 any text, alone and in a list", async () => {
    const texts = fc.array(fc.string({ unit: "grapheme", maxLength: 40 }), { minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(texts, async (list) => {
        const query = "select {one:String} as one, {list:Array(String)} as list"
        expect(await rows(query, { query_params: { one: list[0], list } })).toEqual([{ one: list[0], list }])
      }),
      { numRuns: 40, seed: 7 },
    )
  })

  test("two at once do not mix, one that is missing is an error, and a name may be one", async () => {
    const echoes = Array.from({ length: 40 }, (_, i) => echo("String", `value ${i}`))
    expect(await Promise.all(echoes)).toEqual(Array.from({ length: 40 }, (_, i) => `value ${i}`))
    expect(await failure(rows("select {absent:String}"))).toMatchObject({ code: "456" })
    expect(await rows("select {c:Identifier} as d from system.one", { query_params: { c: "dummy" } })).toEqual([
      { d: 0 },
    ])
  })
})

describe("values", () => {
  test("64-bit numbers are exact", async () => {
    expect(await rows("select toUInt64(18446744073709551615) as u, toInt64(-9007199254740993) as i")).toEqual([
      { u: "18446744073709551615", i: "-9007199254740993" },
    ])
  })

  test("days are cut in UTC, and ISO times are understood", async () => {
    await table("times", "at DateTime64(3, 'UTC')")
    await client.insert({ table: "times", values: [{ at: "2026-04-01T08:59:59.123+09:00" }], format: "JSONEachRow" })
    expect(await rows("select toString(at) as at, toDate(at) as day from times")).toEqual([
      { at: "2026-03-31 23:59:59.123", day: "2026-03-31" },
    ])
  })
})

describe("inserts", () => {
  test("by rows, by some columns, from a stream, as CSV, by statement, compressed", async () => {
    await table("doors", "a UInt32, b String default 'none'")
    await client.insert({ table: "doors", values: [{ a: 1, b: "毎度" }], format: "JSONEachRow" })
    await client.insert({ table: "doors", columns: ["a"], values: [[2]], format: "JSONCompactEachRow" })
    await client.insert({ table: "doors", columns: { except: ["b"] }, values: [{ a: 3 }], format: "JSONEachRow" })
    await client.insert({ table: "doors", values: Readable.from([{ a: 4, b: "s" }]), format: "JSONEachRow" })
    await client.insert({ table: "doors", values: Readable.from(["5,csv\n"], { objectMode: false }), format: "CSV" })
    await client.command({
      query: "insert into doors values (6, '{a:String}'), ({a:UInt32}, 'p')",
      query_params: { a: 7 },
    })
    const { url, username, password } = engine
    const squeezed = createClient({
      url,
      ...(username ? { username } : {}),
      ...(password ? { password } : {}),
      compression: { request: true, response: true },
    })
    await squeezed.insert({ table: "doors", values: [{ a: 8, b: "z" }], format: "JSONEachRow" })
    await squeezed.close()
    const found = await rows("select a, b from doors order by a")
    expect(found.map(({ b }) => b)).toEqual(["毎度", "none", "none", "s", "csv", "{a:String}", "p", "z"])
  })

  test("G4 with the same token count once, in the table and in its roll-up", async () => {
    await table(
      "base",
      "k UInt32, v UInt32",
      "engine = MergeTree order by k settings non_replicated_deduplication_window = 100",
    )
    await table(
      "rollup",
      "k UInt32, n SimpleAggregateFunction(sum, UInt64)",
      "engine = AggregatingMergeTree order by k settings non_replicated_deduplication_window = 100",
    )
    await client.command({ query: "drop view if exists base_rollup" })
    await client.command({
      query: "create materialized view base_rollup to rollup as select k, count() as n from base group by k",
    })
    const batch = {
      table: "base",
      values: [
        { k: 1, v: 1 },
        { k: 1, v: 1 },
      ],
      format: "JSONEachRow",
    } as const
    for (const token of ["a", "a", "b", "a", "b"])
      await client.insert({ ...batch, clickhouse_settings: { insert_deduplication_token: token } })
    expect(await rows("select (select count() from base) as base, (select sum(n) from rollup) as rollup")).toEqual([
      { base: "4", rollup: "4" },
    ])
  })

  test("that are wrong write nothing", async () => {
    await table("strict", "a UInt32")
    expect(
      await failure(client.insert({ table: "strict", values: [{ a: 1 }, { a: "x" }], format: "JSONEachRow" })),
    ).toBeInstanceOf(Error)
    expect(
      await failure(
        client.insert({
          table: "strict",
          values: [{ a: 1, b: 1 }],
          format: "JSONEachRow",
          clickhouse_settings: { input_format_skip_unknown_fields: 0 },
        }),
      ),
    ).toBeInstanceOf(Error)
    expect(await rows("select count() as n from strict")).toEqual([{ n: "0" }])
  })
})

describe("errors say which they are", () => {
  test.each([
    ["select * from no_such_table", "60", "UNKNOWN_TABLE"],
    ["selec 1", "62", "SYNTAX_ERROR"],
    ["select throwIf(1, 'because')", "395", "FUNCTION_THROW_IF_VALUE_IS_NON_ZERO"],
    ["select 1 settings no_such_setting = 1", "115", "UNKNOWN_SETTING"],
  ])("%s", async (query, code, type) => expect(await failure(rows(query))).toMatchObject({ code, type }))

  test("an unknown setting of the request", async () => {
    const settings = { no_such_setting: 1 } as Record<string, number>
    expect(await failure(rows("select 1", { clickhouse_settings: settings }))).toMatchObject({ code: "115" })
  })
})

describe("a long query", () => {
  const running = async (mark: string) =>
    (
      await rows(
        "select count() as n from system.processes where query like concat('%', {mark:String}, '%') and query not like '%system.processes%'",
        { query_params: { mark } },
      )
    )[0]?.n

  test("T6 is really stopped when its asker leaves, and lets short ones pass meanwhile", async () => {
    const mark = `mark_${process.pid}`
    const leaving = new AbortController()
    let hasEnded = false
    const long = rows(`select sum(sipHash64(number)) as ${mark} from numbers(200000000000) settings max_threads = 1`, {
      abort_signal: leaving.signal,
    })
    const ended = failure(long).finally(() => {
      hasEnded = true
    })
    await vi.waitUntil(async () => (await running(mark)) === "1", soon)
    expect(await rows("select 1 as a")).toEqual([{ a: 1 }])
    expect(hasEnded).toBe(false)
    leaving.abort()
    await ended
    await vi.waitUntil(async () => (await running(mark)) === "0", soon)
  })

  test("ends at its time limit", async () => {
    const query = "select sum(sipHash64(number)) from numbers(200000000000)"
    expect(await failure(rows(query, { clickhouse_settings: { max_execution_time: 1 } }))).toMatchObject({
      code: "159",
    })
  })
})

describe.skipIf(!isEmbedded)("the embedded engine keeps within its limits and goes on", () => {
  test.each([
    ["an answer too large", "select repeat(toString(number), 20) as x from numbers(100000)", "396"],
    ["an answer too large, of one constant", "select repeat('x', 100) as x from numbers(40000)", "396"],
    [
      "a query that wants too much memory",
      "select length(groupArray(repeat(toString(number), 500))) as n from numbers(100000000)",
      "241",
    ],
  ])("%s is an error", async (_, query, code) => {
    expect(await failure(rows(query))).toMatchObject({ code })
    expect(await rows("select 1 as a")).toEqual([{ a: 1 }])
  })

  test("it listens to nobody without the password", async () => {
    for (const given of [{}, { username: "maido", password: "guess" }, { username: "default", password: "" }]) {
      const stranger = createClient({ url: engine.url, log: { level: ClickHouseLogLevel.OFF }, ...given })
      expect(await failure(stranger.command({ query: "select 1" }))).toMatchObject({ code: "516" })
      await stranger.close()
    }
    expect(new URL(engine.url).hostname).toBe("127.0.0.1")
  })
})
