import type { ReactNode } from "react"
import "./todo.css"
import { useFormat, useText } from "./language.tsx"
import { Mark } from "./status.tsx"
import type { Text } from "./text.ts"

export type Todo = {
  readonly id: string
  readonly count: number
  readonly unit: Text
  readonly title: Text
  /** What, why and what is ready: two lines at most. */
  readonly about: Text
  readonly due?: Text
  /** The one button. */
  readonly action: ReactNode
}

/** What waits for a person, most urgent first; five at most, then how many more. */
export function Todos(props: { todos: readonly Todo[]; rest?: ReactNode }) {
  const t = useText()
  const { number } = useFormat()
  return (
    <>
      <ul className="todos">
        {props.todos.slice(0, 5).map((todo) => (
          <li key={todo.id}>
            <span className={todo.count > 999 ? "count long" : "count"}>
              {number(todo.count)}
              <small>{t(todo.unit)}</small>
            </span>
            <div>
              <h3>{t(todo.title)}</h3>
              <p>{t(todo.about)}</p>
            </div>
            <div className="do">
              {todo.due && (
                <span className="due">
                  <Mark shape="clock" />
                  {t(todo.due)}
                </span>
              )}
              {todo.action}
            </div>
          </li>
        ))}
      </ul>
      {props.rest && <p className="todo-rest">{props.rest}</p>}
    </>
  )
}

export type Check = {
  readonly label: Text
  readonly about?: Text
  readonly state: "done" | "open" | "failed" | "waiting" | "none"
  readonly action?: ReactNode
}

const shapes = { done: "tick", open: "ring", failed: "cross", waiting: "clock", none: "minus" } as const
const tones = { done: "done", failed: "failed", waiting: "waiting" } as const
const words: Record<Check["state"], Text> = {
  done: { ja: "済み", en: "done" },
  open: { ja: "これから", en: "to do" },
  failed: { ja: "直すところがあります", en: "needs mending" },
  waiting: { ja: "待ち", en: "waiting" },
  none: { ja: "不要", en: "not needed" },
}

/** Steps of a set-up, or what must hold before something is sent; can be left and taken up again. */
export function Checklist(props: { checks: readonly Check[] }) {
  const t = useText()
  return (
    <ul className="checklist">
      {props.checks.map((check) => {
        const tone = check.state in tones ? tones[check.state as keyof typeof tones] : undefined // safe: asked just before
        return (
          <li key={check.label.en}>
            <span>
              <Mark shape={shapes[check.state]} {...(tone && { tone })} />
              <span className="hidden-text">{t(words[check.state])}</span>
            </span>
            <span className={check.state === "done" ? "past" : undefined}>
              {check.state === "failed" ? <b>{t(check.label)}</b> : t(check.label)}
              {check.about && <small>{t(check.about)}</small>}
            </span>
            {check.action}
          </li>
        )
      })}
    </ul>
  )
}
