import type { Entry, FlowDocument, Trigger } from "../../../server/capabilities/flows/model.ts"
import { Checkbox } from "../../../ui/choices.tsx"
import { Field } from "../../../ui/field.tsx"
import { NumberInput, Select } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { ConditionsField } from "../../app/conditions/conditions-field.tsx"
import { EventField, Part, Sentence, SpanInput, Words } from "./edit-parts.tsx"
import { AtTime, CalendarEditor, DateSourceEditor, DaysBeside } from "./edit-time.tsx"
import type { FlowOffer } from "./use-flow-offer.ts"

type Props = { document: FlowDocument; onChange: (part: Partial<FlowDocument>, what: string) => void; offer: FlowOffer }

const kinds = [
  { value: "event", label: { ja: "できごとが起きたとき", en: "When something happens" } },
  { value: "segment", label: { ja: "セグメントに入った・出たとき", en: "When they enter or leave a segment" } },
  { value: "date", label: { ja: "その人の日付に合わせて", en: "Around a date of theirs" } },
  { value: "schedule", label: { ja: "決まった日時に", en: "At set times" } },
  { value: "launch", label: { ja: "新しい商品が出たとき", en: "When there is a new product" } },
  { value: "call", label: { ja: "ほかのしくみや人が始める", en: "When something else starts it" } },
] as const

function triggerFor(kind: Trigger["kind"], segmentId: string): Trigger {
  switch (kind) {
    case "event":
      return { kind, event: { names: ["Order Placed"], filters: [] } }
    case "segment":
      return { kind, segmentId, move: "entered" }
    case "date":
      return { kind, of: { kind: "birthday" }, days: -7, at: "10:00", yearly: true }
    case "schedule":
      return { kind, calendar: { at: "10:00", weekdays: ["fri"] }, segmentId }
    case "launch":
      return { kind, segmentId }
    case "call":
      return { kind }
  }
}

/** What sets the flow off, and who may come in, how often. */
export function TriggerEditor({ document, onChange, offer }: Props) {
  const { trigger, entry } = document
  const firstSegment = offer.offered.segments[0]?.segmentId
  const change = (next: Trigger) => onChange({ trigger: next }, "trigger")
  const enter = (part: Partial<Entry>) => onChange({ entry: { ...entry, ...part } }, "entry")
  return (
    <>
      <Part title={{ ja: "きっかけ", en: "What sets it off" }}>
        <Select
          label={{ ja: "きっかけ", en: "Trigger" }}
          value={trigger.kind}
          onChange={(kind) =>
            (firstSegment || (kind !== "segment" && kind !== "schedule" && kind !== "launch")) &&
            change(triggerFor(kind, firstSegment ?? ""))
          }
          options={kinds}
        />
        <TriggerDetails trigger={trigger} onChange={change} offer={offer} />
      </Part>
      <Part
        title={{ ja: "入れる人", en: "Who may come in" }}
        about={{ ja: "きっかけの、その時に確かめます。", en: "Looked at in the moment when it is set off." }}
      >
        <ConditionsField
          who={entry.audience?.who ?? { kind: "all", of: [] }}
          offered={offer.offered}
          none={{ ja: "すべての人が入ります。", en: "Everybody comes in." }}
          onChange={(who) => enter({ audience: isAll(who) ? null : { format: 1, who } })}
        />
      </Part>
      <Part title={{ ja: "入れない人", en: "Who may not" }}>
        <ConditionsField
          who={entry.exclusion?.who ?? { kind: "all", of: [] }}
          offered={offer.offered}
          none={{ ja: "だれも除きません。", en: "Nobody is kept out." }}
          onChange={(who) => enter({ exclusion: isAll(who) ? null : { format: 1, who } })}
        />
      </Part>
      <Part title={{ ja: "何度まで", en: "How often" }}>
        <ReentryEditor entry={entry} onChange={enter} />
        <Sentence>
          <SpanInput
            label={{ ja: "遅れの限り", en: "Time limit" }}
            value={entry.maxAge}
            onChange={(maxAge) => enter({ maxAge })}
          />
          <Words say={{ ja: "より前のことは、きっかけにしない", en: "is as late as news may reach us" }} />
        </Sentence>
      </Part>
    </>
  )
}

const isAll = (who: NonNullable<Entry["audience"]>["who"]) => who.kind === "all" && who.of.length === 0

function TriggerDetails({
  trigger,
  onChange,
  offer,
}: {
  trigger: Trigger
  onChange: (trigger: Trigger) => void
  offer: FlowOffer
}) {
  const t = useText()
  const segments = offer.offered.segments.map(({ segmentId, name }) => ({ value: segmentId, label: name }))
  switch (trigger.kind) {
    case "event":
      return (
        <EventField
          value={trigger.event}
          offered={offer.offered}
          onChange={(event) => onChange({ ...trigger, event })}
        />
      )
    case "segment":
      return (
        <Sentence>
          <Select
            label={{ ja: "セグメント", en: "Segment" }}
            value={trigger.segmentId}
            onChange={(segmentId) => onChange({ ...trigger, segmentId })}
            options={segments}
          />
          <Select
            short
            label={{ ja: "入ったか出たか", en: "Entered or left" }}
            value={trigger.move}
            onChange={(move) => onChange({ ...trigger, move })}
            options={[
              { value: "entered", label: { ja: "に入ったとき", en: "entered" } },
              { value: "left", label: { ja: "から出たとき", en: "left" } },
            ]}
          />
        </Sentence>
      )
    case "date":
      return (
        <>
          <DateSourceEditor of={trigger.of} offered={offer.offered} onChange={(of) => onChange({ ...trigger, of })} />
          <DaysBeside days={trigger.days} onChange={(days) => onChange({ ...trigger, days })} />
          <AtTime at={trigger.at} onChange={(at) => onChange({ ...trigger, at })} />
          <Checkbox
            checked={trigger.yearly}
            label={{ ja: "毎年", en: "Every year" }}
            onChange={(yearly) => onChange({ ...trigger, yearly })}
          />
        </>
      )
    case "schedule":
      return (
        <>
          <Field label={{ ja: "だれに", en: "For whom" }}>
            <Select
              value={trigger.segmentId}
              onChange={(segmentId) => onChange({ ...trigger, segmentId })}
              options={segments}
            />
          </Field>
          <CalendarEditor calendar={trigger.calendar} onChange={(calendar) => onChange({ ...trigger, calendar })} />
        </>
      )
    case "launch":
      return (
        <>
          <Field label={{ ja: "だれに", en: "For whom" }}>
            <Select
              value={trigger.segmentId}
              onChange={(segmentId) => onChange({ ...trigger, segmentId })}
              options={segments}
            />
          </Field>
          <p className="quiet small">
            {t({
              ja: "下書きの商品が公開されたとき、またはつないであるショップに新しい商品が加わったときです。一度に21点以上の取り込みは数えません。",
              en: "When a draft is published, or a connected shop has something new. More than twenty at once are an import and do not count.",
            })}
          </p>
        </>
      )
    case "call":
      return (
        <p className="quiet small">
          {t({
            ja: "別のフローの手順、API、または「人」の画面から始められます。",
            en: "A step of another flow, the API, or the list of people can start it.",
          })}
        </p>
      )
  }
}

const reentries = [
  { value: "once", label: { ja: "一人一度だけ", en: "Once per person" } },
  { value: "each", label: { ja: "できごとごとに一回（注文のフロー）", en: "Once for each event (an order's flow)" } },
  { value: "after-end", label: { ja: "終わったあとなら、もう一度", en: "Again once they have finished" } },
  { value: "after-days", label: { ja: "日をあけて、もう一度", en: "Again after some days" } },
] as const

function ReentryEditor({ entry: { reentry }, onChange }: { entry: Entry; onChange: (part: Partial<Entry>) => void }) {
  return (
    <>
      <Select
        label={{ ja: "何度まで", en: "How often" }}
        value={reentry.kind}
        onChange={(kind) => onChange({ reentry: kind === "after-days" ? { kind, days: 90 } : { kind } })}
        options={reentries}
      />
      {reentry.kind === "after-days" && (
        <Sentence>
          <Words say={{ ja: "前に入ってから", en: "At least" }} />
          <NumberInput
            label={{ ja: "日数", en: "Days" }}
            value={reentry.days}
            onChange={(days) =>
              days && days >= 1 && days <= 3650 && onChange({ reentry: { kind: "after-days", days } })
            }
          />
          <Words say={{ ja: "日あける", en: "days after they last came in" }} />
        </Sentence>
      )}
    </>
  )
}
