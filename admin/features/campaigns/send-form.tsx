import { type CampaignPlan, intents, sendChannels } from "../../../server/capabilities/campaigns/model.ts"
import { Checkbox, Checkboxes, Radios } from "../../../ui/choices.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { NumberInput, Select, TextInput } from "../../../ui/inputs.tsx"
import { Section } from "../../../ui/layout.tsx"
import { channelWords, intentWords } from "./words.ts"

const ways = [
  {
    value: "best",
    label: { ja: "その人に合うチャネルで", en: "Whichever suits her best" },
    hint: { ja: "好み・反応・料金から選びます。", en: "By preference, response and price." },
  },
  { value: "chosen", label: { ja: "チャネルを決めて", en: "Chosen channels" } },
] as const

type Props = { plan: CampaignPlan; onChange: (part: Partial<CampaignPlan>) => void }

/** By which way it goes, what it wants of its reader, and how its worth is measured. */
export function SendForm({ plan, onChange }: Props) {
  const { channels } = plan
  return (
    <Section title={{ ja: "送り方と測り方", en: "How it goes, and how it is measured" }}>
      <Fields>
        <Field label={{ ja: "チャネル", en: "Channel" }} group>
          <Radios
            value={channels === "best" ? "best" : "chosen"}
            onChange={(way) => onChange({ channels: way === "best" ? "best" : ["email"] })}
            options={ways}
          />
        </Field>
        {channels !== "best" && (
          <Field
            label={{ ja: "使うチャネル", en: "Channels" }}
            hint={{ ja: "上から順に、届くもので送ります。", en: "In this order: the first that reaches her." }}
            group
          >
            <Checkboxes
              values={channels}
              onChange={(chosen) => chosen.length > 0 && onChange({ channels: chosen })}
              options={sendChannels.map((value) => ({ value, label: channelWords[value] }))}
            />
          </Field>
        )}
        {(channels === "best" || channels.includes("line")) && (
          <Field label={{ ja: "LINEの通数", en: "LINE's monthly quota" }} group>
            <Checkbox
              checked={plan.quota === "up-to-left"}
              onChange={(on) => onChange({ quota: on ? "up-to-left" : "all" })}
              label={{ ja: "足りないときは、残りの数まで送る", en: "If it does not hold, go up to what is left" }}
              hint={{
                ja: "選ばないと、今月の残りで足りないあいだは始められません。",
                en: "Otherwise it can't begin while less is left this month than it wants.",
              }}
            />
          </Field>
        )}
        <Fields two>
          <Field
            label={{ ja: "この配信は", en: "It is" }}
            hint={{
              ja: "お願いや割引が続く人には、間をあけます。",
              en: "Who was asked a lot lately is left in peace for a while.",
            }}
          >
            <Select
              value={plan.intent}
              onChange={(intent) => onChange({ intent, ...(intent !== "discount" && { discountBp: 0 }) })}
              options={intents.map((value) => ({ value, label: intentWords[value] }))}
            />
          </Field>
          {plan.intent === "discount" ? (
            <Field label={{ ja: "割引の大きさ", en: "How much it gives away" }}>
              <NumberInput
                value={plan.discountBp / 100}
                unit={{ ja: "%", en: "%" }}
                digits={1}
                onChange={(percent) =>
                  percent !== null && onChange({ discountBp: Math.round(Math.min(100, Math.max(0, percent)) * 100) })
                }
              />
            </Field>
          ) : (
            <Field
              label={{ ja: "話題", en: "Topic" }}
              optional
              hint={{ ja: "同じ話題は、続けて届けません。", en: "The same topic does not come again and again." }}
            >
              <TextInput value={plan.topic} onChange={(topic) => onChange({ topic })} maxLength={60} short />
            </Field>
          )}
        </Fields>
        <Field
          label={{ ja: "送らずに残す割合", en: "Kept apart" }}
          hint={{
            ja: "送らない人とくらべて、この配信の効果を測ります。5〜10% がおすすめです。",
            en: "They get none, so that its worth is seen by comparison. 5 to 10% is usual.",
          }}
        >
          <NumberInput
            value={plan.holdoutBp / 100}
            unit={{ ja: "%", en: "%" }}
            digits={1}
            onChange={(percent) =>
              percent !== null && onChange({ holdoutBp: Math.round(Math.min(50, Math.max(0, percent)) * 100) })
            }
          />
        </Field>
      </Fields>
    </Section>
  )
}
