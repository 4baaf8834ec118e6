/** So many lines go at once: few enough that a bar moves. */
const linesAtOnce = 2_000

/** What people save: UTF-8 from most programs, Shift_JIS from spreadsheets in Japan. */
export function decodeCsv(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder("shift_jis").decode(bytes)
  }
}

export type Piece = {
  readonly csv: string
  /** The row of its first line, as a spreadsheet counts. */
  readonly firstRow: number
}

/** The file in pieces, each with the head; a line that goes on within quotation marks stays whole. */
export function piecesOf(text: string, atOnce = linesAtOnce): Piece[] {
  const [head, ...lines] = linesOf(text)
  if (head === undefined) return []
  const pieces: Piece[] = []
  for (let from = 0; from < Math.max(1, lines.length); from += atOnce)
    pieces.push({ csv: `${[head, ...lines.slice(from, from + atOnce)].join("\n")}\n`, firstRow: from + 2 })
  return pieces
}

function linesOf(text: string): string[] {
  const lines: string[] = []
  let open = ""
  for (const line of text.replace(/\r\n?/g, "\n").split("\n")) {
    open = open === "" ? line : `${open}\n${line}`
    if ((open.match(/"/g)?.length ?? 0) % 2 === 1) continue
    lines.push(open)
    open = ""
  }
  if (open !== "") lines.push(open)
  while (lines.at(-1) === "") lines.pop()
  return lines
}
