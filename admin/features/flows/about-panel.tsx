import { Plus, X } from "lucide-react"
import type { Exit, FlowDocument } from "../../../server/capabilities/flows/model.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { Checkbox } from "../../../ui/choices.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { NumberInput, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { ConditionsField } from "../../app/conditions/conditions-field.tsx"
import { EventField, NameInput, Part, Sentence, Words } from "./edit-parts.tsx"
import { Audience, LaunchChecks, type useChecks } from "./launch-checks.tsx"
import type { FlowDraft } from "./use-flow-draft.ts"
import type { FlowOffer } from "./use-flow-offer.ts"

type Props = {
  draft: FlowDraft
  offer: FlowOffer
  checks: ReturnType<typeof useChecks>
  canEdit: boolean
  onStep: (step: string) => void
}

/** What the flow is as a whole: its checks, whom it reaches, its name, goal, ways out and holdout. */
export function AboutPanel({ draft, offer, checks, canEdit, onStep }: Props) {
  const t = useText()
  const { document } = draft
  const change = (part: Partial<FlowDocument>, what: string) => draft.edit((before) => ({ ...before, ...part }), what)
  return (
    <>
      <LaunchChecks checks={checks} document={document} onStep={onStep} />
      <Audience document={document} />
      <fieldset className="flow-fields" disabled={!canEdit}>
        <Part title={{ ja: "名前", en: "Name" }}>
          <Fields>
            <Field label={{ ja: "名前", en: "In Japanese" }}>
              <TextInput value={draft.name.ja} maxLength={80} onChange={(ja) => draft.rename({ ...draft.name, ja })} />
            </Field>
            <Field optional label={{ ja: "英語の名前", en: "In English" }}>
              <TextInput value={draft.name.en} maxLength={80} onChange={(en) => draft.rename({ ...draft.name, en })} />
            </Field>
          </Fields>
        </Part>
        <GoalPart document={document} offer={offer} onChange={change} />
        <ExitsPart document={document} offer={offer} onChange={change} />
        <Part
          title={{ ja: "対照群", en: "Holdout" }}
          about={{
            ja: "送らない人を分けておくと、このフローが生んだ差が分かります。分かれた人は、ずっと同じ側です。",
            en: "Keeping some apart shows what the flow is worth. Whoever is kept apart stays so.",
          }}
        >
          <Sentence>
            <NumberInput
              label={{ ja: "対照群の割合", en: "Share kept apart" }}
              unit={{ ja: "%", en: "%" }}
              value={document.holdoutBp / 100}
              onChange={(percent) =>
                percent !== null && percent <= 50 && change({ holdoutBp: Math.round(percent * 100) }, "holdout")
              }
            />
            <Words say={{ ja: "の人には何も送らない", en: "get nothing" }} />
          </Sentence>
        </Part>
      </fieldset>
      <section className="flow-part flow-keys">
        <h3>{t({ ja: "キーボード", en: "Keyboard" })}</h3>
        <dl>
          {keys.map(([key, words]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{t(words)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  )
}

const keys = [
  ["↑ ↓ ← →", { ja: "手順を移る", en: "Move among steps" }],
  ["Enter", { ja: "開いて直す", en: "Open and edit" }],
  ["A", { ja: "次に足す", en: "Add after it" }],
  ["Del", { ja: "消す（⇧ で先も）", en: "Remove (⇧ all after it)" }],
  ["⌘D", { ja: "複製する", en: "Duplicate" }],
  ["⌘C ⌘V", { ja: "コピーして貼る（⇧ で先も）", en: "Copy and paste (⇧ all after it)" }],
  ["⌘Z ⇧⌘Z", { ja: "元に戻す・やり直す", en: "Undo, redo" }],
] as const

type PartProps = {
  document: FlowDocument
  offer: FlowOffer
  onChange: (part: Partial<FlowDocument>, what: string) => void
}

function GoalPart({ document: { goal }, offer, onChange }: PartProps) {
  const t = useText()
  if (!goal)
    return (
      <Part
        title={{ ja: "目的", en: "Goal" }}
        about={{
          ja: "何が起きたら、このフローの成果とするか。",
          en: "What has to happen for this flow to have worked.",
        }}
      >
        <Button
          look="text"
          icon={Plus}
          label={{ ja: "目的を決める", en: "Set a goal" }}
          onClick={() =>
            onChange(
              {
                goal: {
                  name: { ja: "30日以内の注文", en: "An order within 30 days" },
                  reached: { kind: "event", event: { names: ["Order Placed"], filters: [] } },
                  withinDays: 30,
                  ends: true,
                },
              },
              "",
            )
          }
        />
      </Part>
    )
  const change = (part: Partial<typeof goal>) => onChange({ goal: { ...goal, ...part } }, "goal")
  return (
    <Part title={{ ja: "目的", en: "Goal" }}>
      <div className="flow-way-head">
        <NameInput
          value={goal.name}
          onChange={(name) => name && change({ name: { ja: name.ja, en: name.en } })}
          example={{ ja: "2回目の注文", en: "Second order" }}
        />
        <IconButton
          icon={X}
          label={{ ja: "目的をなくす", en: "Without a goal" }}
          onClick={() => onChange({ goal: null }, "")}
        />
      </div>
      {goal.reached.kind === "event" ? (
        <EventField
          value={goal.reached.event}
          offered={offer.offered}
          onChange={(event) => change({ reached: { kind: "event", event } })}
        />
      ) : (
        <ConditionsField
          who={goal.reached.who}
          offered={offer.offered}
          none={{ ja: "条件を足してください。", en: "Add a condition." }}
          onChange={(who) => change({ reached: { kind: "person", who } })}
        />
      )}
      <Sentence>
        <Words say={{ ja: "入ってから", en: "Within" }} />
        <NumberInput
          label={{ ja: "日数", en: "Days" }}
          value={goal.withinDays}
          onChange={(days) => days && days >= 1 && days <= 365 && change({ withinDays: days })}
        />
        <Words say={{ ja: "日以内", en: "days of coming in" }} />
      </Sentence>
      <Checkbox
        checked={goal.ends}
        label={{ ja: "目的に達したら、フローから出る", en: "Leaves the flow when it is reached" }}
        onChange={(ends) => change({ ends })}
      />
      <p className="hidden-text">{t(goal.name)}</p>
    </Part>
  )
}

function ExitsPart({ document: { exits }, offer, onChange }: PartProps) {
  const add = (kind: "event" | "person") => {
    const taken = new Set(exits.map(({ id }) => id))
    const id = Array.from({ length: 20 }, (_, n) => `exit-${n + 1}`).find((one) => !taken.has(one))
    if (!id) return
    const when: Exit["when"] =
      kind === "event"
        ? { kind, event: { names: ["Order Placed"], filters: [] } }
        : { kind, who: { kind: "all", of: [] } }
    onChange({ exits: [...exits, { id, when }] }, "")
  }
  const change = (id: string, when: Exit["when"]) =>
    onChange({ exits: exits.map((exit) => (exit.id === id ? { ...exit, when } : exit)) }, `exit ${id}`)
  return (
    <Part
      title={{ ja: "途中で出る条件", en: "When they leave early" }}
      about={{ ja: "何かを届ける前に、いつも確かめます。", en: "Looked at whenever something is about to be done." }}
    >
      {exits.map(({ id, when }) => (
        <div key={id} className="flow-exit">
          {when.kind === "event" ? (
            <EventField
              value={when.event}
              offered={offer.offered}
              onChange={(event) => change(id, { kind: "event", event })}
            />
          ) : (
            <ConditionsField
              who={when.who}
              offered={offer.offered}
              none={{ ja: "条件を足してください。", en: "Add a condition." }}
              onChange={(who) => change(id, { kind: "person", who })}
            />
          )}
          <IconButton
            icon={X}
            label={{ ja: "この条件を消す", en: "Remove this condition" }}
            onClick={() => onChange({ exits: exits.filter((exit) => exit.id !== id) }, "")}
          />
        </div>
      ))}
      {exits.length < 10 && (
        <div className="flow-adds">
          <Button
            look="text"
            icon={Plus}
            label={{ ja: "できごと", en: "Something happens" }}
            onClick={() => add("event")}
          />
          <Button
            look="text"
            icon={Plus}
            label={{ ja: "その人のこと", en: "Something about them" }}
            onClick={() => add("person")}
          />
        </div>
      )}
    </Part>
  )
}
