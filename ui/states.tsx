import { CircleX, Inbox, ListFilter } from "lucide-react"
import type { ReactNode } from "react"
import "./states.css"
import { Button } from "./button.tsx"
import type { Instant } from "./format.ts"
import { useFormat, useText } from "./language.tsx"
import type { Text } from "./text.ts"

/** Nothing here yet: why, and the one thing that would change it. */
export function Empty(props: { title: Text; why: Text; action?: ReactNode }) {
  const t = useText()
  return (
    <div className="state">
      <h3>
        <Inbox aria-hidden />
        {t(props.title)}
      </h3>
      <p>{t(props.why)}</p>
      {props.action && <div className="button-row">{props.action}</div>}
    </div>
  )
}

/** There are things, but not with these conditions: says which to loosen. */
export function FilteredToNothing(props: { conditions: readonly Text[]; onClear: () => void }) {
  const t = useText()
  return (
    <div className="state" role="status">
      <h3>
        <ListFilter aria-hidden />
        {t({ ja: "この条件に当てはまるものはありません", en: "Nothing matches these conditions" })}
      </h3>
      <p>
        {t({ ja: "いまの条件：", en: "Conditions: " })}
        {props.conditions.map(t).join(t({ ja: "・", en: ", " }))}
      </p>
      <div className="button-row">
        <Button label={{ ja: "条件を外す", en: "Clear the conditions" }} onClick={props.onClear} />
      </div>
    </div>
  )
}

type FailedProps = {
  /** What could not be shown or done. */
  what: Text
  /** What went wrong and what to do, as the server put it. */
  reason?: Text | undefined
  since?: Instant | undefined
  requestId?: string | undefined
  onRetry?: (() => void) | undefined
  busy?: boolean
}

export function Failed({ what, reason, since, requestId, onRetry, busy }: FailedProps) {
  const t = useText()
  const { moment } = useFormat()
  return (
    <div className="state failed" role="alert">
      <h3>
        <CircleX aria-hidden />
        {t(what)}
      </h3>
      {reason && <p>{t(reason)}</p>}
      {(since !== undefined || requestId) && (
        <dl>
          {since !== undefined && (
            <div>
              <dt>{t({ ja: "いつから", en: "Since" })}</dt>
              <dd>{moment(since)}</dd>
            </div>
          )}
          {requestId && (
            <div>
              <dt>{t({ ja: "問い合わせ番号", en: "Request" })}</dt>
              <dd>
                <code>{requestId}</code>
              </dd>
            </div>
          )}
        </dl>
      )}
      {onRetry && (
        <div className="button-row">
          <Button label={{ ja: "もう一度試す", en: "Try again" }} onClick={onRetry} busy={busy} />
        </div>
      )}
    </div>
  )
}

const widths = [42, 58, 36, 50, 64, 46]

/** Holds the place of rows to come, at their final height; stays invisible for the first 300 ms. */
export function Skeleton(props: { rows?: number }) {
  const t = useText()
  return (
    <div className="skeleton" role="status" aria-label={t({ ja: "読み込んでいます", en: "Loading" })}>
      {Array.from({ length: props.rows ?? 5 }, (_, index) => (
        <i key={index} style={{ "--w": `${widths[index % widths.length]}%` } as object} /> // safe: a custom property, which the style type does not know
      ))}
    </div>
  )
}

/** Work that takes more than two seconds: how far it is, counted. `of` is null while the total is unknown. */
export function Progress(props: { label: Text; done: number; of: number | null; remark?: Text }) {
  const t = useText()
  const { number } = useFormat()
  const { done, of } = props
  const rate = of === null ? null : of === 0 ? 1 : Math.min(1, done / of)
  return (
    <div className="progress">
      <span>{t(props.label)}</span>
      <span className="num">
        {number(done)}
        {of !== null && <span className="quiet"> / {number(of)}</span>}
      </span>
      <div
        className={rate === null ? "bar unknown" : "bar"}
        role="progressbar"
        aria-label={t(props.label)}
        aria-valuemin={0}
        aria-valuemax={of ?? undefined}
        aria-valuenow={of === null ? undefined : done}
      >
        <i style={rate === null ? undefined : { width: `${rate * 100}%` }} />
      </div>
      {props.remark && <p className="remark">{t(props.remark)}</p>}
    </div>
  )
}
