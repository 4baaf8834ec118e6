import { parse } from "csv-parse/sync"
import iconv from "encoding-japanese"
import { parquetReadObjects } from "hyparquet"
import { afterAll, beforeAll, expect, test } from "vitest"
import { eraseCustomer, resolveCustomers } from "#customers"
import { recordEvents } from "#events"
import { applyOrder } from "#orders"
import { inTransaction } from "#kernel/context"
import { enqueue } from "#kernel/effects"
import type { Caller } from "#kernel/doors"
import { type TestContext, testContext } from "#testing/context"
import { serve } from "#testing/http"
import { anOrder } from "#testing/orders"
import { rowsAtOnce } from "./read-rows.ts"
import { forgetOldExports, writePieceEffect } from "./run-export.ts"
import type { ExportFormat, ExportKind } from "./model.ts"

let ctx: TestContext
let origin: string
let stop: () => Promise<void>
const everything = ["export", "customers:personal", "segments:read"]
let rights = everything
const names = ["=cmd|' /C calc'!A0", '＠渡邉 "花"子', "髙橋\n次郎", "😀", "- 5"]
const people: string[] = []
const deeds = rowsAtOnce + 10

beforeAll(async () => {
  ctx = await testContext()
  const staffId = ctx.id()
  const caller = (): Caller => ({
    actor: { kind: "staff", staffId },
    brandId: ctx.brandId,
    rights: new Set(rights),
    ambient: false,
    fresh: true,
  })
  const served = await serve({ platform: ctx.platform, identify: async () => caller() })
  ;[origin, stop] = [served.origin, served.stop]
  await inTransaction(ctx, async (ctx) => {
    const found = await resolveCustomers(
      ctx,
      names.map((displayName, i) => ({
        identities: [{ kind: "email", issuer: "", value: `p${i}@example.jp` }],
        profile: { displayName, email: `p${i}@example.jp` },
        source: "test",
        at: ctx.now(),
      })),
    )
    people.push(...found.map(({ customerId }) => customerId))
    await applyOrder(ctx, anOrder())
    await recordEvents(
      ctx,
      Array.from({ length: deeds }, (_, i) => ({
        customerId: people[i % people.length] ?? null,
        name: "Page Viewed",
        occurredAt: ctx.now(),
        source: "web",
        externalId: `v${i}`,
        value: i,
      })),
    )
  })
})
afterAll(() => stop())

async function call(method: string, path: string, body?: object) {
  const response = await fetch(`${origin}${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { "content-type": "application/json" } } : {}),
  })
  return { status: response.status, body: await response.json() }
}

async function taken(what: ExportKind, format: ExportFormat) {
  return fileOf((await call("POST", "/api/v1/exports", { what, format })).body.exportId)
}

async function fileOf(exportId: string) {
  await ctx.drain()
  const { path } = (await call("POST", `/api/v1/exports/${exportId}/link`, {})).body
  const response = await fetch(`${origin}${path}`)
  return { exportId, path, response, bytes: Buffer.from(await response.arrayBuffer()) }
}

const cells = (text: string): Record<string, string>[] => parse(text, { columns: true, bom: true })

test("A17 S45 customers as CSV for Excel: everybody is there, and no cell can be run", async () => {
  const { bytes, response } = await taken("customers", "csv")
  expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="customers-2026-04-01-.{6}\.csv"$/)
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const rows = cells(bytes.toString())
  const seen = rows.map((row) => row["displayName"])
  expect(seen).toEqual(expect.arrayContaining(["'=cmd|' /C calc'!A0", '\'＠渡邉 "花"子', "髙橋\n次郎", "😀", "'- 5"]))
  for (const cell of rows.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/)
})

test("A17 the same in Shift_JIS; a character that it lacks is written out", async () => {
  const { bytes } = await taken("customers", "csv-sjis")
  const text = iconv.codeToString(iconv.convert([...bytes], { to: "UNICODE", from: "SJIS" }))
  expect(cells(text).map((row) => row["displayName"])).toEqual(expect.arrayContaining(['\'＠渡邉 "花"子', "&#128512;"]))
})

test("A17 F04 more than one piece of events as NDJSON: each exactly once, also when a piece is asked for twice", async () => {
  const begun = await call("POST", "/api/v1/exports", { what: "events", format: "ndjson" })
  const again = { exportId: begun.body.exportId, pieceNo: 0 }
  await inTransaction(ctx, (ctx) => enqueue(ctx, writePieceEffect, again, { key: "again" }))
  const { bytes, exportId } = await fileOf(begun.body.exportId)
  const rows = bytes
    .toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
  const views = rows.filter((row) => row.name === "Page Viewed").map((row) => row.value)
  expect(views).toHaveLength(deeds)
  expect(new Set(views).size).toBe(deeds)
  expect((await call("GET", `/api/v1/exports/${exportId}`)).body).toMatchObject({ state: "done", rows: rows.length })
})

test("A17 orders and events as Parquet: read back by another library with their types", async () => {
  const read = async (bytes: Buffer) => {
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
    return parquetReadObjects({ file: file instanceof ArrayBuffer ? file : new ArrayBuffer(0) })
  }
  const [order] = await read((await taken("orders", "parquet")).bytes)
  expect(order).toMatchObject({ number: "#1001", total: 7_730n, countsAsPurchase: true, currency: "JPY" })
  expect(order?.["placedAt"]).toEqual(new Date("2026-04-01T08:50:00+09:00"))
  expect(order?.["snapshot"]).toMatchObject({ number: "#1001" })
  const events = await read((await taken("events", "parquet")).bytes)
  expect(events.filter((row) => row["name"] === "Page Viewed")).toHaveLength(deeds)
})

test.each<ExportKind>(["consents", "shipments", "products", "offer-codes"])(
  "A17 %s with nothing in it is a file all the same",
  async (what) => {
    const { bytes, response } = await taken(what, "csv")
    expect(response.status).toBe(200)
    expect(cells(bytes.toString())).toEqual([])
    expect((await taken(what, "parquet")).bytes.subarray(0, 4).toString()).toBe("PAR1")
  },
)

test("A17 cancelled while it runs, nothing is kept", async () => {
  const { exportId } = (await call("POST", "/api/v1/exports", { what: "events", format: "ndjson" })).body
  expect((await call("POST", `/api/v1/exports/${exportId}/cancel`, {})).body.state).toBe("cancelled")
  await ctx.drain()
  expect((await call("GET", `/api/v1/exports/${exportId}`)).body).toMatchObject({ state: "cancelled", rows: 0 })
  expect((await call("POST", `/api/v1/exports/${exportId}/link`, {})).status).toBe(410)
})

test("S22 only who may export and see personal data begins one; links end, and open nothing else", async () => {
  rights = ["customers:personal"]
  expect((await call("POST", "/api/v1/exports", { what: "products", format: "csv" })).status).toBe(403)
  rights = ["export"]
  expect((await call("POST", "/api/v1/exports", { what: "customers", format: "csv" })).status).toBe(403)
  rights = everything
  const { path } = await taken("products", "csv")
  expect((await fetch(`${origin}${path.slice(0, -2)}xx`)).status).toBeGreaterThanOrEqual(400)
  ctx.pass(16 * 60_000)
  expect((await fetch(`${origin}${path}`)).status).toBe(410)
  expect((await call("POST", "/api/v1/exports", { what: "segment-members", format: "csv" })).body).toMatchObject({
    error: { code: "exports.SegmentWanted", field: "segmentId" },
  })
})

test("F96 whoever is erased is in no file; files end after seven days", async () => {
  const [mails, goods] = [await taken("customers", "csv"), await taken("products", "csv")]
  await inTransaction(ctx, (ctx) => eraseCustomer(ctx, people[0] ?? "", "本人の希望"))
  expect((await call("POST", `/api/v1/exports/${mails.exportId}/link`, {})).body).toMatchObject({
    error: { code: "exports.Gone" },
  })
  expect((await call("POST", `/api/v1/exports/${goods.exportId}/link`, {})).status).toBe(200)
  expect((await taken("customers", "ndjson")).bytes.toString()).not.toContain("calc")
  ctx.pass(8 * 24 * 3_600_000)
  await inTransaction(ctx, forgetOldExports)
  expect((await call("GET", `/api/v1/exports/${goods.exportId}`)).body).toMatchObject({
    state: "expired",
    keptUntil: null,
  })
})
