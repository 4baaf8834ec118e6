import { getExperimentSettings, putExperimentSettings } from "../../../server/capabilities/experiments/contract.ts"
import type { ExperimentSettings } from "../../../server/capabilities/experiments/model-settings.ts"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput } from "../../../ui/inputs.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import { same } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Below, Save, SettingsPage } from "../../app/settings-page.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { channelWords } from "./words.ts"

/** How lift is measured. */
export function ExperimentSettingsPage() {
  const settings = useCall(getExperimentSettings, {})
  return (
    <SettingsPage title={{ ja: "効果の測り方", en: "How lift is measured" }}>
      <Loaded of={settings} what={{ ja: "設定を読み込めませんでした", en: "The settings could not be loaded" }}>
        {(found) => <Form key={found.version} found={found} />}
      </Loaded>
    </SettingsPage>
  )
}

type Values = {
  holdout: number | null
  brandHoldout: number | null
  windowDays: number | null
  attributionDays: number | null
  costYen: Readonly<Record<Channel, number | null>>
}
type Channel = keyof ExperimentSettings["costYen"]
const channels: readonly Channel[] = ["email", "line", "sms", "push", "relay"]

const outside = (value: number | null, least: number, most: number) =>
  value === null || value < least || value > most
    ? { ja: `${least} から ${most} までで入れてください。`, en: `Between ${least} and ${most}, please.` }
    : undefined

function Form({ found: { settings, version } }: { found: Reply<typeof getExperimentSettings> }) {
  const form = useForm<Values>(
    {
      holdout: settings.holdoutBp / 100,
      brandHoldout: settings.brandHoldoutBp / 100,
      windowDays: settings.windowDays,
      attributionDays: settings.attributionDays,
      costYen: settings.costYen,
    },
    (values) => ({
      holdout: outside(values.holdout, 0, 90),
      brandHoldout: outside(values.brandHoldout, 0, 90),
      windowDays: outside(values.windowDays, 1, 180),
      attributionDays: outside(values.attributionDays, 1, 30),
      costYen: channels.map((channel) => outside(values.costYen[channel], 0, 10_000)).find((wrong) => wrong),
    }),
  )
  const save = useAct(putExperimentSettings, { refresh: [getExperimentSettings] })
  const onSave = () => form.submit((values) => save.run({ settings: settingsOf(values), basedOn: version }))
  return (
    <Stack>
      <UnsavedGuard changed={form.changed} />
      <Section title={{ ja: "比べるために送らない人", en: "Who is kept apart" }} first>
        <Below>
          <Fields>
            <Field
              label={{ ja: "フローとキャンペーンごと", en: "From each flow and campaign" }}
              hint={{
                ja: "一度決まった人は変わりません。変えた割合は、これから入る人に効きます。",
                en: "Who was assigned stays. Another share holds for those who come from now on.",
              }}
              error={form.errors.holdout}
            >
              <NumberInput {...form.input("holdout")} unit={same("%")} digits={2} />
            </Field>
            <Field
              label={{ ja: "すべてのお便りから", en: "From every letter" }}
              hint={{
                ja: "全部合わせた効果を知るための人です。0% なら誰も残しません。",
                en: "To know what all of them together are worth. With 0% nobody is kept apart.",
              }}
              error={form.errors.brandHoldout}
            >
              <NumberInput {...form.input("brandHoldout")} unit={same("%")} digits={2} />
            </Field>
          </Fields>
        </Below>
      </Section>
      <Section title={{ ja: "数える期間", en: "How long is counted" }}>
        <Below>
          <Fields>
            <Field
              label={{ ja: "効果を数える日数", en: "Days of lift" }}
              hint={{ ja: "一人ひとりが分けられた日から", en: "From when each person was assigned" }}
              error={form.errors.windowDays}
            >
              <NumberInput {...form.input("windowDays")} unit={{ ja: "日", en: "days" }} />
            </Field>
            <Field
              label={{ ja: "配信のあとの注文とみなす日数", en: "Days in which an order follows a letter" }}
              hint={{ ja: "効果のとなりに並べる、目安の数字です", en: "A habit of reckoning, shown beside the lift" }}
              error={form.errors.attributionDays}
            >
              <NumberInput {...form.input("attributionDays")} unit={{ ja: "日", en: "days" }} />
            </Field>
          </Fields>
        </Below>
      </Section>
      <Section title={{ ja: "1通あたりの費用", en: "What one message costs" }}>
        <Below>
          <Fields>
            {channels.map((channel, index) => (
              <Field
                key={channel}
                label={channelWords(channel)}
                {...(index === channels.length - 1 && form.errors.costYen ? { error: form.errors.costYen } : {})}
              >
                <NumberInput
                  value={form.values.costYen[channel]}
                  onChange={(value) => form.set("costYen", { ...form.values.costYen, [channel]: value })}
                  unit={{ ja: "円", en: "yen" }}
                  digits={2}
                />
              </Field>
            ))}
          </Fields>
          <Save right="brand:write" changed={form.changed} busy={save.busy} onSave={onSave} />
        </Below>
      </Section>
    </Stack>
  )
}

/** The form has been checked: nothing is null any more. */
const settingsOf = ({ holdout, brandHoldout, windowDays, attributionDays, costYen }: Values): ExperimentSettings => ({
  holdoutBp: Math.round((holdout ?? 0) * 100),
  brandHoldoutBp: Math.round((brandHoldout ?? 0) * 100),
  windowDays: windowDays ?? 30,
  attributionDays: attributionDays ?? 5,
  costYen: {
    email: costYen.email ?? 0,
    line: costYen.line ?? 0,
    sms: costYen.sms ?? 0,
    push: costYen.push ?? 0,
    relay: costYen.relay ?? 0,
  },
})
