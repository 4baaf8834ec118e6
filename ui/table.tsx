import type { KeyboardEvent, MouseEvent, ReactNode } from "react"
import "./table.css"
import { Button } from "./button.tsx"
import { Checkbox } from "./choices.tsx"
import { useFormat, useText } from "./language.tsx"
import { Link, useWay } from "./link.tsx"
import type { Text } from "./text.ts"

export type Column<R> = {
  readonly key: string
  readonly head: Text
  readonly cell: (row: R) => ReactNode
  /** Figures stand at the right edge. */
  readonly end?: boolean
  readonly sortable?: boolean
}
export type Sort = { readonly key: string; readonly down: boolean }

type TableProps<R> = {
  /** What the rows are, for people who do not see the header above. */
  label: Text
  columns: readonly Column<R>[]
  rows: readonly R[]
  rowKey: (row: R) => string
  /** Where a row leads; its first cell becomes the link. */
  to?: (row: R) => string
  /** Opens a row without leaving the page, instead of `to`. */
  onOpen?: (row: R) => void
  sort?: Sort | undefined
  onSort?: (sort: Sort) => void
  /** The row under the ink line: one cell per column key. */
  total?: Partial<Record<string, ReactNode>>
  /** Rows that can be picked for an action. */
  picked?: ReadonlySet<string>
  onPick?: (picked: Set<string>) => void
  isSelected?: (row: R) => boolean
}

export function Table<R>(props: TableProps<R>) {
  const t = useText()
  const { columns, rows, picked, onPick } = props
  return (
    <div className="table-scroll">
      <table className="table folds" aria-label={t(props.label)} onKeyDown={walk}>
        <thead>
          <tr>
            {onPick && (
              <th className="pick" scope="col">
                <PickAll {...props} />
              </th>
            )}
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <BodyRow key={props.rowKey(row)} row={row} {...props} picked={picked} onPick={onPick} />
          ))}
        </tbody>
        {props.total && (
          <tfoot>
            <tr className="total">
              {onPick && <td className="pick" />}
              {columns.map((column, index) => (
                <td key={column.key} className={cellClass(column, index)} data-label={t(column.head)}>
                  {props.total?.[column.key]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

const cellClass = <R,>(column: Column<R>, index: number) =>
  [column.end && "end", index === 0 && "name"].filter(Boolean).join(" ") || undefined

function Head<R>({
  column,
  sort,
  onSort,
}: {
  column: Column<R>
  sort: Sort | undefined
  onSort: ((sort: Sort) => void) | undefined
}) {
  const t = useText()
  const sorted = sort?.key === column.key
  const className = column.end ? "end" : undefined
  if (!column.sortable || !onSort)
    return (
      <th scope="col" className={className}>
        {t(column.head)}
      </th>
    )
  return (
    <th scope="col" className={className} aria-sort={sorted ? (sort.down ? "descending" : "ascending") : undefined}>
      <button
        type="button"
        className="sort"
        onClick={() => onSort({ key: column.key, down: sorted ? !sort.down : true })}
      >
        {t(column.head)}
        <svg
          className="arrow"
          viewBox="0 0 12 12"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinecap="round"
          aria-hidden
        >
          <path d="M6 10V2.5M3 5l3-3 3 3" strokeLinejoin="round" />
        </svg>
      </button>
    </th>
  )
}

type BodyRowProps<R> = Omit<TableProps<R>, "picked" | "onPick"> & {
  row: R
  picked: ReadonlySet<string> | undefined
  onPick: ((picked: Set<string>) => void) | undefined
}

function BodyRow<R>({ row, columns, rowKey, to, onOpen, picked, onPick, isSelected }: BodyRowProps<R>) {
  const t = useText()
  const { go } = useWay()
  const key = rowKey(row)
  const opens = to !== undefined || onOpen !== undefined
  const open = (event: MouseEvent<HTMLElement>) => {
    const onControl = event.target instanceof Element && event.target.closest("a, button, input, label, select")
    if (onControl || getSelection()?.toString()) return
    if (to) go(to(row))
    else onOpen?.(row)
  }
  const wrap = (content: ReactNode) => {
    if (to) return <Link to={to(row)}>{content}</Link>
    if (onOpen)
      return (
        <button type="button" className="link" onClick={() => onOpen(row)}>
          {content}
        </button>
      )
    return content
  }
  const pick = (on: boolean) => {
    const next = new Set(picked)
    if (on) next.add(key)
    else next.delete(key)
    onPick?.(next)
  }
  const classes = [opens && "opens", (isSelected?.(row) || picked?.has(key)) && "chosen"].filter(Boolean).join(" ")
  return (
    <tr className={classes || undefined} onClick={opens ? open : undefined} aria-selected={isSelected?.(row)}>
      {onPick && (
        <td className="pick">
          <Checkbox
            bare
            checked={picked?.has(key) ?? false}
            onChange={pick}
            label={{ ja: "この行を選ぶ", en: "Pick this row" }}
          />
        </td>
      )}
      {columns.map((column, index) => (
        <td key={column.key} className={cellClass(column, index)} data-label={t(column.head)}>
          {index === 0 ? wrap(column.cell(row)) : column.cell(row)}
        </td>
      ))}
    </tr>
  )
}

function PickAll<R>({ rows, rowKey, picked, onPick }: TableProps<R>) {
  const keys = rows.map(rowKey)
  const all = keys.length > 0 && keys.every((key) => picked?.has(key))
  return (
    <Checkbox
      bare
      checked={all}
      partly={keys.some((key) => picked?.has(key))}
      onChange={(on) => onPick?.(new Set(on ? keys : []))}
      label={{ ja: "見えている行をすべて選ぶ", en: "Pick all rows shown" }}
    />
  )
}

/** Arrow keys walk through the rows by their links. */
function walk(event: KeyboardEvent<HTMLTableElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step || !(event.target instanceof HTMLElement) || !event.target.closest("tbody td.name")) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("tbody td.name :is(a, button)")]
  links[links.indexOf(event.target) + step]?.focus()
  event.preventDefault()
}

type PagerProps = { shown: number; total?: number | undefined; more: boolean; busy?: boolean; onMore: () => void }

/** How much of the list is on the screen, and the rest. */
export function Pager({ shown, total, more, busy, onMore }: PagerProps) {
  const t = useText()
  const { number } = useFormat()
  const count =
    total === undefined
      ? { ja: `${number(shown)}件を表示`, en: `${number(shown)} shown` }
      : { ja: `${number(total)}件のうち ${number(shown)}件`, en: `${number(shown)} of ${number(total)}` }
  return (
    <div className="pager">
      {more && <Button label={{ ja: "続きを見る", en: "Show more" }} onClick={onMore} busy={busy} />}
      <span aria-live="polite">{t(count)}</span>
    </div>
  )
}
