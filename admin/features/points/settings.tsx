import { getPointsSettings, putPointsSettings } from "../../../server/capabilities/points/contract.ts"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput, Select, TextInput } from "../../../ui/inputs.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import type { Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Below, Save, SettingsPage } from "../../app/settings-page.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { checkPoints, expiryOf, type PointsValues, valuesOf } from "./settings-values.ts"

/** How points are given and taken by hand. */
export function PointsSettingsPage() {
  const settings = useCall(getPointsSettings, {})
  return (
    <SettingsPage title={{ ja: "ポイントの手作業", en: "Points by hand" }}>
      <Loaded of={settings} what={{ ja: "設定を読み込めませんでした", en: "The settings could not be loaded" }}>
        {(found) => <Form key={found.version} found={found} />}
      </Loaded>
    </SettingsPage>
  )
}

const endings: readonly { value: PointsValues["kind"]; label: Text }[] = [
  { value: "months", label: { ja: "付けた日から数えて", en: "Some months after they are given" } },
  {
    value: "sliding",
    label: { ja: "最後に貯めるか使うかしてから数えて", en: "Some months after the last earning or use" },
  },
  { value: "yearly", label: { ja: "毎年の決まった日", en: "On a day of each year" } },
  { value: "at", label: { ja: "決まった日", en: "On one day" } },
  { value: "never", label: { ja: "期限なし", en: "Never" } },
]

function Form({ found }: { found: Reply<typeof getPointsSettings> }) {
  const toast = useToast()
  const form = useForm(valuesOf(found.settings), checkPoints)
  const save = useAct(putPointsSettings, {
    done: () => {
      form.restart(form.values)
      toast({
        words: {
          ja: "保存しました。これまでに付けたポイントは変わりません。",
          en: "Saved. Points given before stay as they are.",
        },
      })
    },
  })
  const { kind } = form.values
  const submit = () =>
    form.submit((values) =>
      save.run({
        settings: { approvalAbove: values.approvalAbove ?? found.settings.approvalAbove, expiry: expiryOf(values) },
        basedOn: found.version,
      }),
    )
  return (
    <Stack>
      <UnsavedGuard changed={form.changed} />
      <Section first title={{ ja: "ふたりめの承認", en: "A second person" }}>
        <Below>
          <Fields>
            <Field
              label={{ ja: "ひとりで増減できる上限", en: "One person may give or take up to" }}
              hint={{
                ja: "これより多い増減は、もうひとりが承認するまで待ちます。0にすると、いつもふたりで決めます。",
                en: "More than this waits until somebody else agrees. With 0 there are always two.",
              }}
              error={form.errors.approvalAbove}
            >
              <NumberInput {...form.input("approvalAbove")} unit={{ ja: "ポイント", en: "points" }} />
            </Field>
          </Fields>
        </Below>
      </Section>
      <Section title={{ ja: "手で付けたポイントの期限", en: "When points given by hand end" }}>
        <Below>
          <Fields>
            <Field label={{ ja: "期限", en: "They end" }}>
              <Select {...form.input("kind")} options={endings} />
            </Field>
            {kind === "months" || kind === "sliding" ? (
              <Field label={{ ja: "月数", en: "Months" }} error={form.errors.months}>
                <NumberInput {...form.input("months")} unit={{ ja: "か月", en: "months" }} />
              </Field>
            ) : null}
            {kind === "yearly" ? (
              <>
                <Field label={{ ja: "月", en: "Month" }} error={form.errors.month}>
                  <NumberInput {...form.input("month")} unit={{ ja: "月", en: "" }} />
                </Field>
                <Field label={{ ja: "日", en: "Day" }} error={form.errors.day}>
                  <NumberInput {...form.input("day")} unit={{ ja: "日", en: "" }} />
                </Field>
              </>
            ) : null}
            {kind === "at" ? (
              <Field
                label={{ ja: "最後の日", en: "Last day" }}
                hint={{ ja: "2027-03-31 のように入れます。", en: "Such as 2027-03-31." }}
                error={form.errors.on}
              >
                <TextInput short {...form.input("on")} />
              </Field>
            ) : null}
          </Fields>
        </Below>
      </Section>
      <Save right="points:approve" changed={form.changed} busy={save.busy} onSave={submit} />
    </Stack>
  )
}
