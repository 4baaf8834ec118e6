import { getAccountSettings, putAccountSettings } from "../../../server/capabilities/accounting/contract.ts"
import type { AccountSettings } from "../../../server/capabilities/accounting/model-settings.ts"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput, Select, TextInput } from "../../../ui/inputs.tsx"
import { Section } from "../../../ui/layout.tsx"
import { same, type Text } from "../../../ui/text.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Below, Save, SettingsPage } from "../../app/settings-page.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"

type Accounts = AccountSettings["accounts"]
type Values = Accounts & {
  yenPerPoint: number | null
  expectedUse: number | null
  allocation: AccountSettings["allocation"]
}

const accountWords: Readonly<Record<keyof Accounts, Text>> = {
  liability: { ja: "ポイントの負債", en: "Liability of points" },
  paidLiability: { ja: "有償ポイントの負債", en: "Liability of paid points" },
  salesReduction: { ja: "購入で付けたポイント", en: "Given on purchases" },
  promotion: { ja: "購入以外で付けたポイント", en: "Given for something else" },
  revenue: { ja: "使われたポイント", en: "Points used" },
  breakage: { ja: "失効したポイント", en: "Points expired" },
  adjustment: { ja: "手での調整", en: "Adjustments by hand" },
  cash: { ja: "有償ポイントの入金", en: "Money for paid points" },
  carried: { ja: "引き継いだポイント", en: "Points brought along" },
}
// safe: the keys of `accountWords` are exactly those of the accounts
const accountKeys = Object.keys(accountWords) as (keyof Accounts)[]

const empty: Text = { ja: "勘定科目を入れてください。", en: "Name the account." }
const wrongIn = (values: Values) => ({
  ...Object.fromEntries(accountKeys.map((key) => [key, values[key].trim() === "" ? empty : undefined])),
  yenPerPoint:
    values.yenPerPoint !== null && values.yenPerPoint >= 1
      ? undefined
      : { ja: "1以上で入れてください。", en: "1 or more." },
  expectedUse:
    values.expectedUse === null || (values.expectedUse >= 0 && values.expectedUse <= 100)
      ? undefined
      : { ja: "0〜100で入れてください。", en: "0 to 100." },
})

/** What the brand's accountant has decided. */
export function AccountSettingsPage() {
  const found = useCall(getAccountSettings, {})
  return <Loaded of={found}>{(versioned) => <Form key={versioned.version} {...versioned} />}</Loaded>
}

function Form({ settings, version }: { settings: AccountSettings; version: number }) {
  const { accounts, expectedUseBp, ...rest } = settings
  const form = useForm<Values>(
    {
      ...accounts,
      yenPerPoint: rest.yenPerPoint,
      allocation: rest.allocation,
      expectedUse: expectedUseBp === null ? null : expectedUseBp / 100,
    },
    wrongIn,
  )
  const save = useAct(putAccountSettings, { refresh: [getAccountSettings], done: () => form.restart(form.values) })
  const onSave = () =>
    form.submit(({ yenPerPoint, expectedUse, allocation, ...named }) =>
      save.run({
        basedOn: version,
        settings: {
          ...rest,
          accounts: named,
          allocation,
          yenPerPoint: yenPerPoint ?? 1,
          expectedUseBp: expectedUse === null ? null : Math.round(expectedUse * 100),
        },
      }),
    )
  return (
    <SettingsPage title={{ ja: "勘定科目", en: "Accounts" }}>
      <UnsavedGuard changed={form.changed && !save.busy} />
      <Section
        title={{ ja: "勘定科目", en: "Accounts" }}
        scope={{ ja: "仕訳に使う名前", en: "as the journal names them" }}
        first
      >
        <Below>
          <Fields two>
            {accountKeys.map((key) => (
              <Field key={key} label={accountWords[key]} error={form.errors[key]}>
                <TextInput {...form.input(key)} maxLength={60} />
              </Field>
            ))}
          </Fields>
        </Below>
      </Section>
      <Section title={{ ja: "評価", en: "Valuation" }}>
        <Below>
          <Fields>
            <Field label={{ ja: "1ポイントの価値", en: "One point is worth" }} error={form.errors.yenPerPoint}>
              <NumberInput {...form.input("yenPerPoint")} unit={{ ja: "円", en: "yen" }} />
            </Field>
            <Field
              label={{ ja: "使われる見込み", en: "Expected to be used" }}
              hint={{ ja: "空のままなら、実績から計算します", en: "Left empty: as the past says" }}
              error={form.errors.expectedUse}
              optional
            >
              <NumberInput {...form.input("expectedUse")} unit={same("%")} digits={2} />
            </Field>
            <Field label={{ ja: "収益認識の配分", en: "Allocation of revenue" }}>
              <Select
                {...form.input("allocation")}
                options={[
                  {
                    value: "relative-ssp",
                    label: {
                      ja: "独立販売価格の比で分ける（収益認識基準・IFRS 15）",
                      en: "By standalone selling prices (IFRS 15)",
                    },
                  },
                  { value: "none", label: { ja: "分けない", en: "None" } },
                ]}
              />
            </Field>
          </Fields>
          <Save right="points:approve" changed={form.changed} busy={save.busy} onSave={onSave} />
        </Below>
      </Section>
    </SettingsPage>
  )
}
