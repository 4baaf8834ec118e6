import { readFileSync } from "node:fs"
import fc from "fast-check"
import { expect, test } from "vitest"
import { readPicture } from "./picture-rules.ts"

const fixture = (ending: string) => readFileSync(new URL(`../../testing/fixtures/picture.${ending}`, import.meta.url))
const [png, jpeg, webp] = [fixture("png"), fixture("jpg"), fixture("webp")]
const ofBoth = (a: Buffer, at: number, inside: Buffer) => Buffer.concat([a.subarray(0, at), inside, a.subarray(at)])

test.each([
  ["png", png, "image/png"],
  ["jpg", jpeg, "image/jpeg"],
  ["webp", webp, "image/webp"],
] as const)("S50 a whole %s is what its bytes say, with its size", (_, bytes, type) => {
  expect(readPicture(bytes)).toMatchObject({ type, width: 3, height: 2 })
})

test("S50 places and words written into a picture are left out, and the rest is a picture still", () => {
  const where = Buffer.from("GPS 35.68,139.76")
  const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0, where.length + 2]), where])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(where.length)
  const text = Buffer.concat([length, Buffer.from("tEXt"), where, Buffer.alloc(4)])
  for (const [bytes, type] of [
    [ofBoth(jpeg, 2, exif), "image/jpeg"],
    [ofBoth(png, 33, text), "image/png"],
  ] as const) {
    expect(bytes.includes(where)).toBe(true)
    const read = readPicture(bytes)
    expect(read).toMatchObject({ type, width: 3, height: 2 })
    expect(read?.bytes.includes(where)).toBe(false)
    expect(readPicture(read?.bytes ?? Buffer.alloc(0))).toEqual(read)
  }
  const chunk = Buffer.concat([Buffer.from("EXIF"), Buffer.from([where.length, 0, 0, 0]), where])
  const withExif = Buffer.concat([webp, chunk])
  withExif.writeUInt32LE(withExif.length - 8, 4)
  expect(readPicture(withExif)).toMatchObject({ type: "image/webp", width: 3, height: 2 })
  expect(readPicture(withExif)?.bytes.includes(where)).toBe(false)
})

test.each([
  ["nothing", Buffer.alloc(0)],
  ["SVG", Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`)],
  ["a page called a picture", Buffer.from("<!doctype html><script>alert(1)</script>")],
  ["GIF", Buffer.from("GIF89a\u0003\0\u0002\0")],
  ["a PNG with a page behind it", Buffer.concat([png, Buffer.from("<script>")])],
  ["a JPEG with an archive behind it", Buffer.concat([jpeg, Buffer.from("PK\u0003\u0004")])],
  ["a JPEG in a JPEG", Buffer.concat([jpeg, jpeg])],
  ["a WebP with more behind it", Buffer.concat([webp, Buffer.from("<script>")])],
  ["half a PNG", png.subarray(0, png.length / 2)],
  ["half a JPEG", jpeg.subarray(0, jpeg.length / 2)],
  ["half a WebP", webp.subarray(0, webp.length / 2)],
])("S50 S44 %s is no picture", (_, bytes) => {
  expect(readPicture(bytes)).toBeUndefined()
})

test("S50 no bytes break the reader, and what is read reads the same again", () => {
  const anything = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes))
  const spoiled = fc.tuple(fc.constantFrom(png, jpeg, webp), fc.nat(700), fc.nat(255)).map(([bytes, at, value]) => {
    const copy = Buffer.from(bytes)
    if (at < copy.length) copy[at] = value
    return copy
  })
  fc.assert(
    fc.property(fc.oneof(anything, spoiled), (bytes) => {
      const read = readPicture(bytes)
      if (read) expect(readPicture(read.bytes)).toEqual(read)
    }),
    { numRuns: 2_000 },
  )
})
