import {
  getDeliverabilitySettings,
  putDeliverabilitySettings,
} from "../../../server/capabilities/deliverability/contract.ts"
import { Radios, Switch } from "../../../ui/choices.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput } from "../../../ui/inputs.tsx"
import { useNow, useSurroundings } from "../../../ui/language.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { onTheWall } from "../../../ui/wall-clock.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Below, Save, SettingsPage } from "../../app/settings-page.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"

type Reading = Reply<typeof getDeliverabilitySettings>

/** How a brand cares for its good name: when letters wait, how a new sender begins, who is let rest. */
export function DeliverySettings() {
  const found = useCall(getDeliverabilitySettings, {})
  return (
    <SettingsPage title={{ ja: "到達の守り方", en: "Care for delivery" }}>
      <Loaded of={found} what={{ ja: "設定を読み込めませんでした", en: "The settings could not be loaded" }}>
        {(reading) => <Form key={reading.version} reading={reading} />}
      </Loaded>
    </SettingsPage>
  )
}

type Values = {
  hold: Reading["settings"]["hold"]
  warms: boolean
  firstDay: number | null
  goal: number | null
  throttles: boolean
  throttleLetters: number | null
  throttleDays: number | null
  oneInDays: number | null
  sunsetLetters: number | null
  sunsetDays: number | null
  byItself: boolean
}

const valuesOf = ({ settings: { hold, ramp, throttle, sunset } }: Reading): Values => ({
  hold,
  warms: ramp !== null,
  firstDay: ramp?.firstDay ?? 200,
  goal: ramp?.goal ?? 10_000,
  throttles: throttle !== null,
  throttleLetters: throttle?.letters ?? 8,
  throttleDays: throttle?.withinDays ?? 90,
  oneInDays: throttle?.oneInDays ?? 30,
  sunsetLetters: sunset.letters,
  sunsetDays: sunset.withinDays,
  byItself: sunset.byItself,
})

function settingsOf(values: Values, { settings }: Reading, today: string): Reading["settings"] {
  const { firstDay, goal, throttleLetters, throttleDays, oneInDays, sunsetLetters, sunsetDays } = values
  return {
    hold: values.hold,
    ramp: values.warms
      ? { startedOn: settings.ramp?.startedOn ?? today, firstDay: firstDay ?? 200, goal: goal ?? 10_000 }
      : null,
    throttle: values.throttles
      ? { letters: throttleLetters ?? 8, withinDays: throttleDays ?? 90, oneInDays: oneInDays ?? 30 }
      : null,
    sunset: {
      letters: sunsetLetters ?? settings.sunset.letters,
      withinDays: sunsetDays ?? settings.sunset.withinDays,
      byItself: values.byItself,
    },
  }
}

const days = { ja: "日", en: "days" }
const letters = { ja: "通", en: "letters" }
const between = (least: number, most: number, value: number | null) =>
  value === null || value < least || value > most
    ? { ja: `${least}〜${most}で入れてください。`, en: `Between ${least} and ${most}.` }
    : undefined

function Form({ reading }: { reading: Reading }) {
  const toast = useToast()
  const { timeZone } = useSurroundings()
  const today = onTheWall(new Date(useNow()), timeZone).day
  const form = useForm<Values>(valuesOf(reading), (values) => ({
    firstDay: values.warms ? between(10, 100_000, values.firstDay) : undefined,
    goal: values.warms ? between(100, 10_000_000, values.goal) : undefined,
    throttleLetters: values.throttles ? between(3, 100, values.throttleLetters) : undefined,
    throttleDays: values.throttles ? between(30, 730, values.throttleDays) : undefined,
    oneInDays: values.throttles ? between(7, 180, values.oneInDays) : undefined,
    sunsetLetters: between(5, 200, values.sunsetLetters),
    sunsetDays: between(60, 1_095, values.sunsetDays),
  }))
  const save = useAct(putDeliverabilitySettings, {
    done: () => {
      form.restart(form.values)
      toast({ words: { ja: "保存しました。次のお便りから効きます。", en: "Saved; the next letter goes by it." } })
    },
  })
  return (
    <Stack>
      <UnsavedGuard changed={form.changed} />
      <Section first title={{ ja: "ドメインが整っていないとき", en: "While the domain is not in order" }}>
        <Below>
          <Field group label={{ ja: "お便りを", en: "Letters" }}>
            <Radios
              {...form.input("hold")}
              options={[
                {
                  value: "auto",
                  label: { ja: "1日5,000通から待たせる", en: "wait from 5,000 a day on" },
                  hint: {
                    ja: "大手のメールが認証を求める通数です。それまではお知らせだけします。",
                    en: "From there on big providers ask for it. Below it is said, not enforced.",
                  },
                },
                { value: "always", label: { ja: "いつも待たせる", en: "always wait" } },
                { value: "never", label: { ja: "待たせない", en: "never wait" } },
              ]}
            />
          </Field>
        </Below>
      </Section>
      <Section title={{ ja: "慣らし送信", en: "Warm-up" }}>
        <Below>
          <Fields>
            <Switch
              label={{
                ja: "少ない通数から始め、2日ごとに倍にする",
                en: "Begin with few letters and double them every two days",
              }}
              on={form.values.warms}
              onChange={(on) => form.set("warms", on)}
            />
            {form.values.warms && (
              <>
                <Field label={{ ja: "最初の日", en: "On the first day" }} error={form.errors.firstDay}>
                  <NumberInput {...form.input("firstDay")} unit={letters} />
                </Field>
                <Field label={{ ja: "目標（1日）", en: "Goal, a day" }} error={form.errors.goal}>
                  <NumberInput {...form.input("goal")} unit={letters} />
                </Field>
              </>
            )}
          </Fields>
        </Below>
      </Section>
      <Section title={{ ja: "反応のない人には控えめに", en: "Restraint with those who do not react" }}>
        <Below>
          <Fields>
            <Switch
              label={{ ja: "反応がなければ、たまにだけ送る", en: "Write only now and then to those who do not react" }}
              on={form.values.throttles}
              onChange={(on) => form.set("throttles", on)}
            />
            {form.values.throttles && (
              <>
                <Field label={{ ja: "このあいだに", en: "Within" }} error={form.errors.throttleDays}>
                  <NumberInput {...form.input("throttleDays")} unit={days} />
                </Field>
                <Field
                  label={{ ja: "これだけ送って反応がなければ", en: "so many letters without a reaction" }}
                  error={form.errors.throttleLetters}
                >
                  <NumberInput {...form.input("throttleLetters")} unit={letters} />
                </Field>
                <Field label={{ ja: "次は、これだけあけて", en: "then one within" }} error={form.errors.oneInDays}>
                  <NumberInput {...form.input("oneInDays")} unit={days} />
                </Field>
              </>
            )}
          </Fields>
        </Below>
      </Section>
      <Section title={{ ja: "休止", en: "Letting people rest" }}>
        <Below>
          <Fields>
            <Field label={{ ja: "このあいだに", en: "Within" }} error={form.errors.sunsetDays}>
              <NumberInput {...form.input("sunsetDays")} unit={days} />
            </Field>
            <Field
              label={{
                ja: "これだけ送って、反応も買い物もない人",
                en: "so many letters, and neither a reaction nor an order",
              }}
              error={form.errors.sunsetLetters}
            >
              <NumberInput {...form.input("sunsetLetters")} unit={letters} />
            </Field>
            <Switch
              label={{ ja: "毎晩、自動で休止にする", en: "Let them rest by itself each night" }}
              on={form.values.byItself}
              onChange={(on) => form.set("byItself", on)}
            />
          </Fields>
          <Save
            right="brand:write"
            changed={form.changed}
            busy={save.busy}
            onSave={() =>
              form.submit((values) =>
                save.run({ settings: settingsOf(values, reading, today), basedOn: reading.version }),
              )
            }
          />
        </Below>
      </Section>
    </Stack>
  )
}
