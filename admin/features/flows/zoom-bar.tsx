import { Minus, Plus } from "lucide-react"
import type { RefObject } from "react"
import { useText } from "../../../ui/language.tsx"
import type { Layout } from "./layout.ts"

const [least, most] = [0.3, 1.5]
export const within = (zoom: number): number => Math.min(most, Math.max(least, Math.round(zoom * 20) / 20))

const leastAtFirst = 0.75

/** How a flow is shown at first: the arms that stand beside each other are all seen, unless they became too small to read. */
export const zoomAtFirst = (room: number, width: number): number =>
  Math.max(leastAtFirst, Math.min(1, Math.floor((room / width) * 20) / 20))

type Props = { zoom: number; onZoom: (zoom: number) => void; frame: RefObject<HTMLDivElement | null>; layout: Layout }

/** − 100% ＋ and the whole. */
export function ZoomBar({ zoom, onZoom, frame, layout }: Props) {
  const t = useText()
  const fit = () => {
    const room = frame.current
    if (!room) return
    onZoom(Math.max(least, Math.min(1, room.clientWidth / layout.width, room.clientHeight / layout.height)))
    room.scrollTo({ top: 0, left: 0 })
  }
  return (
    <div className="flow-zoom" role="group" aria-label={t({ ja: "図の大きさ", en: "Size of the picture" })}>
      <button
        type="button"
        aria-label={t({ ja: "小さくする", en: "Smaller" })}
        onClick={() => onZoom(within(zoom - 0.1))}
      >
        <Minus aria-hidden />
      </button>
      <button type="button" className="num" onClick={() => onZoom(1)} title={t({ ja: "元の大きさ", en: "Full size" })}>
        {Math.round(zoom * 100)}%
      </button>
      <button
        type="button"
        aria-label={t({ ja: "大きくする", en: "Larger" })}
        onClick={() => onZoom(within(zoom + 0.1))}
      >
        <Plus aria-hidden />
      </button>
      <button type="button" onClick={fit}>
        {t({ ja: "全体", en: "Fit" })}
      </button>
    </div>
  )
}
