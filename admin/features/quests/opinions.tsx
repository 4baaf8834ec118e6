import { listQuestOpinions, putOpinionDecision } from "../../../server/capabilities/quests/contract.ts"
import type { DecisionState } from "../../../server/capabilities/quests/model.ts"
import { Button } from "../../../ui/button.tsx"
import { NumberText, PercentText } from "../../../ui/figures.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { useState } from "react"

type Opinion = Reply<typeof listQuestOpinions>["items"][number]

const states: Readonly<Record<DecisionState, { readonly state: Text; readonly press: Text }>> = {
  taken: { state: { ja: "開発に入れた", en: "In development" }, press: { ja: "開発に入れる", en: "Develop it" } },
  done: { state: { ja: "形になった", en: "Made" }, press: { ja: "形になった", en: "It is made" } },
  declined: { state: { ja: "見送った", en: "Not now" }, press: { ja: "見送る", en: "Not now" } },
}
const order = ["taken", "done", "declined"] as const
const either = ({ ja, en }: Text): Text => ({ ja: ja || en, en: en || ja })

/** What members think of what the brand might make, and what becomes of it: what waits for a decision first. */
export function Opinions() {
  const opinions = useCall(listQuestOpinions, {}, { everyMs: 30_000, keep: true })
  return (
    <Page
      title={{ ja: "会員の意見", en: "Opinions of members" }}
      above={[{ label: { ja: "クエスト", en: "Quests" }, to: "/quests" }]}
    >
      <Loaded of={opinions} what={{ ja: "意見を読み込めませんでした", en: "The opinions could not be loaded" }}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "まだ聞いていません", en: "Nothing was asked yet" }}
              why={{
                ja: "クイズの問いを「正解はない」にすると、会員の意見がここに集まります。次に作るものを、一緒に決められます。",
                en: "Give a quiz a question without a right answer: what members think gathers here, for what you make next.",
              }}
            />
          ) : (
            <Stack>
              {items.map((one) => (
                <OneOpinion key={`${one.questId} ${one.version} ${one.question}`} opinion={one} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Page>
  )
}

function OneOpinion({ opinion }: { opinion: Opinion }) {
  const t = useText()
  const { ask, choices, answers, decision, questId, name } = opinion
  return (
    <Section
      title={either(ask)}
      scope={{ ja: `${answers}人の答え`, en: `${answers} ${answers === 1 ? "answer" : "answers"}` }}
      beside={<Link to={`/quests/${questId}`}>{t(either(name))}</Link>}
    >
      <Rows
        rows={choices
          .toSorted((a, b) => b.count - a.count)
          .map(({ words, count }) => ({
            label: same(t(either(words))),
            value: (
              <>
                <PercentText rate={answers === 0 ? 0 : count / answers} digits={0} />
                <span className="under">
                  <NumberText value={count} unit={t({ ja: "人", en: count === 1 ? "person" : "people" })} />
                </span>
              </>
            ),
          }))}
      />
      {decision && (
        <p>
          <Status is={decision.state === "declined" ? "none" : "done"} label={states[decision.state].state} />{" "}
          {decision.note}
        </p>
      )}
      <Decide key={String(decision?.decidedAt ?? "")} opinion={opinion} />
    </Section>
  )
}

function Decide({ opinion: { questId, version, question, decision } }: { opinion: Opinion }) {
  const may = useMay()
  const [note, setNote] = useState(decision?.note ?? "")
  const decide = useAct(putOpinionDecision, { refresh: [listQuestOpinions] })
  if (!may("loyalty:write")) return null
  return (
    <span className="button-row">
      <TextInput
        value={note}
        onChange={setNote}
        maxLength={500}
        label={{ ja: "開発へのひとこと", en: "A note for those who make it" }}
        example={{ ja: "例 春の限定に", en: "Such as: for spring" }}
      />
      {order
        .filter((state) => state !== decision?.state)
        .map((state, index) => (
          <Button
            key={state}
            look={index === 0 && !decision ? "go" : "text"}
            label={states[state].press}
            busy={decide.busy}
            onClick={() => decide.run({ questId, version, question, state, note })}
          />
        ))}
    </span>
  )
}
