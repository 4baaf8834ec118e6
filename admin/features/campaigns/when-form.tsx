import { type CampaignPlan, scenes, type When } from "../../../server/capabilities/campaigns/model.ts"
import { Checkbox, Radios } from "../../../ui/choices.tsx"
import { DateInput, TimeInput } from "../../../ui/dates.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { NumberInput, Select } from "../../../ui/inputs.tsx"
import { useNow, useSurroundings } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { onTheWall } from "../../../ui/wall-clock.ts"
import { sceneWords } from "./words.ts"

const kinds = [
  {
    value: "now",
    label: { ja: "いますぐ", en: "Now" },
    hint: { ja: "配信を始めたときに送ります。", en: "When it is launched." },
  },
  {
    value: "at",
    label: { ja: "日時を決めて", en: "At a time" },
    hint: { ja: "全員に同じ時刻に。", en: "To everybody at once." },
  },
  {
    value: "own-time",
    label: { ja: "一人ひとりの時間に", en: "At each reader's own time" },
    hint: {
      ja: "その人が開いたり買ったりする時間に。分からない人には決めた時刻に送ります。",
      en: "In the hour in which she usually reads or buys; at the given time where that is not known.",
    },
  },
] as const

type Props = { plan: CampaignPlan; onChange: (part: Partial<CampaignPlan>) => void }

/** Now, at a time, or at each reader's own; once or as a series. */
export function WhenForm({ plan, onChange }: Props) {
  const { timeZone } = useSurroundings()
  const today = onTheWall(new Date(useNow()), timeZone).day
  const { when, repeat } = plan
  const choose = (kind: When["kind"]) => {
    const day = when.kind === "now" ? today : when.day
    const time = when.kind === "now" ? ("10:00" as const) : when.time
    if (kind === "now") onChange({ when: { kind } })
    else onChange({ when: kind === "at" ? { kind, day, time } : { kind, day, time, scene: "none" } })
  }
  return (
    <Section title={{ ja: "いつ", en: "When" }}>
      <Fields>
        <Field label={{ ja: "送るとき", en: "It is sent" }} group>
          <Radios value={when.kind} onChange={choose} options={kinds} />
        </Field>
        {when.kind !== "now" && (
          <Fields two>
            <Field label={{ ja: "日", en: "Day" }}>
              <DateInput
                value={when.day}
                least={today}
                onChange={(day) => day && onChange({ when: { ...when, day } })}
              />
            </Field>
            <Field
              label={
                when.kind === "at"
                  ? { ja: "時刻", en: "Time" }
                  : { ja: "分からない人には", en: "Where hers is not known" }
              }
            >
              <TimeInput
                value={when.time}
                label={{ ja: "時刻", en: "Time" }}
                onChange={(time) => onChange({ when: { ...when, time: time as `${number}:${number}` } })} // safe: TimeInput hands over HH:MM
              />
            </Field>
          </Fields>
        )}
        {when.kind === "own-time" && (
          <Field label={{ ja: "暮らしに合わせる", en: "Scene of life" }} optional>
            <Select
              value={when.scene}
              onChange={(scene) => onChange({ when: { ...when, scene } })}
              options={scenes.map((value) => ({ value, label: sceneWords[value] }))}
            />
          </Field>
        )}
        <Field
          label={{ ja: "送る期限", en: "Not later than" }}
          hint={{
            ja: "これを過ぎたぶんは送らず、「時機を過ぎました」と残します。",
            en: "What has not left by then is not sent and says so.",
          }}
        >
          <NumberInput
            value={plan.withinHours}
            unit={{ ja: "時間以内", en: "hours after its moment" }}
            onChange={(withinHours) =>
              withinHours !== null && onChange({ withinHours: Math.min(720, Math.max(1, withinHours)) })
            }
          />
        </Field>
        <Field label={{ ja: "くり返し", en: "Series" }} group>
          <Checkbox
            checked={repeat !== null}
            onChange={(on) => onChange({ repeat: on ? { everyMonths: 3, times: 4, adapts: true } : null })}
            label={{ ja: "数か月ごとに、新しい文面でもう一度送る", en: "Again every few months, in new words" }}
            hint={{ ja: "同じ人に同じ文面は二度届きません。", en: "Nobody gets the same words twice." }}
          />
        </Field>
        {repeat && (
          <Fields two>
            <Field label={{ ja: "間隔", en: "Every" }}>
              <Select
                value={String(repeat.everyMonths)}
                onChange={(months) => onChange({ repeat: { ...repeat, everyMonths: Number(months) } })}
                options={[
                  { value: "1", label: { ja: "毎月", en: "Month" } },
                  { value: "2", label: { ja: "2か月ごと", en: "Two months" } },
                  { value: "3", label: { ja: "3か月ごと", en: "Three months" } },
                  { value: "6", label: { ja: "半年ごと", en: "Half a year" } },
                  { value: "12", label: { ja: "1年ごと", en: "Year" } },
                ]}
              />
            </Field>
            <Field label={{ ja: "回数", en: "Times in all" }}>
              <NumberInput
                value={repeat.times}
                unit={{ ja: "回", en: "times" }}
                onChange={(times) =>
                  times !== null && onChange({ repeat: { ...repeat, times: Math.min(24, Math.max(2, times)) } })
                }
              />
            </Field>
            <Checkbox
              checked={repeat.adapts}
              onChange={(adapts) => onChange({ repeat: { ...repeat, adapts } })}
              label={{ ja: "ほかの配信が多いときは間をあける", en: "Later where people are written to a lot" }}
            />
          </Fields>
        )}
      </Fields>
    </Section>
  )
}
