import type { Row } from "./model.ts"

export type CutPart = { readonly chunkNo: number; readonly partNo: number; readonly rows: readonly Row[] }

export type Splitter = {
  /** Takes the next line; `key` names what it belongs to, "" when it stands for itself. */
  readonly add: (row: Row, key: string) => void
  /** Parts that are ready to be put away. */
  readonly take: () => CutPart[]
  /** The rest. */
  readonly end: () => CutPart[]
  /** Lines left out because what they belong to has far too many. */
  readonly leftOut: () => number
}

/** One line more than any order may have: enough to see that it has too many. */
const maxLinesOfOne = 1_001
const maxStrays = 5_000

/**
 * Cuts a stream of lines into chunks of about `target` lines without cutting what belongs together: a chunk holds every
 * line of the orders that begin in it, wherever in the files those lines stand. In memory are only the open chunk, the
 * lines that belong to earlier ones until there are a few thousand of them, and where each order began.
 */
export function splitterOf(target: number): Splitter {
  /** Chunk and number of lines so far of each order, in one number: half a million of them have to fit. */
  const places = new Map<string, number>()
  const parts = new Map<number, number>()
  const ready: CutPart[] = []
  let strays = new Map<number, Row[]>()
  let strayCount = 0
  let chunkNo = 0
  let open: Row[] = []
  let leftOut = 0

  const putAway = (of: number, rows: readonly Row[]) => {
    const partNo = parts.get(of) ?? 0
    parts.set(of, partNo + 1)
    ready.push({ chunkNo: of, partNo, rows })
  }
  const close = () => {
    if (open.length > 0) putAway(chunkNo, open)
    open = []
    chunkNo++
  }
  const gather = () => {
    for (const [of, rows] of strays) putAway(of, rows)
    strays = new Map()
    strayCount = 0
  }
  const place = (key: string): { chunk: number; isFull: boolean } => {
    const known = key === "" ? undefined : places.get(key)
    if (known === undefined) {
      if (open.length >= target) close()
      if (key !== "") places.set(key, chunkNo * 2_048 + 1)
      return { chunk: chunkNo, isFull: false }
    }
    const isFull = known % 2_048 >= maxLinesOfOne
    if (!isFull) places.set(key, known + 1)
    return { chunk: Math.floor(known / 2_048), isFull }
  }
  return {
    add: (row, key) => {
      const { chunk, isFull } = place(key)
      if (isFull) leftOut++
      else if (chunk === chunkNo) open.push(row)
      else {
        const waiting = strays.get(chunk)
        if (waiting) waiting.push(row)
        else strays.set(chunk, [row])
        if (++strayCount >= maxStrays) gather()
      }
    },
    take: () => ready.splice(0),
    end: () => {
      close()
      gather()
      return ready.splice(0)
    },
    leftOut: () => leftOut,
  }
}
