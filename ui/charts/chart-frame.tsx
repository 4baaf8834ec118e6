import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from "react"
import "./chart.css"
import "../table.css"
import { useText } from "../language.tsx"
import type { Text } from "../text.ts"

/** How a figure is drawn: measured filled, comparison outlined, forecast dashed, soon or blocked hatched. */
export type Look = "main" | "soft" | "other" | "outline" | "hatch"
export type LineLook = "main" | "soft" | "dashed" | "outline"
export type Key = { readonly label: Text; readonly look: Look | LineLook; readonly line?: boolean }

type FrameProps = {
  /** What the chart shows, with its period and its main point: read aloud instead of the picture. */
  label: Text
  /** Only for two series or more; a single one is labelled where it is drawn. */
  keys?: readonly Key[] | undefined
  head: readonly Text[]
  rows: readonly (readonly string[])[]
  height: number
  children: (width: number, hatch: string) => ReactNode
}

/** A picture of figures with its words, its table on demand, and its width in real pixels so that text keeps its size. */
export function ChartFrame({ label, keys, head, rows, height, children }: FrameProps) {
  const t = useText()
  const [asTable, setAsTable] = useState(false)
  const place = useRef<HTMLElement>(null)
  const width = useWidth(place)
  const hatch = useId()
  return (
    <figure className="chart" ref={place}>
      <div className="chart-top">
        {keys?.map((key) => (
          <span className="key" key={key.label.en}>
            <KeySample look={key.look} line={key.line ?? false} hatch={hatch} />
            {t(key.label)}
          </span>
        ))}
        <button type="button" className="link as-table" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {t(asTable ? { ja: "図で見る", en: "As a chart" } : { ja: "表で見る", en: "As a table" })}
        </button>
      </div>
      {asTable ? (
        <AsTable label={label} head={head} rows={rows} />
      ) : (
        <svg width={width} height={height} role="img" aria-label={t(label)}>
          <Hatch id={hatch} />
          {width > 0 && children(width, `url(#${hatch})`)}
        </svg>
      )}
    </figure>
  )
}

export function useWidth(place: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!place.current) return
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)))
    watch.observe(place.current)
    return () => watch.disconnect()
  }, [place])
  return width
}

export const Hatch = (props: { id: string }) => (
  <defs>
    <pattern id={props.id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="5" height="5" fill="var(--paper)" />
      <path d="M1 0v5" stroke="var(--ai)" strokeWidth="1.5" />
    </pattern>
  </defs>
)

/** Class and fill of a look; hatching is a pattern and not a class. */
export const drawn = (look: Look, hatch: string) =>
  look === "hatch" ? { className: "fill-hatch", fill: hatch } : { className: `fill-${look}` }

export const KeySample = ({ look, line, hatch }: { look: Look | LineLook; line: boolean; hatch: string }) => (
  <svg width={line ? 18 : 11} height="11" aria-hidden>
    {line || look === "dashed" ? (
      <path d="M1 6h16" className={`line-${look}`} />
    ) : (
      <rect x=".5" y=".5" width="10" height="10" {...drawn(look, `url(#${hatch})`)} />
    )}
  </svg>
)

function AsTable({ label, head, rows }: Pick<FrameProps, "label" | "head" | "rows">) {
  const t = useText()
  return (
    <div className="table-scroll">
      <table className="table" aria-label={t(label)}>
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th key={cell.en} scope="col" className={index > 0 ? "end" : undefined}>
                {t(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, index) => (
                <td key={head[index]?.en ?? index} className={index > 0 ? "end" : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
