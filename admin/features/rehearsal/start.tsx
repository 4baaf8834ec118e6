import { useState } from "react"
import { getRun, getSuggestion, postPublishRun, postRun } from "../../../server/capabilities/rehearsal/contract.ts"
import type { Assumptions, RanksThen } from "../../../server/capabilities/rehearsal/model.ts"
import type { Numbers } from "../../../server/capabilities/rehearsal/model-numbers.ts"
import { Button, ButtonRow } from "../../../ui/button.tsx"
import { Steps } from "../../../ui/centered.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { NumberInput } from "../../../ui/inputs.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Note, Section, Stack } from "../../../ui/layout.tsx"
import { Link, useWay } from "../../../ui/link.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { Outcome, type Whole } from "./outcome.tsx"
import { EarnFields, RankFields, TimeFields, wrongIn } from "./numbers-form.tsx"
import { RanksChoice } from "./ranks-choice.tsx"
import { RanksReached } from "./ranks-reached.tsx"

type Suggested = Reply<typeof getSuggestion>

const steps: readonly Text[] = [
  { ja: "付与", en: "Earning" },
  { ja: "入会と期限", en: "Joining and expiry" },
  { ja: "ランク", en: "Ranks" },
  { ja: "試す", en: "Try it" },
  { ja: "公開", en: "Publish" },
]

/** From nothing to a published programme in five steps, with numbers from the brand's own past. */
export function Start() {
  const found = useCall(getSuggestion, {})
  return (
    <Loaded of={found} what={{ ja: "提案を作れませんでした", en: "There is no suggestion" }}>
      {(suggested) => <Wizard suggested={suggested} />}
    </Loaded>
  )
}

function Wizard({ suggested }: { suggested: Suggested }) {
  const t = useText()
  const { number } = useFormat()
  const may = useMay()
  const [at, setAt] = useState(0)
  const [numbers, setNumbers] = useState<Numbers>(suggested.numbers)
  const [assumptions, setAssumptions] = useState<Assumptions>(suggested.assumptions)
  const [runId, setRunId] = useState<string>()
  const begin = useAct(postRun, {
    refresh: [],
    done: (begun) => {
      setRunId(begun.runId)
      setAt(3)
    },
  })
  const wrong = wrongIn(numbers)
  const why = Object.fromEntries(
    (["perHundred", "signUp", "expiryMonths", "thresholds"] as const).map((key) => [key, suggested[key].why]),
  )
  const part = { value: numbers, onChange: setNumbers, why }
  const tryIt = () =>
    begin.run({ name: t({ ja: "はじめての会員制度", en: "First programme" }), numbers, assumptions, days: 365 })
  return (
    <Page
      title={
        suggested.isLive
          ? { ja: "数字を変えて試す", en: "Try other numbers" }
          : { ja: "会員制度を始める", en: "Start a programme" }
      }
      over={t(
        suggested.fromPast
          ? {
              ja: `過去${suggested.days}日の${number(suggested.orders)}件・${number(suggested.buyers)}人の注文から数字を入れてあります`,
              en: `Filled in from ${number(suggested.orders)} orders of ${number(suggested.buyers)} people in the last ${suggested.days} days`,
            }
          : {
              ja: "注文がまだ少ないので、よくある数字を入れてあります",
              en: "There are few orders yet: common numbers are filled in",
            },
      )}
    >
      {suggested.isLive && at === 0 && (
        <Note>
          {t({
            ja: "会員制度はもう動いています。最後に公開するまで、いまの制度は変わりません。",
            en: "A programme is live. Nothing of it changes before you publish at the end.",
          })}
        </Note>
      )}
      <Steps steps={steps} at={at} />
      <Section title={steps[at] ?? same("")} first>
        <Stack near>
          {at === 0 && <EarnFields {...part} />}
          {at === 1 && <TimeFields {...part} />}
          {at === 2 && (
            <>
              <RankFields {...part} />
              <Section title={{ ja: "見込み", en: "What is assumed" }}>
                <Assumed value={assumptions} onChange={setAssumptions} leastUse={suggested.leastUse.why} />
              </Section>
            </>
          )}
          {at === 3 && runId && <Tried runId={runId} />}
          {at === 4 && runId && <Publish runId={runId} isLive={suggested.isLive} />}
          {wrong.map((one) => (
            <p key={one.en} role="alert">
              {t(one)}
            </p>
          ))}
          <ButtonRow>
            {at > 0 && <Button label={{ ja: "戻る", en: "Back" }} onClick={() => setAt(at - 1)} />}
            {at < 2 && (
              <Button
                look="go"
                label={{ ja: "次へ", en: "Next" }}
                dimmed={wrong.length > 0}
                onClick={() => wrong.length === 0 && setAt(at + 1)}
              />
            )}
            {at === 2 && may("loyalty:write") && (
              <Button
                look="go"
                label={{ ja: "過去の注文で試す", en: "Try it on past orders" }}
                busy={begin.busy}
                dimmed={wrong.length > 0}
                onClick={() => wrong.length === 0 && tryIt()}
              />
            )}
            {at === 3 && <ToPublish runId={runId} onGo={() => setAt(4)} />}
          </ButtonRow>
        </Stack>
      </Section>
    </Page>
  )
}

function Assumed(props: { value: Assumptions; onChange: (value: Assumptions) => void; leastUse: Text }) {
  const { value, onChange, leastUse } = props
  const set = (change: Partial<Assumptions>) => onChange({ ...value, ...change })
  return (
    <Fields>
      <Field
        label={{ ja: "ポイントを使う人の割合（見込み）", en: "Members who use points (assumed)" }}
        hint={{
          ja: "過去の注文からは分かりません。あとで実績とくらべます。",
          en: "The past can't say. It is compared with what comes true.",
        }}
      >
        <NumberInput
          value={value.usersBp / 100}
          onChange={(n) => set({ usersBp: clamp((n ?? 0) * 100, 0, 10_000) })}
          unit={same("%")}
        />
      </Field>
      <Field label={{ ja: "一度に使う最少の数", en: "Fewest used at once" }} hint={leastUse}>
        <NumberInput
          value={value.leastUse}
          onChange={(n) => set({ leastUse: clamp(n ?? 1, 1, 1_000_000) })}
          unit={{ ja: "ポイント", en: "points" }}
        />
      </Field>
      <Field label={{ ja: "粗利率", en: "Gross margin" }}>
        <NumberInput
          value={value.marginBp / 100}
          onChange={(n) => set({ marginBp: clamp((n ?? 0) * 100, 0, 10_000) })}
          unit={same("%")}
        />
      </Field>
    </Fields>
  )
}

const clamp = (value: number, least: number, most: number) => Math.round(Math.min(most, Math.max(least, value)))

function Tried({ runId }: { runId: string }) {
  const whole = useCall(getRun, { runId }, { everyMs: 1_500 })
  return (
    <Loaded of={whole}>
      {(found) => (
        <>
          <Outcome whole={found} />
          <RanksReached whole={found} />
        </>
      )}
    </Loaded>
  )
}

function ToPublish({ runId, onGo }: { runId: string | undefined; onGo: () => void }) {
  const whole = useCall(getRun, { runId: runId ?? "" }, { when: runId !== undefined, everyMs: 1_500 })
  if (!whole.data?.canPublish) return null
  return <Button look="go" label={{ ja: "公開の確認へ", en: "On to publishing" }} onClick={onGo} />
}

function Publish({ runId, isLive }: { runId: string; isLive: boolean }) {
  const whole = useCall(getRun, { runId })
  return <Loaded of={whole}>{(found) => <Confirm whole={found} isLive={isLive} />}</Loaded>
}

function Confirm({ whole, isLive }: { whole: Whole; isLive: boolean }) {
  const t = useText()
  const way = useWay()
  const may = useMay()
  const { runId } = whole.run
  const [ranks, setRanks] = useState<RanksThen>("as-live")
  const publish = useAct(postPublishRun, { done: () => way.go(`/rehearsal/${runId}`) })
  return (
    <Stack>
      <p>
        {t({
          ja: "公開すると、これからの注文にこのルールが使われます。これまでの注文と残高は変わりません。見込みは残り、毎日実績とくらべます。",
          en: "Once published, orders from now on are judged by these rules. Past orders and balances stay as they are. The forecast is kept and compared every day with what comes true.",
        })}
      </p>
      {isLive && (
        <Note>
          {t({
            ja: "いまのポイントのルールが、この内容に置きかわります。",
            en: "These rules for points take the place of those that are live now.",
          })}
        </Note>
      )}
      {whole.rankChange && (
        <RanksChoice change={whole.rankChange} currency={whole.currency} value={ranks} onChange={setRanks} />
      )}
      <p className="small">
        <Link to={`/rehearsal/${runId}`}>{t({ ja: "リハーサルの結果を見る", en: "See the rehearsal" })}</Link>
      </p>
      {may("loyalty:write") && (
        <ButtonRow>
          <Button
            look="go"
            label={{ ja: "この会員制度を公開する", en: "Publish this programme" }}
            busy={publish.busy}
            onClick={() => publish.run({ runId, ...(whole.rankChange && { ranks }) })}
          />
        </ButtonRow>
      )}
    </Stack>
  )
}
