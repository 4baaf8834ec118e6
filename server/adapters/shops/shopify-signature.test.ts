import { createHmac } from "node:crypto"
import { gzipSync } from "node:zlib"
import { expect, test } from "vitest"
import { isSignedByShopify } from "./shopify-signature.ts"

const secret = "shpss_one"
const body = Buffer.from(JSON.stringify({ id: 1, note: "玄関前に" }))
const sign = (bytes: Buffer, key = secret) => createHmac("sha256", key).update(bytes).digest("base64")
const signed = (bytes: Buffer, header: string | string[] | undefined, secrets = [secret]) =>
  isSignedByShopify(bytes, header === undefined ? {} : { "x-shopify-hmac-sha256": header }, secrets)

test("S32 a message signed over its raw bytes is believed, whatever those bytes are", () => {
  expect(signed(body, sign(body))).toBe(true)
  const withMark = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body])
  expect(signed(withMark, sign(withMark))).toBe(true)
  const gzipped = gzipSync(body)
  expect(signed(gzipped, sign(gzipped))).toBe(true)
  expect(signed(Buffer.alloc(0), sign(Buffer.alloc(0)))).toBe(true)
})

test("F53 while a secret is changed both are believed, in either order", () => {
  for (const secrets of [
    ["shpss_two", secret],
    [secret, "shpss_two"],
  ]) {
    expect(signed(body, sign(body), secrets)).toBe(true)
    expect(signed(body, sign(body, "shpss_two"), secrets)).toBe(true)
    expect(signed(body, sign(body, "shpss_three"), secrets)).toBe(false)
  }
})

const changed = Buffer.from(body)
changed[3] = (changed[3] ?? 0) ^ 1
const digest = createHmac("sha256", secret).update(body).digest()

test.each([
  {
    what: "the body was written anew",
    bytes: Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 1)),
    header: sign(body),
  },
  { what: "one bit of the body changed", bytes: changed, header: sign(body) },
  {
    what: "a byte order mark was put before it",
    bytes: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]),
    header: sign(body),
  },
  { what: "it was compressed after signing", bytes: gzipSync(body), header: sign(body) },
  { what: "another brand's secret signed it", bytes: body, header: sign(body, "shpss_other") },
  { what: "the header is missing", bytes: body, header: undefined },
  { what: "the header is empty", bytes: body, header: "" },
  { what: "the header came twice", bytes: body, header: [sign(body), sign(body)] },
  { what: "the header is too short", bytes: body, header: sign(body).slice(0, 20) },
  { what: "the header is too long", bytes: body, header: `${sign(body)}AAAA` },
  { what: "the header is hex", bytes: body, header: digest.toString("hex") },
  { what: "the header is base64url", bytes: body, header: digest.toString("base64url") },
  { what: "the header has a blank", bytes: body, header: ` ${sign(body)}` },
  { what: "the header is 44 signs of something else", bytes: body, header: "é".repeat(44) },
])("S32 refused when $what", ({ bytes, header }) => {
  expect(signed(bytes, header)).toBe(false)
})

test("S32 nothing is believed when there is no secret", () => {
  expect(signed(body, sign(body), [])).toBe(false)
})
