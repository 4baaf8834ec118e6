import { listSegments } from "../../../server/capabilities/segments/contract.ts"
import type { CampaignPlan } from "../../../server/capabilities/campaigns/model.ts"
import { ButtonLink } from "../../../ui/button.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useFormat } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Empty } from "../../../ui/states.tsx"
import type { Text } from "../../../ui/text.ts"
import { PickList } from "../../app/conditions/pick-list.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"

type Audience = CampaignPlan["audience"]

/** Segments that get it, minus segments that don't. */
export function AudienceForm({ audience, onChange }: { audience: Audience; onChange: (audience: Audience) => void }) {
  const { number } = useFormat()
  const segments = useCall(listSegments, { state: "live" })
  const counted = (name: Text, members: number | null): Text => ({
    ja: members === null ? name.ja : `${name.ja}（${number(members)}人）`,
    en: members === null ? name.en : `${name.en} (${number(members)})`,
  })
  return (
    <Section title={{ ja: "だれに", en: "Whom" }}>
      <Loaded of={segments} what={{ ja: "セグメントを読み込めませんでした", en: "The segments could not be loaded" }}>
        {({ items }) => {
          const options = items.map(({ segmentId, name, members }) => ({
            value: segmentId,
            label: counted(name, members),
          }))
          if (options.length === 0)
            return (
              <Empty
                title={{ ja: "公開されたセグメントがありません", en: "No segment is live" }}
                why={{ ja: "届ける相手は、セグメントで選びます。", en: "Whom it goes to is chosen by segments." }}
                action={<ButtonLink label={{ ja: "セグメントを作る", en: "Build a segment" }} to="/segments/new" />}
              />
            )
          return (
            <Fields two>
              <Field label={{ ja: "届ける", en: "Goes to" }} group>
                <PickList
                  label={{ ja: "届けるセグメント", en: "Segments that get it" }}
                  options={options}
                  values={audience.include}
                  onChange={(include) => onChange({ ...audience, include: include.slice(0, 10) })}
                />
              </Field>
              <Field
                label={{ ja: "届けない", en: "But not to" }}
                group
                optional
                hint={{
                  ja: "送るまでのあいだにここへ入った人にも届きません。",
                  en: "Whoever comes in here before it leaves gets none either.",
                }}
              >
                <PickList
                  label={{ ja: "届けないセグメント", en: "Segments left out" }}
                  options={options.filter(({ value }) => !audience.include.includes(value))}
                  values={audience.exclude}
                  onChange={(exclude) => onChange({ ...audience, exclude: exclude.slice(0, 10) })}
                />
              </Field>
            </Fields>
          )
        }}
      </Loaded>
    </Section>
  )
}
