import type { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import type { Language } from "../../../ui/text.ts"
import { daysOf } from "./days.ts"
import { type Layout, layoutOf, sizes } from "./layout.ts"
import { cardHeight, linesOf } from "./measure.ts"
import { type FlowNames, messageOrder } from "./naming.ts"
import { pathOf, ticksOf } from "./wire-rules.ts"
import { cardWords, entryText, portWords } from "./words.ts"
import { triggerText } from "./words-time.ts"

const colours = {
  paper: "#f6f3ec",
  surface: "#ffffff",
  ink: "#1d2126",
  quiet: "#4d535a",
  line: "#d3ccbe",
  wire: "#64696f",
}
const font = "'Hiragino Sans', 'Noto Sans CJK JP', 'Noto Sans JP', system-ui, sans-serif"

/** The canvas as an SVG document of its own, with the same words in the same places. */
export function pictureOf(
  document: FlowDocument,
  names: FlowNames,
  language: Language,
): { svg: string; width: number; height: number } {
  const order = messageOrder(document)
  const words = new Map(document.steps.map((step) => [step.id, cardWords(step, names, order.get(step.id))]))
  const who = linesOf(entryText(document.entry, names)[language], 13, 326, 3)
  const layout = layoutOf(
    document,
    (step) => {
      const said = words.get(step.id)
      return said ? cardHeight(step, said, language, false) : 80
    },
    64 + who.length * 20,
  )
  const { trigger } = layout
  const parts = [
    `<rect width="${layout.width}" height="${layout.height}" fill="${colours.paper}"/>`,
    ...layout.lines.map(
      ({ points }) => `<path d="${pathOf(points)}" fill="none" stroke="${colours.wire}" stroke-width="1.25"/>`,
    ),
    ...layout.frames.map(
      (box) => `<rect ${boxOf(box)} rx="14" fill="none" stroke="${colours.wire}" stroke-dasharray="4 4"/>`,
    ),
    card(trigger, 8),
    said(trigger.x + 16, trigger.y + 25, language === "ja" ? "はじまり" : "Begins", 12, colours.quiet),
    ...linesOf(triggerText(document.trigger, names)[language], 15, 326, 1).map((line) =>
      said(trigger.x + 16, trigger.y + 47, line, 15, colours.ink, true),
    ),
    ...who.map((line, index) => said(trigger.x + 16, trigger.y + 68 + index * 20, line, 13, colours.quiet)),
    ...layout.cards.flatMap((placed) => cardParts(document, placed, words.get(placed.id), language)),
    ...layout.ends.map(({ at, to, isBeside }) => {
      const title = to === null ? (language === "ja" ? "おわり" : "End") : `→ ${words.get(to)?.title[language] ?? ""}`
      return said(
        isBeside ? at[0] + 10 : at[0],
        at[1] + (isBeside ? 4 : 18),
        title,
        13,
        colours.quiet,
        false,
        isBeside ? "start" : "middle",
      )
    }),
    ...waysIn(layout, document, names, language),
    ...ticksOf(layout, document, daysOf(document)).map(({ y, words: day }) =>
      said(24, y + 5, day[language], 13, colours.ink, true),
    ),
  ]
  const { width, height } = layout
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${font}">${parts.join("")}</svg>`
  return { svg, width, height }
}

type Box = { x: number; y: number; width: number; height: number }
const boxOf = ({ x, y, width, height }: Box) => `x="${x}" y="${y}" width="${width}" height="${height}"`
const card = (box: Box, round: number, isDashed = false) =>
  `<rect ${boxOf(box)} rx="${round}" fill="${colours.surface}" stroke="${colours.line}"${isDashed ? ' stroke-dasharray="4 3"' : ""}/>`

function said(
  x: number,
  y: number,
  text: string,
  px: number,
  colour: string,
  isBold = false,
  anchor = "start",
): string {
  const plain = text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
  return `<text x="${x}" y="${y}" font-size="${px}" fill="${colour}" text-anchor="${anchor}"${isBold ? ' font-weight="600"' : ""}>${plain}</text>`
}

function cardParts(
  document: FlowDocument,
  placed: Layout["cards"][number],
  words: ReturnType<typeof cardWords> | undefined,
  language: Language,
): string[] {
  const step = document.steps.find(({ id }) => id === placed.id)
  if (!step || !words) return []
  const { x, y } = placed
  if (step.kind === "wait") {
    const beside = words.under ? `　${words.under[language]}` : ""
    return [card(placed, 28), said(x + 22, y + 33, `${words.title[language]}${beside}`, 14, colours.ink, true)]
  }
  const title = linesOf(words.title[language], 15, 326, 2)
  const under = words.under ? linesOf(words.under[language], 13, 326, 1) : []
  const top = y + (placed.height - (19 + title.length * 23 + under.length * 20)) / 2
  return [
    card(placed, 8, step.kind === "message" && step.status === "draft"),
    said(x + 16, top + 14, words.over[language], 12, colours.quiet),
    ...title.map((line, index) => said(x + 16, top + 36 + index * 23, line, 15, colours.ink, true)),
    ...under.map((line) => said(x + 16, top + 34 + title.length * 23, line, 13, colours.quiet)),
  ]
}

function waysIn(layout: Layout, document: FlowDocument, names: FlowNames, language: Language): string[] {
  return layout.lines.flatMap(({ edges, words, points, add }) => {
    const [edge] = edges
    const step = edges.length === 1 && edge ? document.steps.find(({ id }) => id === edge.from) : undefined
    const way = edge && step && portWords(step, edge.port, names)
    if (!way) return []
    const [x, y] = words ?? [(points[0]?.[0] ?? sizes.left) + 8, (add?.[1] ?? 0) - 8]
    return [said(x, y + 4, linesOf(way[language], 12, 260, 1)[0] ?? "", 12, colours.quiet)]
  })
}

/** Hands the picture to the browser as a file. PNG at twice the size, for print and slides. */
export async function savePicture(
  kind: "svg" | "png",
  document: FlowDocument,
  names: FlowNames,
  language: Language,
  name: string,
): Promise<void> {
  const { svg, width, height } = pictureOf(document, names, language)
  const vector = new Blob([svg], { type: "image/svg+xml" })
  const file = kind === "svg" ? vector : await painted(vector, width, height)
  const address = URL.createObjectURL(file)
  const link = window.document.createElement("a")
  link.href = address
  link.download = `${name}.${kind}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 1_000)
}

async function painted(svg: Blob, width: number, height: number): Promise<Blob> {
  const text = await svg.text()
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  const canvas = window.document.createElement("canvas")
  canvas.width = width * 2
  canvas.height = height * 2
  canvas.getContext("2d")?.drawImage(image, 0, 0, width * 2, height * 2)
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), "image/png"),
  )
}
