import "./canvas.css"
import { Ban } from "lucide-react"
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react"
import type { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import type { Finding, StepNumbers } from "../../../server/capabilities/flows/model-flow.ts"
import { useFormat, useSurroundings, useText } from "../../../ui/language.tsx"
import { AddHere, type Added } from "./add-step.tsx"
import { Card } from "./card.tsx"
import { daysOf, daysText } from "./days.ts"
import type { Edge } from "./edges.ts"
import { type Layout, sizes } from "./layout.ts"
import { nearest, type Towards } from "./move-rules.ts"
import type { FlowNames } from "./naming.ts"
import { countOfWay } from "./numbers.ts"
import { TriggerCard, triggerId } from "./trigger-card.tsx"
import { useLayout } from "./use-layout.ts"
import { cardWords, portWords } from "./words.ts"
import { pathOf, ticksOf } from "./wire-rules.ts"
import { ZoomBar, zoomAtFirst } from "./zoom-bar.tsx"

export type CanvasProps = {
  document: FlowDocument
  names: FlowNames
  numbers: ReadonlyMap<string, StepNumbers>
  findings: readonly Finding[]
  /** A step's id, or `trigger`. */
  selected: string | undefined
  onSelect: (id: string | undefined) => void
  onOpen: () => void
  /** Absent where the flow is only read. */
  onAdd?: ((edges: readonly Edge[], added: Added) => void) | undefined
  canPaste: boolean
  /** How many were kept apart, where that is known. */
  heldOut?: number | undefined
  /** What else the keyboard does: A adds, Del takes out ... */
  onKey?: (event: KeyboardEvent, id: string | undefined) => void
}

/** The flow as a picture, from top to bottom. Arrows move, Enter opens, and every line has a place to add. */
export function Canvas(props: CanvasProps) {
  const { document, names, numbers, selected, onSelect, onAdd } = props
  const t = useText()
  const { language } = useSurroundings()
  const { layout, words, order } = useLayout(document, names, numbers)
  const days = useMemo(() => daysOf(document), [document])
  const [zoom, setZoom] = useState(1)
  const frame = useRef<HTMLDivElement>(null)
  const steps = useMemo(() => new Map(document.steps.map((step) => [step.id, step])), [document])
  useShown(frame, selected)
  const width = useRef(layout.width)
  useLayoutEffect(() => {
    if (frame.current && frame.current.clientWidth > 0) setZoom(zoomAtFirst(frame.current.clientWidth, width.current))
  }, [])
  const press = (event: KeyboardEvent) => {
    const towards = arrows[event.key]
    const isPlain = !event.metaKey && !event.ctrlKey && !event.altKey
    if (event.target instanceof HTMLElement && event.target.closest(".floating")) return
    const card = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("[data-step]") : null
    const here = card?.dataset.step ?? selected
    if (towards && isPlain) {
      const next = nearest(layout, here ?? triggerId, towards, document)
      if (next) onSelect(next)
      event.preventDefault()
      focusCard(frame.current, next)
    } else if (event.key === "Enter" && isPlain && card) {
      event.preventDefault()
      onSelect(here)
      props.onOpen()
    } else if (event.key === "Escape") onSelect(undefined)
    else if (event.key !== "Tab" && event.key !== "Shift") {
      if (event.key.toLowerCase() === "a" && isPlain) onSelect(here)
      props.onKey?.(event, here)
    }
  }
  const beside = (id: string, x: number) => x !== sizes.left && daysOfCard(days.get(id))
  return (
    <div className="flow-canvas-frame">
      <section
        className="flow-canvas"
        ref={frame}
        aria-label={t({
          ja: "フローの図。矢印キーで動き、Enterで開きます",
          en: "The flow. Arrow keys move, Enter opens",
        })}
        onKeyDown={press}
        onClick={(event) => event.target instanceof HTMLElement && event.target.dataset.ground && onSelect(undefined)}
      >
        <div style={{ width: layout.width * zoom, height: layout.height * zoom }} data-ground="1">
          <div
            className="flow-ground"
            data-ground="1"
            style={{ width: layout.width, height: layout.height, transform: `scale(${zoom})` }}
          >
            <Wires layout={layout} days={days} document={document} />
            <Ruler layout={layout} days={days} document={document} />
            {layout.frames.map(({ id, x, y, width, height }) => (
              <div key={id} className="flow-frame" style={{ left: x, top: y, width, height }} />
            ))}
            <TriggerCard
              document={document}
              names={names}
              box={layout.trigger}
              isSelected={selected === triggerId}
              onSelect={() => onSelect(triggerId)}
              onOpen={props.onOpen}
            />
            {layout.cards.map((placed) => {
              const step = steps.get(placed.id)
              if (!step) return null
              return (
                <Card
                  key={placed.id}
                  placed={placed}
                  step={step}
                  words={words.get(step.id) ?? cardWords(step, names, order.get(step.id))}
                  days={beside(step.id, placed.x) || null}
                  numbers={numbers.get(step.id)}
                  findings={props.findings.filter((one) => one.step === step.id)}
                  isSelected={selected === step.id}
                  onSelect={() => onSelect(step.id)}
                  onOpen={props.onOpen}
                />
              )
            })}
            {layout.holdout && <Holdout box={layout.holdout} bp={document.holdoutBp} count={props.heldOut} />}
            <Notes layout={layout} document={document} />
            <Ends layout={layout} document={document} words={(id) => words.get(id)?.title[language] ?? id} />
            <WayWords layout={layout} document={document} names={names} numbers={numbers} />
            {onAdd &&
              layout.lines.map(({ edges, add }) =>
                add && edges.length > 0 ? (
                  <AddHere
                    key={edges.map(({ from, port }) => `${from}:${port}`).join(" ")}
                    x={add[0]}
                    y={add[1]}
                    canPaste={props.canPaste}
                    canRepeat={true}
                    onAdd={(added) => onAdd(edges, added)}
                  />
                ) : null,
              )}
          </div>
        </div>
      </section>
      <ZoomBar zoom={zoom} onZoom={setZoom} frame={frame} layout={layout} />
    </div>
  )
}

const arrows: Readonly<Record<string, Towards>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
}

const daysOfCard = (days: Parameters<typeof daysText>[0] | undefined) => (days ? daysText(days) : null)

/** Brings the chosen card into sight, without moving what is in sight already. */
function useShown(frame: React.RefObject<HTMLDivElement | null>, selected: string | undefined) {
  useEffect(() => {
    if (!selected) return
    frame.current
      ?.querySelector(`[data-step="${CSS.escape(selected)}"]`)
      ?.scrollIntoView({ block: "nearest", inline: "nearest" })
  }, [selected])
}

function focusCard(frame: HTMLElement | null, id: string | undefined) {
  if (id) frame?.querySelector<HTMLElement>(`[data-step="${CSS.escape(id)}"]`)?.focus({ preventScroll: true })
}

/** Those who get nothing, so that it can be seen what the flow is worth. */
function Holdout({ box, bp, count }: { box: Layout["trigger"]; bp: number; count: number | undefined }) {
  const t = useText()
  const { number } = useFormat()
  return (
    <div className="flow-holdout" style={{ left: box.x, top: box.y, width: box.width, height: box.height }}>
      <span className="over">
        <Ban aria-hidden />
        {t({ ja: "対照群・何も送らない", en: "Holdout, gets nothing" })}
      </span>
      <b className="num">
        {bp / 100}%{count !== undefined && count > 0 && t({ ja: `　${number(count)}人`, en: `  ${number(count)}` })}
      </b>
    </div>
  )
}

type Parts = { layout: Layout; document: FlowDocument }

function Wires({ layout, days, document }: Parts & { days: ReturnType<typeof daysOf> }) {
  return (
    <svg className="flow-wires" width={layout.width} height={layout.height} aria-hidden>
      {layout.lines.map(({ points }, index) => (
        <path key={index} d={pathOf(points)} />
      ))}
      {ticksOf(layout, document, days).map(({ id, y }) => (
        <path key={id} className="tick" d={`M116 ${y}H${sizes.left - 10}`} />
      ))}
    </svg>
  )
}

function Ruler({ layout, days, document }: Parts & { days: ReturnType<typeof daysOf> }) {
  const t = useText()
  return (
    <>
      {ticksOf(layout, document, days).map(({ id, y, words }) => (
        <div key={id} className="flow-tick num" style={{ top: y - 10 }}>
          {t(words)}
          <span className="hidden-text">{t({ ja: "（きっかけから）", en: " after the trigger" })}</span>
        </div>
      ))}
    </>
  )
}

function Notes({ layout, document }: Parts) {
  const notes = new Map(document.steps.map(({ id, note }) => [id, note]))
  return (
    <>
      {layout.cards.map(({ id, x, y, width, height, isBeside }) => {
        const note = notes.get(id)
        if (!note || isBeside) return null
        return (
          <p key={id} className="flow-memo" style={{ left: x + width + 28, top: y, maxHeight: height + 36 }}>
            {note}
          </p>
        )
      })}
    </>
  )
}

function Ends({ layout, words }: Parts & { words: (id: string) => string }) {
  const t = useText()
  return (
    <>
      {layout.ends.map(({ edge, at, to, isBeside, isRound }) => (
        <span
          key={`${edge.from}:${edge.port}`}
          className={isBeside ? "flow-end beside" : "flow-end"}
          style={{ left: at[0], top: at[1] }}
        >
          {to !== null
            ? t({ ja: `→「${words(to)}」へ`, en: `→ “${words(to)}”` })
            : t(isRound ? { ja: "ここまでを一回", en: "End of the round" } : { ja: "おわり", en: "End" })}
        </span>
      ))}
    </>
  )
}

type WayProps = Parts & { names: FlowNames; numbers: ReadonlyMap<string, StepNumbers> }

/** What stands at each of several ways, and how many went by it. */
function WayWords({ layout, document, names, numbers }: WayProps) {
  const t = useText()
  const { number } = useFormat()
  return (
    <>
      {layout.lines.map(({ edges, words, points, add }) => {
        const [edge] = edges
        const step = edges.length === 1 && edge ? document.steps.find(({ id }) => id === edge.from) : undefined
        const said = edge && step && portWords(step, edge.port, names)
        if (!edge || !said) return null
        const count = countOfWay(numbers.get(step.id), edge.port)
        const [x, y] = words ?? [points[0]?.[0] ?? 0, (add?.[1] ?? 0) - 18]
        return (
          <span
            key={`${edge.from}:${edge.port}`}
            className={words ? "flow-way" : "flow-way beside"}
            style={{ left: x, top: y }}
          >
            {t(said)}
            {count !== undefined && (
              <span className="num">{t({ ja: `　${number(count)}人`, en: `  ${number(count)}` })}</span>
            )}
          </span>
        )
      })}
    </>
  )
}
