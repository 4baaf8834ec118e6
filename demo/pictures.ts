import { crc32, deflateSync } from "node:zlib"

/** A product in the simplest of lines: enough to tell one from another on a page or in a mail. */
export type Drawing = { readonly shape: "bottle" | "jar" | "tube" | "bar"; readonly body: string; readonly cap: string }

type Box = {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
  readonly r: number
  readonly colour: Colour
}
type Colour = readonly [number, number, number]

const size = 320
const paper: Colour = [250, 247, 242]

/** A PNG of 320 × 320 pixels: mail programs show no SVG. */
export function drawPicture({ shape, body, cap }: Drawing): Buffer {
  const boxes = partsOf(shape, rgb(body), rgb(cap))
  const rows = Buffer.alloc(size * (size * 3 + 1))
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const at = y * (size * 3 + 1) + 1 + x * 3
      boxes
        .reduce((under, box) => blend(under, box.colour, coverage(box, x + 0.5, y + 0.5)), paper)
        .forEach((part, i) => {
          rows[at + i] = Math.round(part)
        })
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  // Eight bits a channel, red, green and blue (PNG specification, 11.2.2).
  head.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ])
}

function partsOf(shape: Drawing["shape"], body: Colour, cap: Colour): Box[] {
  const box = (x: number, y: number, w: number, h: number, r: number, colour: Colour): Box => ({
    x,
    y,
    w,
    h,
    r,
    colour,
  })
  const shade = box(70, 276, 180, 10, 5, [232, 226, 216])
  const label: Colour = [255, 255, 255]
  if (shape === "bottle")
    return [shade, box(136, 52, 48, 50, 8, cap), box(110, 92, 100, 190, 22, body), box(126, 160, 68, 64, 4, label)]
  if (shape === "jar")
    return [shade, box(84, 140, 152, 50, 12, cap), box(78, 178, 164, 104, 24, body), box(108, 206, 104, 46, 4, label)]
  if (shape === "tube")
    return [shade, box(128, 236, 64, 46, 6, cap), box(112, 56, 96, 186, 14, body), box(126, 110, 68, 70, 4, label)]
  return [shade, box(72, 150, 176, 130, 14, body), box(144, 150, 32, 130, 0, cap), box(72, 200, 176, 26, 0, cap)]
}

/** How much of a pixel lies within the rounded box, 0 to 1, by its distance from the edge. */
function coverage({ x, y, w, h, r }: Box, px: number, py: number): number {
  const dx = Math.max(x + r - px, px - (x + w - r), 0)
  const dy = Math.max(y + r - py, py - (y + h - r), 0)
  return Math.min(1, Math.max(0, r - Math.hypot(dx, dy) + 0.5))
}

const blend = (under: Colour, over: Colour, share: number): Colour => [
  under[0] + (over[0] - under[0]) * share,
  under[1] + (over[1] - under[1]) * share,
  under[2] + (over[2] - under[2]) * share,
]

const rgb = (hex: string): Colour =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number, number] // safe: three positions give three numbers

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}
