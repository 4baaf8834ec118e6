import "./segments.css"
import { useState } from "react"
import {
  archiveSegment,
  listNamed,
  listSegments,
  putThresholds,
  restoreSegment,
} from "../../../server/capabilities/segments/contract.ts"
import type { NamedSegment, Segment, Threshold } from "../../../server/capabilities/segments/model-segment.ts"
import { Button } from "../../../ui/button.tsx"
import { Field } from "../../../ui/field.tsx"
import { NumberInput } from "../../../ui/inputs.tsx"
import { useFormat, useSurroundings, useText } from "../../../ui/language.tsx"
import { Link } from "../../../ui/link.tsx"
import { Status } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"

/** Segments that come with the product: what each is for, when to use it, and the thresholds it stands on. */
export function ReadyMade() {
  const t = useText()
  const named = useCall(listNamed, {})
  const held = useCall(listSegments, { state: "all" })
  return (
    <Page
      above={[{ label: { ja: "セグメント", en: "Segments" }, to: "/segments" }]}
      title={{ ja: "用意されたセグメント", en: "Ready-made segments" }}
      over={t({
        ja: "基準のはじめの値は、このブランドのお客様の実際の動きから決めています。変えるまでは毎日見直します。",
        en: "Thresholds begin with what this brand's own customers do, and follow them daily until you set your own.",
      })}
    >
      <Loaded of={named} rows={10} what={{ ja: "読み込めませんでした", en: "They could not be loaded" }}>
        {({ items }) => (
          <ul className="segment-named">
            {items.map((one) => (
              <One
                key={one.key}
                named={one}
                segment={held.data?.items.find(({ segmentId }) => segmentId === one.segmentId)}
              />
            ))}
          </ul>
        )}
      </Loaded>
    </Page>
  )
}

function One({ named, segment }: { named: NamedSegment; segment: Segment | undefined }) {
  const t = useText()
  const { number } = useFormat()
  const isOn = segment?.state === "live"
  return (
    <li id={named.key}>
      <div>
        <h2>
          {isOn ? <Link to={`/segments/${segment.segmentId}`}>{t(named.name)}</Link> : t(named.name)}
          {isOn && segment.members !== null && (
            <span className="num">{t({ ja: `${number(segment.members)}人`, en: number(segment.members) })}</span>
          )}
        </h2>
        <p>{t(named.intent)}</p>
        <p className="use">
          <b>{t({ ja: "使いどころ", en: "When to use it" })}</b>
          {t(named.use)}
        </p>
      </div>
      <Thresholds named={named} segment={segment} />
      <Switching named={named} segment={segment} />
    </li>
  )
}

const units: Record<Threshold["unit"], Text> = {
  days: { ja: "日", en: "days" },
  orders: { ja: "回", en: "orders" },
  money: { ja: "円", en: "" },
  times: { ja: "回", en: "times" },
  percent: { ja: "%", en: "%" },
  months: { ja: "月", en: "" },
  score: { ja: "点", en: "" },
  messages: { ja: "通", en: "messages" },
}

function Thresholds({ named, segment }: { named: NamedSegment; segment: Segment | undefined }) {
  const t = useText()
  const may = useMay()
  const toast = useToast()
  const { money, number } = useFormat()
  const { currency } = useSurroundings()
  const [typed, setTyped] = useState<Readonly<Record<string, number | null>>>({})
  const put = useAct(putThresholds, {
    done: () => {
      setTyped({})
      toast({
        words: {
          ja: "基準を変えました。いま数え直しています。",
          en: "The thresholds are changed; it is being counted anew.",
        },
      })
    },
  })
  if (named.thresholds.length === 0)
    return <p className="quiet small">{t({ ja: "決める基準はありません。", en: "There is nothing to set." })}</p>
  const values = Object.fromEntries(
    named.thresholds.map((th) => [th.key, typed[th.key] === undefined ? th.value : typed[th.key]]),
  )
  const wrong = named.thresholds.filter((th) => !isPossible(values[th.key], th))
  const isChanged = named.thresholds.some((th) => values[th.key] !== th.value)
  const save = () => {
    const whole = Object.entries(values).flatMap(([key, value]) =>
      typeof value === "number" ? [[key, value] as const] : [],
    )
    put.run({ key: named.key, values: Object.fromEntries(whole) })
  }
  const write = (threshold: Threshold, value: number) => (threshold.unit === "money" ? money(value) : number(value))
  return (
    <div className="thresholds">
      {named.thresholds.map((threshold) => {
        const unit = units[threshold.unit]
        const shown = threshold.unit === "money" && currency !== "JPY" ? { ja: currency, en: currency } : unit
        const least = {
          ja: `${write(threshold, threshold.min)}〜${write(threshold, threshold.max)}で`,
          en: `${write(threshold, threshold.min)} to ${write(threshold, threshold.max)}`,
        }
        return (
          <Field
            key={threshold.key}
            label={threshold.label}
            error={wrong.includes(threshold) ? least : undefined}
            hint={{
              ja:
                threshold.value === threshold.suggested
                  ? "おすすめの値"
                  : `おすすめは ${write(threshold, threshold.suggested)}`,
              en:
                threshold.value === threshold.suggested
                  ? "as suggested"
                  : `suggested: ${write(threshold, threshold.suggested)}`,
            }}
          >
            <NumberInput
              value={values[threshold.key] ?? null}
              onChange={(value) => setTyped((before) => ({ ...before, [threshold.key]: value }))}
              unit={threshold.unit === "money" && currency === "JPY" ? { ja: "円", en: "JPY" } : shown}
              disabled={!may("segments:write") || !segment}
            />
          </Field>
        )
      })}
      {isChanged && (
        <div className="button-row">
          <Button
            label={{ ja: "この基準にする", en: "Use these thresholds" }}
            onClick={save}
            busy={put.busy}
            dimmed={wrong.length > 0}
          />
          <Button look="text" label={{ ja: "やめる", en: "Cancel" }} onClick={() => setTyped({})} />
        </div>
      )}
    </div>
  )
}

const isPossible = (value: number | null | undefined, { min, max }: Threshold) =>
  value !== null && value !== undefined && value >= min && value <= max

function Switching({ named, segment }: { named: NamedSegment; segment: Segment | undefined }) {
  const t = useText()
  const may = useMay()
  const toast = useToast()
  const on = useAct(restoreSegment, { done: () => toast({ words: { ja: "使えるようにしました", en: "It is on" } }) })
  const off = useAct(archiveSegment, {
    done: ({ segmentId }) =>
      toast({ words: { ja: "しまいました", en: "It is off" }, undo: () => on.run({ segmentId }) }),
  })
  if (named.waitsFor)
    return (
      <p className="standing small">
        <Status is="none" label={{ ja: "まだ使えません", en: "Not yet" }} />
        <span>{t(named.waitsFor)}</span>
      </p>
    )
  if (!segment)
    return (
      <p className="standing small">
        <Status is="waiting" label={{ ja: "用意しています", en: "Being made ready" }} />
        <span>{t({ ja: "最初の見直しのあとに使えます。", en: "It can be used after the first build." })}</span>
      </p>
    )
  if (segment.state === "archived")
    return (
      <p className="standing">
        <Status is="none" label={{ ja: "しまってあります", en: "Archived" }} />
        {may("segments:write") && (
          <Button
            label={{ ja: "使う", en: "Switch on" }}
            busy={on.busy}
            onClick={() => on.run({ segmentId: segment.segmentId })}
          />
        )}
      </p>
    )
  return (
    <p className="standing">
      <Status is="done" label={{ ja: "使っています", en: "On" }} />
      {may("segments:write") && (
        <Button
          look="text"
          label={{ ja: "しまう", en: "Switch off" }}
          busy={off.busy}
          onClick={() => off.run({ segmentId: segment.segmentId })}
        />
      )}
    </p>
  )
}
