export type PictureType = "image/png" | "image/jpeg" | "image/webp"
export type Picture = {
  readonly type: PictureType
  readonly width: number
  readonly height: number
  /** Without what says where, when and by whom it was taken. */
  readonly bytes: Buffer
}

/** How many bytes a picture may have, and how many pixels a side. */
export const pictureLimits = { bytes: 1_000_000, side: 4_000 }

/**
 * What these bytes are by themselves, whatever their sender called them (S50): a whole PNG, JPEG or WebP and nothing
 * before, behind or beside it. Text, places and cameras written into it are left out. Undefined for anything else: SVG
 * is a document with code in it, and two files in one are read differently by different readers.
 */
export function readPicture(bytes: Buffer): Picture | undefined {
  try {
    if (bytes.subarray(0, 8).equals(pngStart)) return readPng(bytes)
    if (bytes[0] === 0xff && bytes[1] === 0xd8) return readJpeg(bytes)
    if (bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP") return readWebp(bytes)
    return undefined
  } catch (error) {
    // Cut off in the middle of a number.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const keptInPng = new Set([
  "IHDR",
  "PLTE",
  "IDAT",
  "IEND",
  "tRNS",
  "gAMA",
  "cHRM",
  "sRGB",
  "iCCP",
  "sBIT",
  "pHYs",
  "bKGD",
])

/** PNG (RFC 2083): chunks of length, name, content and checksum, the first with the size, the last with nothing. */
function readPng(bytes: Buffer): Picture | undefined {
  const kept: Buffer[] = [pngStart]
  for (let at = 8; at < bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at)
    const name = bytes.toString("latin1", at + 4, at + 8)
    if (end > bytes.length || (at === 8) !== (name === "IHDR")) return undefined
    if (keptInPng.has(name)) kept.push(bytes.subarray(at, end))
    if (name === "IEND")
      return end === bytes.length
        ? {
            type: "image/png",
            width: bytes.readUInt32BE(16),
            height: bytes.readUInt32BE(20),
            bytes: Buffer.concat(kept),
          }
        : undefined
    at = end
  }
  return undefined
}

/** JPEG (ITU T.81): segments of marker and length up to the scan, whose end is the end of the file. */
function readJpeg(bytes: Buffer): Picture | undefined {
  if (bytes.readUInt16BE(bytes.length - 2) !== 0xffd9) return undefined
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  let size: { width: number; height: number } | undefined
  for (let at = 2; ; ) {
    const marker = bytes.readUInt16BE(at)
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (marker < 0xffc0 || marker === 0xffd8 || marker === 0xffd9 || end > bytes.length) return undefined
    // SOF0 to SOF15 tell the size; C4, C8 and CC between them are tables.
    if (marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker))
      size ??= { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    if (marker === 0xffda) {
      // After the last scan nothing but its end: a picture within a picture ends before the file does.
      const rest = bytes.subarray(at)
      const isWhole = rest.indexOf(Buffer.from([0xff, 0xd9])) === rest.length - 2
      return size && isWhole ? { type: "image/jpeg", ...size, bytes: Buffer.concat([...kept, rest]) } : undefined
    }
    // Of the application's segments only JFIF, colour profile and Adobe's colour transform say how to draw it; FFFE is a comment.
    const isNote =
      (marker >= 0xffe0 && marker <= 0xffef && ![0xffe0, 0xffe2, 0xffee].includes(marker)) || marker === 0xfffe
    if (!isNote) kept.push(bytes.subarray(at, end))
    at = end
  }
}

/** WebP (RFC 9649): RIFF chunks, padded to even lengths. */
function readWebp(bytes: Buffer): Picture | undefined {
  if (bytes.readUInt32LE(4) + 8 !== bytes.length) return undefined
  const kept: Buffer[] = []
  let size: { width: number; height: number } | undefined
  for (let at = 12; at < bytes.length; ) {
    const name = bytes.toString("latin1", at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    const end = at + 8 + length + (length % 2)
    if (end > bytes.length) return undefined
    const chunk = Buffer.from(bytes.subarray(at, end))
    if (name === "VP8X") {
      size = { width: bytes.readUIntLE(at + 12, 3) + 1, height: bytes.readUIntLE(at + 15, 3) + 1 }
      // The flags that announce EXIF (8) and XMP (4), which are left out.
      chunk.writeUInt8(chunk.readUInt8(8) & ~0x0c, 8)
    }
    if (name === "VP8 ")
      size ??= { width: bytes.readUInt16LE(at + 14) & 0x3fff, height: bytes.readUInt16LE(at + 16) & 0x3fff }
    if (name === "VP8L") {
      const bits = bytes.readUInt32LE(at + 9)
      size ??= { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
    }
    if (["VP8X", "VP8 ", "VP8L", "ALPH", "ICCP"].includes(name)) kept.push(chunk)
    at = end
  }
  if (!size) return undefined
  const head = Buffer.from(bytes.subarray(0, 12))
  head.writeUInt32LE(4 + kept.reduce((sum, chunk) => sum + chunk.length, 0), 4)
  return { type: "image/webp", ...size, bytes: Buffer.concat([head, ...kept]) }
}
