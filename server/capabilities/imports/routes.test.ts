import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestContext, testContext } from "#testing/context"
import { serve } from "#testing/http"

let ctx: TestContext
let origin = ""
let stop = async () => {}
let rights = new Set(["imports:write"])

beforeAll(async () => {
  ctx = await testContext()
  const caller = () => ({
    actor: { kind: "key" as const, keyId: "k" },
    brandId: ctx.brandId,
    rights,
    ambient: false,
    fresh: true,
  })
  const served = await serve({ platform: ctx.platform, identify: async () => caller() })
  origin = served.origin
  stop = served.stop
})
afterAll(() => stop())

async function call(method: string, path: string, body?: unknown) {
  const reply = await fetch(`${origin}/api/v1${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  })
  return { status: reply.status, body: await reply.json() }
}

const csv =
  "注文番号,注文日時,会員番号,商品番号,商品名,数量,単価\r\n1,2026/3/1 9:00,M1,A,石けん,2,880\r\n2,2026/3/1,M2,B,クリーム,x,880\r\n"

async function begun(kind = "orders"): Promise<{ importId: string; path: string; token: string }> {
  const { body } = await call("POST", "/imports", { kind, name: "三月の注文" })
  const { body: upload } = await call("POST", `/imports/${body.importId}/upload`, {})
  return { importId: body.importId, ...upload }
}

const put = (path: string, token: string, bytes: Uint8Array | string, piece = "0/0?name=%E6%B3%A8%E6%96%87.csv") =>
  fetch(`${origin}${path}/${piece}`, {
    method: "PUT",
    headers: { "x-upload-token": token, "content-type": "application/octet-stream" },
    body: typeof bytes === "string" ? bytes : Buffer.from(bytes),
  })

test("A17 a file goes all the way over HTTP: upload in pieces, columns, preview, run, progress, report", async () => {
  const { importId, path, token } = await begun()
  const half = Math.floor(Buffer.byteLength(csv) / 2)
  const bytes = Buffer.from(csv)
  expect((await put(path, token, bytes.subarray(half), "0/1?name=orders.csv")).status).toBe(200)
  expect((await put(path, token, bytes.subarray(0, half), "0/0?name=orders.csv")).status).toBe(200)
  expect((await put(path, token, bytes.subarray(0, half), "0/0?name=orders.csv")).status).toBe(200)

  const { body: survey } = await call("POST", `/imports/${importId}/survey`, {})
  expect(survey).toMatchObject({
    state: "ready",
    missing: [],
    files: [{ name: "orders.csv", layout: { encoding: "utf-8", delimiter: ",", headerRow: 1 } }],
    mapping: { number: ["注文番号"], quantity: ["数量"] },
    columns: [{ name: "注文番号", samples: ["1", "2"] }, {}, {}, {}, {}, {}, {}],
  })
  expect(survey.fields.find((f: { key: string }) => f.key === "number")).toEqual({
    key: "number",
    label: { ja: "注文番号", en: "Order number" },
    required: true,
    joins: false,
  })

  const { productId: _none, ...mapping } = survey.mapping
  const chosen = await call("PUT", `/imports/${importId}/columns`, {
    mapping,
    settings: { ...survey.settings, zone: "Asia/Tokyo" },
  })
  expect(chosen.status).toBe(200)
  const { body: preview } = await call("GET", `/imports/${importId}/preview`)
  expect(preview).toMatchObject({
    looked: 2,
    rowsAbout: 2,
    checked: { taken: 1, refused: 1 },
    rows: [{ row: 2, values: { number: "1", quantity: "2", unitPrice: "880 JPY" } }, {}],
  })
  expect(preview.problems[0]).toMatchObject({
    rowInFile: 3,
    column: "数量",
    code: "NotACount",
    value: "x",
    isNote: false,
    message: { ja: expect.any(String), en: expect.any(String) },
  })

  expect((await call("POST", `/imports/${importId}/start`, {})).body).toMatchObject({ state: "splitting" })
  await ctx.drain()
  const { body: progress } = await call("GET", `/imports/${importId}`)
  expect(progress).toMatchObject({ state: "finished", rowsTotal: 2, rowsDone: 2, tally: { created: 1, refused: 1 } })
  expect((await call("GET", "/imports")).body.items[0]).toMatchObject({ importId, name: "三月の注文" })

  expect((await call("GET", `/imports/${importId}/problems?limit=1`)).body).toMatchObject({
    items: [{ code: "NotACount" }],
    cursor: expect.any(String),
  })
  expect((await call("GET", `/imports/${importId}/problem-counts`)).body.counts).toMatchObject([
    { code: "NotACount", count: 1 },
  ])
  const { body: link } = await call("POST", `/imports/${importId}/report`, {})
  const report = await fetch(`${origin}${link.path}`)
  expect(report.headers.get("content-disposition")).toMatch(/^attachment; filename="import-report-/)
  expect(await report.text()).toContain('"orders.csv","3","数量","x","NotACount"')
})

test("F81 a piece beyond 20 MB is refused before anything is kept", async () => {
  const { importId, path, token } = await begun()
  const reply = await put(path, token, new Uint8Array(20 * 1024 * 1024 + 1))
  expect(reply.status).toBe(413)
  expect(await reply.json()).toMatchObject({ error: { code: "edge.TooLarge" } })
  expect((await call("POST", `/imports/${importId}/survey`, {})).body.error.code).toBe("imports.NoFile")
})

test("S07 S-LINK1 files need a permission of their own, and it opens nothing else", async () => {
  const { importId, path, token } = await begun()
  expect((await put(path, "", csv)).status).toBe(400)
  expect((await put(path, `${token}x`, csv)).status).toBe(400)
  const { body: link } = await call("POST", `/imports/${importId}/report`, {})
  expect((await put(path, link.path.split("/").at(-1), csv)).status).toBe(400)
  expect((await fetch(`${origin}/api/v1/import-reports/${token}`)).status).toBe(400)
  ctx.pass(16 * 60_000)
  expect((await put(path, token, csv)).status).toBe(410)
})

test("S30 without the right there are no imports, and another brand's are not there", async () => {
  const { importId } = await begun()
  rights = new Set(["orders:read"])
  try {
    expect((await call("GET", "/imports")).status).toBe(403)
    expect((await call("POST", "/imports", { kind: "orders", name: "x" })).status).toBe(403)
  } finally {
    rights = new Set(["imports:write"])
  }
  const other = await testContext()
  const served = await serve({
    platform: other.platform,
    caller: { actor: { kind: "key", keyId: "k" }, brandId: other.brandId, rights, ambient: false, fresh: true },
  })
  expect((await fetch(`${served.origin}/api/v1/imports/${importId}`)).status).toBe(404)
  await served.stop()
})

test("G9 a wrong wish is refused with its field, in both languages", async () => {
  const settings = (more: object) => call("POST", "/imports", { kind: "orders", name: "x", settings: more })
  expect((await settings({ zone: "Mars/Base" })).body.error).toMatchObject({
    code: "imports.UnknownZone",
    field: "settings.zone",
    message: { ja: expect.stringContaining("Mars/Base") },
  })
  expect((await settings({ currency: "XQX" })).body.error).toMatchObject({ code: "imports.UnknownCurrency" })
  expect((await call("POST", "/imports", { kind: "orders", name: "x", source: "楽天" })).body.error).toMatchObject({
    code: "imports.BadSource",
  })
  expect((await call("POST", "/imports", { kind: "gifts", name: "x" })).status).toBe(422)
})

test("an import that was never started can be thrown away", async () => {
  const { importId } = await begun()
  expect((await call("DELETE", `/imports/${importId}`)).status).toBe(200)
  expect((await call("GET", `/imports/${importId}`)).status).toBe(404)
})
