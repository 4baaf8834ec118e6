import type { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import type { Box, Layout } from "./layout.ts"

export type Towards = "up" | "down" | "left" | "right"
const start = "trigger"

/** The card that the eye would go to next in that direction: the nearest, those straight ahead first. */
export function nearest(layout: Layout, from: string, towards: Towards, document: FlowDocument): string | undefined {
  const boxes: readonly (Box & { id: string })[] = [{ ...layout.trigger, id: start }, ...layout.cards]
  const here = boxes.find(({ id }) => id === from)
  if (!here) return document.first ?? start
  const ahead = boxes.flatMap((box) => {
    const [x, y] = [centre(box)[0] - centre(here)[0], centre(box)[1] - centre(here)[1]]
    const [along, aside] =
      towards === "up" ? [-y, x] : towards === "down" ? [y, x] : towards === "left" ? [-x, y] : [x, y]
    return box.id !== from && along > 4 ? [{ id: box.id, far: along + 2 * Math.abs(aside) }] : []
  })
  return ahead.toSorted((a, b) => a.far - b.far)[0]?.id
}

const centre = ({ x, y, width, height }: Box) => [x + width / 2, y + height / 2] as const
