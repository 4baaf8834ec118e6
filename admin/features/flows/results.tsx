import type { Flow, FlowNumbers } from "../../../server/capabilities/flows/model-flow.ts"
import { useFormat } from "../../../ui/language.tsx"
import { Columns, Kpis, Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { metricWords } from "../../app/words/lift.ts"
import { endName, reasonName } from "./letter-words.ts"
import { LiftLines } from "./step-figures.tsx"

type Asked = Parameters<typeof Loaded<FlowNumbers>>[0]["of"]

/** The flow as a whole in numbers that add up: came in = inside + ended; and who did not come in, by reason. */
export function Results({ flow, numbers }: { flow: Flow; numbers: Asked }) {
  const { number, percent } = useFormat()
  if (flow.liveVersion === null)
    return (
      <div className="flow-page">
        <Empty
          title={{ ja: "結果はまだありません", en: "There are no results yet" }}
          why={{
            ja: "公開すると、入った人・目的に達した人・出た理由がここに出ます。",
            en: "Once it is published, who came in, who reached the goal and why others left stand here.",
          }}
        />
      </div>
    )
  return (
    <div className="flow-page">
      <Loaded of={numbers} rows={6}>
        {({ entered, inside, reached, ended, refused, lift }) => (
          <Stack>
            <Kpis
              kpis={[
                {
                  label: { ja: "入った人", en: "Came in" },
                  value: number(entered),
                  to: `/flows/${flow.flowId}?view=people`,
                },
                {
                  label: { ja: "いま途中", en: "Inside now" },
                  value: number(inside),
                  to: `/flows/${flow.flowId}?view=people&state=inside`,
                },
                {
                  label: flow.goal
                    ? { ja: `目的：${flow.goal.ja}`, en: `Goal: ${flow.goal.en}` }
                    : { ja: "目的に達した人", en: "Reached the goal" },
                  value: flow.goal ? number(reached) : "－",
                  ...(flow.goal && entered > 0 && { remark: percent(reached / entered) }),
                },
              ]}
            />
            {lift && (
              <Section
                title={{ ja: "入れずにおいた方とくらべて", en: "Against those kept apart" }}
                scope={metricWords[lift.metric]}
              >
                <LiftLines lift={lift} />
              </Section>
            )}
            <Columns split="6-6">
              <Section
                title={{ ja: "どう終わったか", en: "How it ended" }}
                scope={{ ja: "はじめから", en: "Since it began" }}
              >
                <Rows
                  rows={[
                    ...ended.map(({ end, count }) => ({ label: endName(end), value: number(count) })),
                    { label: { ja: "いま途中", en: "Inside now" }, value: number(inside) },
                    { label: { ja: "入った人", en: "Came in" }, value: number(entered), total: true },
                  ]}
                />
              </Section>
              <Section
                title={{ ja: "入らなかった人", en: "Who did not come in" }}
                scope={{ ja: "過去90日", en: "Last 90 days" }}
              >
                <Rows
                  rows={refused.map(({ reason, count }) => ({ label: entryReason(reason), value: number(count) }))}
                />
              </Section>
            </Columns>
          </Stack>
        )}
      </Loaded>
    </div>
  )
}

const entryReasons: Readonly<Record<string, { ja: string; en: string }>> = {
  holdout: { ja: "対照群にいる", en: "In the holdout" },
  audience: { ja: "入れる人の条件に合わない", en: "Not among those who may come in" },
  exclusion: { ja: "入れない人の条件に合う", en: "Among those who may not" },
  late: { ja: "知ったのが遅すぎた", en: "We learned of it too late" },
  inside: { ja: "もう途中にいる", en: "Already inside" },
  again: { ja: "前に入ったばかり", en: "Was in it before" },
  once: { ja: "前に一度入った", en: "Has been in it once" },
}
const entryReason = (reason: string) => entryReasons[reason] ?? reasonName(reason)
