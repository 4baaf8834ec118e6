import { postCancelRun, type getRun } from "../../../server/capabilities/rehearsal/contract.ts"
import type { Figure, Forecast } from "../../../server/capabilities/rehearsal/model.ts"
import { Button } from "../../../ui/button.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Kpis, Note } from "../../../ui/layout.tsx"
import { Empty, Failed, Progress } from "../../../ui/states.tsx"
import type { Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { useMay } from "../../app/session.tsx"
import { useAct } from "../../app/use-call.ts"
import { between } from "./words.ts"

export type Whole = Reply<typeof getRun>

/** How far a rehearsal is, or what it found in a few figures. */
export function Outcome({ whole }: { whole: Whole }) {
  const { run, result } = whole
  if (run.state === "running") return <Running whole={whole} />
  if (run.state === "failed" || (run.state === "done" && !result))
    return (
      <Failed
        what={{ ja: "最後まで動かせませんでした", en: "It could not be played to the end" }}
        reason={{ ja: "もう一度試してください。", en: "Try it again." }}
      />
    )
  if (!result)
    return (
      <Empty
        title={{ ja: "途中でやめました", en: "It was cancelled" }}
        why={{ ja: "条件を変えて、もう一度試せます。", en: "Change the numbers and try again." }}
      />
    )
  if (result.draft.people === 0)
    return (
      <Empty
        title={{ ja: "この期間に購入した人がいません", en: "Nobody bought in that time" }}
        why={{
          ja: "注文を取り込むと試せます。そのまま公開することもできます。",
          en: "Bring in orders to try it. It can be published all the same.",
        }}
      />
    )
  return <Figures forecast={result.draft} whole={whole} />
}

function Running({ whole: { run } }: { whole: Whole }) {
  const may = useMay()
  const cancel = useAct(postCancelRun)
  return (
    <>
      <Progress
        label={{ ja: "過去の注文で動かしています", en: "Playing the past" }}
        done={run.people}
        of={run.peopleOf}
        remark={{ ja: "何も送らず、だれのポイントも動きません。", en: "Nothing is sent, and nobody's points move." }}
      />
      {may("loyalty:write") && (
        <Button
          look="text"
          label={{ ja: "やめる", en: "Cancel" }}
          busy={cancel.busy}
          onClick={() => cancel.run({ runId: run.runId })}
        />
      )}
    </>
  )
}

/** The figures that decide, each with its interval. */
function Figures({ forecast, whole }: { forecast: Forecast; whole: Whole }) {
  const t = useText()
  const { money, percent, number } = useFormat()
  const { reach, cost, costShare, margin, marginBefore, liability, medianDays } = forecast
  const yen = (value: number) => money(Math.round(value), whole.currency)
  const range = (figure: Figure, write: (value: number) => string): string =>
    t({ ja: `95%の幅 ${between(figure, write)}`, en: `95% interval ${between(figure, write)}` })
  const { signUp } = whole.numbers ?? {}
  const { leastUse } = whole.assumptions
  // Else "everybody, after no days" reads like a mistake.
  const fromTheStart: Text | undefined =
    signUp !== undefined && signUp >= leastUse
      ? {
          ja: `入会の${number(signUp)}ポイントだけで、使える数（${number(leastUse)}）に届きます`,
          en: `The ${number(signUp)} points for joining are enough by themselves (${number(leastUse)})`,
        }
      : undefined
  return (
    <>
      <Kpis
        kpis={[
          {
            label: { ja: "使われたポイントの費用", en: "Cost of points used" },
            value: yen(cost.value),
            remark: `${t({ ja: `売上の${percent(costShare.value)}`, en: `${percent(costShare.value)} of sales` })}・${range(cost, yen)}`,
          },
          {
            label: { ja: "制度のあとの粗利", en: "Margin after it" },
            value: yen(margin.value),
            remark: `${t({ ja: `制度なしで${yen(marginBefore)}`, en: `${yen(marginBefore)} without it` })}・${range(margin, yen)}`,
          },
          {
            label: { ja: "期間末の負債", en: "Liability at the end" },
            value: yen(liability.value),
            remark: range(liability, yen),
          },
          {
            label: { ja: "使える数までたまる人", en: "Members who can ever use them" },
            value: percent(reach.value),
            remark: fromTheStart ? t(fromTheStart) : range(reach, percent),
          },
          {
            label: { ja: "使えるまでの日数（中央値）", en: "Days until usable, median" },
            value:
              medianDays.value === null
                ? t({ ja: "半分の人は届きません", en: "Half never get there" })
                : t({ ja: `${number(medianDays.value)}日`, en: `${number(medianDays.value)} days` }),
            sentence: medianDays.value === null,
          },
        ]}
      />
      {whole.isOutOfReach && <Note>{t(outOfReach)}</Note>}
      <Note>{t(whatIsPlayed)}</Note>
    </>
  )
}

export const outOfReach: Text = {
  ja: "半分以上の会員が、使える数までたまりません。付与を増やすか、入会のポイントを増やすか、使える数を下げてください。",
  en: "More than half of the members would never hold enough. Give more, give more for joining, or lower the fewest that can be used.",
}

export const whatIsPlayed: Text = {
  ja: "リハーサルが再現するのは、過去の買い物でだれに何ポイントついたかです。会員制度で買い方が変わることは再現しません。変わったかどうかは、公開後に実績でたしかめます。",
  en: "A rehearsal plays what points past purchases would have earned, and for whom. It does not play that people buy otherwise because of it: that is measured after publishing.",
}
