import { getShippingSettings, putShippingSettings } from "../../../server/capabilities/shipments/contract.ts"
import { carrierCodes, carrierNames } from "../../../server/capabilities/shipments/carriers/model-carrier.ts"
import { type ShippingSettings, shippingPrefectures } from "../../../server/capabilities/shipments/model-settings.ts"
import { Checkbox, Checkboxes } from "../../../ui/choices.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput, Select, TextArea, TextInput } from "../../../ui/inputs.tsx"
import { Columns, Section, Stack } from "../../../ui/layout.tsx"
import type { Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { readTime } from "../../../ui/wall-clock.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Below, Save, SettingsPage } from "../../app/settings-page.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"

/** How the brand ships: what delivery promises follow from. */
export function Shipping() {
  const settings = useCall(getShippingSettings, {})
  return (
    <SettingsPage title={{ ja: "発送", en: "Shipping" }}>
      <Loaded of={settings} what={{ ja: "設定を読み込めませんでした", en: "The settings could not be loaded" }}>
        {(found) => <Form key={found.version} found={found} />}
      </Loaded>
    </SettingsPage>
  )
}

type Values = Omit<ShippingSettings, "processingDays" | "closedDays" | "prefecture" | "carrier"> & {
  least: number | null
  most: number | null
  closedDays: string
  prefecture: string
  carrier: string
}

const daysIn = (text: string) => text.split(/[\s,、]+/).filter(Boolean)

const check = (values: Values) => ({
  cutOff:
    readTime(values.cutOff) === null ? { ja: "12:00 のように入れてください。", en: "Write it like 12:00." } : undefined,
  least:
    values.least === null || values.least < 0 || values.least > 30
      ? { ja: "0〜30日です。", en: "0 to 30 days." }
      : undefined,
  most:
    values.most === null || values.most > 60 || (values.least !== null && values.most < values.least)
      ? { ja: "早いときと同じか、それより長い日数にしてください。", en: "Not less than the shortest." }
      : undefined,
  originName: values.originName.trim() === "" ? { ja: "名前を入れてください。", en: "Enter a name." } : undefined,
  closedDays: daysIn(values.closedDays).every((day) => /^\d{4}-\d{2}-\d{2}$/.test(day))
    ? undefined
    : { ja: "2026-12-31 のように、一行に一日ずつ入れてください。", en: "One a line, such as 2026-12-31." },
})

type Found = Reply<typeof getShippingSettings>

const valuesOf = ({ settings }: Found): Values => {
  const { processingDays, closedDays, prefecture, carrier, ...rest } = settings
  return {
    ...rest,
    least: processingDays.min,
    most: processingDays.max,
    closedDays: closedDays.join("\n"),
    prefecture: prefecture ?? "none",
    carrier: carrier ?? "none",
  }
}

const weekdays: readonly { value: ShippingSettings["closedWeekdays"][number]; label: Text }[] = [
  { value: "mon", label: { ja: "月", en: "Mon" } },
  { value: "tue", label: { ja: "火", en: "Tue" } },
  { value: "wed", label: { ja: "水", en: "Wed" } },
  { value: "thu", label: { ja: "木", en: "Thu" } },
  { value: "fri", label: { ja: "金", en: "Fri" } },
  { value: "sat", label: { ja: "土", en: "Sat" } },
  { value: "sun", label: { ja: "日", en: "Sun" } },
]

const none: Text = { ja: "決まっていない", en: "Not fixed" }

function Form({ found }: { found: Found }) {
  const toast = useToast()
  const form = useForm(valuesOf(found), check)
  const save = useAct(putShippingSettings, {
    done: () => {
      form.restart(form.values)
      toast({ words: { ja: "保存しました。約束した日は変わりません。", en: "Saved. Promises that were given stay." } })
    },
  })
  const submit = () =>
    form.submit((values) => {
      const { least, most, closedDays, prefecture, carrier, ...rest } = values
      const before = found.settings
      save.run({
        settings: {
          ...rest,
          cutOff: readTime(rest.cutOff) ?? before.cutOff,
          processingDays: { min: least ?? before.processingDays.min, max: most ?? before.processingDays.max },
          closedDays: daysIn(closedDays),
          prefecture: shippingPrefectures.find(({ code }) => code === prefecture)?.code ?? null,
          carrier: carrierCodes.find((code) => code === carrier) ?? null,
        },
        basedOn: found.version,
      })
    })
  return (
    <>
      <UnsavedGuard changed={form.changed} />
      <Columns split="6-6">
        <Stack>
          <Section first title={{ ja: "出荷するまで", en: "Until it leaves" }}>
            <Below>
              <Fields>
                <Field
                  label={{ ja: "締めの時刻", en: "Cut-off" }}
                  hint={{
                    ja: "これより前の注文は、その日から数えます。",
                    en: "Orders before it count from the same day.",
                  }}
                  error={form.errors.cutOff}
                >
                  <TextInput short {...form.input("cutOff")} />
                </Field>
                <Field
                  label={{ ja: "出荷まで、早いとき", en: "Ships after, at the earliest" }}
                  error={form.errors.least}
                >
                  <NumberInput {...form.input("least")} unit={{ ja: "営業日", en: "working days" }} />
                </Field>
                <Field label={{ ja: "出荷まで、遅いとき", en: "Ships after, at the latest" }} error={form.errors.most}>
                  <NumberInput {...form.input("most")} unit={{ ja: "営業日", en: "working days" }} />
                </Field>
              </Fields>
            </Below>
          </Section>
          <Section title={{ ja: "どこから、だれが", en: "From where, by whom" }}>
            <Below>
              <Fields>
                <Field label={{ ja: "出荷元の名前", en: "Name of the origin" }} error={form.errors.originName}>
                  <TextInput {...form.input("originName")} maxLength={60} />
                </Field>
                <Field label={{ ja: "出荷元の都道府県", en: "Prefecture" }}>
                  <Select
                    {...form.input("prefecture")}
                    options={[
                      { value: "none", label: none },
                      ...shippingPrefectures.map(({ code, name }) => ({ value: code, label: name })),
                    ]}
                  />
                </Field>
                <Field label={{ ja: "ふだんの配送会社", en: "Usual carrier" }}>
                  <Select
                    {...form.input("carrier")}
                    options={[
                      { value: "none", label: none },
                      ...carrierCodes.map((code) => ({ value: code, label: carrierNames[code] })),
                    ]}
                  />
                </Field>
              </Fields>
            </Below>
          </Section>
        </Stack>
        <Section
          title={{ ja: "休み", en: "Closed" }}
          scope={{ ja: "出荷しない日", en: "days on which nothing leaves" }}
        >
          <Below>
            <Fields>
              <Field group label={{ ja: "毎週の休み", en: "Every week" }}>
                <Checkboxes
                  values={form.values.closedWeekdays}
                  onChange={(days) => form.set("closedWeekdays", days)}
                  options={weekdays}
                />
              </Field>
              <Checkbox
                label={{ ja: "日本の祝日も休む", en: "Japanese holidays, too" }}
                checked={form.values.closedOnHolidays}
                onChange={(on) => form.set("closedOnHolidays", on)}
              />
              <Field
                optional
                label={{ ja: "そのほかの休み", en: "Other days" }}
                hint={{ ja: "一行に一日（例：2026-12-31）", en: "One a line, such as 2026-12-31" }}
                error={form.errors.closedDays}
              >
                <TextArea {...form.input("closedDays")} rows={5} />
              </Field>
            </Fields>
          </Below>
        </Section>
      </Columns>
      <Below>
        <Save right="brand:write" changed={form.changed} busy={save.busy} onSave={submit} />
      </Below>
    </>
  )
}
