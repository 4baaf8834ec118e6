import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib"
import fc from "fast-check"
import { expect, test } from "vitest"
import { bodyLimits, inspect, readBody, readJson, valueLimits } from "./edge.ts"
import { ExpectedError } from "./errors.ts"

const utf8 = (text: string) => Buffer.from(text, "utf8")
const refusal = (work: () => unknown): Record<string, unknown> | undefined => {
  try {
    work()
  } catch (error) {
    if (error instanceof ExpectedError) return { code: error.code, status: error.status, ...error.details }
    throw error
  }
  return undefined
}
const nested = (levels: number) => JSON.parse("[".repeat(levels) + "]".repeat(levels))

test("F81 a body over the limit is refused before anything is parsed", () => {
  const body = Buffer.alloc(10 * 1024 * 1024, "[")
  expect(refusal(() => readBody(body, { maxBytes: bodyLimits.api }))).toMatchObject({
    code: "edge.TooLarge",
    status: 413,
    limitBytes: 1048576,
  })
  expect(readBody(Buffer.alloc(bodyLimits.event), { maxBytes: bodyLimits.event })).toHaveLength(bodyLimits.event)
})

test("F81 a gzip bomb is stopped at the limit of inflated bytes", () => {
  const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024))
  expect(bomb.length).toBeLessThan(bodyLimits.event)
  for (const contentEncoding of ["gzip", undefined, "identity"])
    expect(refusal(() => readBody(bomb, { contentEncoding, maxBytes: bodyLimits.api }))?.code).toBe("edge.TooLarge")
})

test.each([
  ["gzip", gzipSync],
  ["GZIP ", gzipSync],
  ["deflate", deflateSync],
  ["br", brotliCompressSync],
  [undefined, gzipSync],
  ["identity", gzipSync],
])("F81 a body labelled %s is inflated", (contentEncoding, pack) => {
  const read = readBody(pack(utf8('{"a":"毎度"}')), { contentEncoding, maxBytes: 1000 })
  expect(read.toString("utf8")).toBe('{"a":"毎度"}')
})

test("F81 damaged or unknown compression says so", () => {
  const torn = gzipSync(utf8("x".repeat(1000))).subarray(0, 20)
  expect(refusal(() => readBody(torn, { maxBytes: 1000 }))?.code).toBe("edge.BrokenCompression")
  expect(refusal(() => readBody(utf8("{}"), { contentEncoding: "gzip", maxBytes: 9 }))?.code).toBe(
    "edge.BrokenCompression",
  )
  expect(refusal(() => readBody(utf8("{}"), { contentEncoding: "zstd", maxBytes: 9 }))?.status).toBe(415)
  expect(refusal(() => readBody(utf8("{}"), { contentEncoding: "constructor", maxBytes: 9 }))?.status).toBe(415)
})

test("F82 a view into a larger buffer is read as itself", () => {
  const whole = utf8('xx{"a":1}yy')
  const view = new Uint8Array(whole.buffer, whole.byteOffset + 2, 7)
  expect(readJson(readBody(view, { maxBytes: 100 }))).toEqual({ a: 1 })
})

test("F82 a byte order mark is dropped", () => {
  expect(readJson(utf8('\u{feff}{"a":1}'))).toEqual({ a: 1 })
})

test.each([
  { bytes: [0x7b, 0x22, 0xff], offset: 2 },
  { bytes: [0x22, 0xe6, 0xaf, 0x8e, 0xc0, 0x80, 0x22], offset: 4 }, // overlong NUL after 毎
  { bytes: [0x22, 0xed, 0xa0, 0x80, 0x22], offset: 1 }, // a surrogate written in UTF-8
  { bytes: [0x22, 0xf0, 0x9f, 0x98], offset: 1 }, // an emoji cut off
  { bytes: [0x93, 0xfa, 0x96, 0x7b], offset: 0 }, // Shift_JIS
])("F82 invalid UTF-8 at byte $offset", ({ bytes, offset }) => {
  expect(refusal(() => readJson(Buffer.from(bytes)))).toMatchObject({ code: "edge.NotUtf8", status: 400, offset })
})

test.each([
  { text: "", offset: 0 },
  { text: "  ", offset: 2 },
  { text: '{"a":1,}', offset: 7 },
  { text: '{"毎度":tru}', offset: 10 },
  { text: "[1,2", offset: 4 },
  { text: "[1 2]", offset: 3 },
  { text: '{"a" 1}', offset: 5 },
  { text: "{a:1}", offset: 1 },
  { text: "[01]", offset: 1 },
  { text: "[1.]", offset: 1 },
  { text: "NaN", offset: 0 },
  { text: '"\u0000"', offset: 1 },
  { text: '"tab\there"', offset: 4 },
  { text: '"\\x41"', offset: 1 },
  { text: '"\\u12"', offset: 1 },
  { text: '"open', offset: 5 },
  { text: '{"a":1}}', offset: 7 },
  { text: "[1]]", offset: 3 },
  { text: "{]", offset: 1 },
  { text: "[}", offset: 1 },
  { text: '\u{feff}{"a":x}', offset: 8 },
])("F82 malformed JSON $text is refused with the offset of the fault", ({ text, offset }) => {
  expect(refusal(() => readJson(utf8(text)))).toMatchObject({ code: "edge.NotJson", status: 400, offset })
})

test("F82 whatever JSON.parse refuses, we refuse with an offset inside the body, and nothing else", () => {
  const nearly = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom("", ",", "}", "]", '"', "\\", "1", "{", ":", "x"))
    .map(
      ([text, at, extra]) => text.slice(0, at % (text.length + 1)) + extra + text.slice((at % (text.length + 1)) + 1),
    )
  const property = fc.property(fc.oneof(nearly, fc.string(), fc.json()), (text) => {
    let isJson = true
    try {
      JSON.parse(text)
    } catch {
      isJson = false
    }
    const found = text.isWellFormed() ? refusal(() => readJson(utf8(text))) : { code: "skipped", offset: 0 }
    if (!isJson && found?.code !== "skipped") {
      expect(found?.code).toBe("edge.NotJson")
      expect(found?.offset).toBeGreaterThanOrEqual(0)
      expect(found?.offset).toBeLessThanOrEqual(utf8(text).length)
    }
    if (isJson) expect(found?.code).not.toBe("edge.NotJson")
  })
  fc.assert(property, { numRuns: 2000 })
})

test("F82 NUL and lone surrogates are refused with field and offset; pairs pass", () => {
  expect(refusal(() => readJson(utf8('{"a":["x","\\u0000"]}')))).toMatchObject({
    code: "edge.NulCharacter",
    field: "a[1]",
    offset: 11,
  })
  expect(refusal(() => readJson(utf8('{"a":"\\ud83d"}')))).toMatchObject({
    code: "edge.BrokenCharacter",
    field: "a",
    offset: 6,
  })
  expect(refusal(() => readJson(utf8('["\\udc00\\ud800"]')))).toMatchObject({ code: "edge.BrokenCharacter", offset: 2 })
  expect(refusal(() => readJson(utf8('{"k\\u0000":1}')))?.code).toBe("edge.NulCharacter")
  expect(readJson(utf8('"\\ud83d\\ude00 \\\\u0000"'))).toBe("😀 \\u0000")
})

test("F83 200,000 levels neither crash us nor pass", () => {
  expect(refusal(() => readJson(utf8("[".repeat(200_000) + "]".repeat(200_000))))?.code).toBe("edge.TooDeep")
  expect(refusal(() => readJson(utf8("[".repeat(200_000))))).toMatchObject({ code: "edge.NotJson", offset: 200_000 })
  expect(refusal(() => inspect(nested(33)))).toMatchObject({ code: "edge.TooDeep", status: 422, limit: 32 })
  expect(inspect(nested(32))).toBeDefined()
})

test("F83 keys, names and texts stop at their limits, counted in bytes", () => {
  const object = (keys: number) => Object.fromEntries(Array.from({ length: keys }, (_, i) => [`k${i}`, i]))
  expect(inspect(object(500))).toBeDefined()
  expect(refusal(() => inspect({ properties: object(501) }))).toMatchObject({
    code: "edge.TooManyKeys",
    field: "properties",
  })
  expect(inspect({ ["あ".repeat(42)]: 1 })).toBeDefined()
  expect(refusal(() => inspect({ ["あ".repeat(43)]: 1 }))?.code).toBe("edge.KeyTooLong")
  expect(inspect("x".repeat(8192))).toBeDefined()
  expect(refusal(() => inspect({ batch: [{}, { note: "あ".repeat(2731) }] }))).toMatchObject({
    code: "edge.TextTooLong",
    field: "batch[1].note",
    limit: 8192,
  })
  expect(inspect({ html: "x".repeat(20_000) }, { ...valueLimits, textBytes: 50_000 })).toBeDefined()
})

test.each(["__proto__", "constructor", "prototype"])("S14 the key %s is refused at any depth", (key) => {
  const found = refusal(() => readJson(utf8(`{"traits":[{"${key}":{"isAdmin":true}}]}`)))
  expect(found).toMatchObject({ code: "edge.ReservedKey", status: 400, field: `traits[0].${key}` })
})

test.each(["9007199254740993", "-9007199254740993", "1e400", "-1e400", "1e16", "9223372036854775808"])(
  "F84 the number %s is refused, not rounded",
  (number) => {
    expect(refusal(() => readJson(utf8(`{"n":${number}}`)))).toMatchObject({
      code: "edge.NumberOutOfRange",
      status: 422,
      field: "n",
    })
  },
)

test("F84 exact numbers pass", () => {
  expect(readJson(utf8("[9007199254740991,-9007199254740991,0.1,1.5e3,0]"))).toEqual([
    9007199254740991, -9007199254740991, 0.1, 1500, 0,
  ])
})

test("F83 what is not data is refused", () => {
  for (const odd of [1n, () => 1, Symbol("x")]) expect(refusal(() => inspect([odd]))?.code).toBe("edge.NotData")
})

test("F82 what passes the edge survives storing and reading back unchanged", () => {
  const property = fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
    const text = JSON.stringify(value)
    let read: unknown
    try {
      read = readJson(utf8(text))
    } catch {
      return
    }
    expect(JSON.stringify(read)).toBe(text)
    expect(utf8(text).toString("utf8")).toBe(text)
  })
  fc.assert(property, { numRuns: 1000 })
})

test("F82 an error never holds the sender's values and stays one short line", () => {
  const found = refusal(() => inspect({ [`a\n"${"b".repeat(100)}`]: "\0secret@example.jp" }))
  expect(JSON.stringify(found)).not.toContain("secret")
  expect(String(found?.field)).not.toMatch(/[\n"]/)
  expect(String(found?.field).length).toBeLessThan(60)
})
