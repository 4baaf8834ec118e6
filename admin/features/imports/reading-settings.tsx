import { Checkbox } from "../../../ui/choices.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { Section } from "../../../ui/layout.tsx"
import { same } from "../../../ui/text.ts"
import type { Survey } from "./use-survey.ts"

type Settings = Survey["settings"]

const encodings = { "utf-8": "UTF-8", shift_jis: "Shift_JIS", "utf-16le": "UTF-16", "utf-16be": "UTF-16 BE" } as const
const currencies = ["JPY", "USD", "EUR", "GBP", "KRW", "CNY", "TWD", "HKD", "SGD", "THB", "AUD"] as const
const zones = [
  "Asia/Tokyo",
  "Asia/Seoul",
  "Asia/Shanghai",
  "Asia/Taipei",
  "Asia/Singapore",
  "Europe/London",
  "Europe/Paris",
  "America/New_York",
  "America/Los_Angeles",
  "UTC",
] as const

const orders = [
  { value: "ymd", label: { ja: "年・月・日", en: "Year, month, day" } },
  { value: "dmy", label: { ja: "日・月・年", en: "Day, month, year" } },
  { value: "mdy", label: { ja: "月・日・年", en: "Month, day, year" } },
] as const

const including = <V extends string>(known: readonly V[], value: string): readonly string[] =>
  known.some((k) => k === value) ? known : [value, ...known]

/** How cells are read: what was found out, and what only a person can know. */
export function ReadingSettings({
  survey,
  settings,
  onChange,
}: {
  survey: Survey
  settings: Settings
  onChange: (settings: Settings) => void
}) {
  const layout = survey.files[0]?.layout
  const set = (change: Partial<Settings>) => onChange({ ...settings, ...change })
  const { dates } = survey
  return (
    <Section title={{ ja: "読み方", en: "How cells are read" }}>
      <div className="import-reading">
        <Fields>
          <Field
            label={{ ja: "文字コード", en: "Encoding" }}
            hint={{
              ja: "値の例が文字化けしていたら、変えてください。",
              en: "Change it when the samples look garbled.",
            }}
          >
            <Select
              short
              value={settings.encoding ?? layout?.encoding ?? "utf-8"}
              onChange={(encoding) => set({ encoding })}
              options={(["utf-8", "shift_jis", "utf-16le", "utf-16be"] as const).map((value) => ({
                value,
                label: same(encodings[value]),
              }))}
            />
          </Field>
          {dates.example !== "" && (
            <Field
              label={{ ja: "日付の順", en: "Order of dates" }}
              hint={same(dates.example)}
              error={
                dates.sure || settings.dates !== null
                  ? undefined
                  : {
                      ja: "どの数字が日なのか、ファイルからは決められません。選んでください。",
                      en: "The file does not tell which number is the day. Choose.",
                    }
              }
            >
              <Select
                short
                value={settings.dates ?? (dates.sure ? dates.order : "")}
                onChange={(order) => set({ dates: order })}
                options={orders}
              />
            </Field>
          )}
          {survey.kind !== "customers" && (
            <Field
              label={{ ja: "通貨", en: "Currency" }}
              hint={{ ja: "通貨の列がない金額に使います。", en: "For amounts without a currency column." }}
            >
              <Select
                short
                value={settings.currency}
                onChange={(currency) => set({ currency })}
                options={including(currencies, settings.currency).map((value) => ({ value, label: same(value) }))}
              />
            </Field>
          )}
          <Field
            label={{ ja: "タイムゾーン", en: "Time zone" }}
            hint={{ ja: "時刻だけが書かれているときに使います。", en: "For times that do not say theirs." }}
          >
            <Select
              short
              value={settings.zone}
              onChange={(zone) => set({ zone })}
              options={including(zones, settings.zone).map((value) => ({ value, label: same(value) }))}
            />
          </Field>
          {survey.kind === "orders" && (
            <>
              <Checkbox
                checked={settings.assumePaid}
                onChange={(assumePaid) => set({ assumePaid })}
                label={{
                  ja: "支払いのことが書かれていない注文は、支払い済みとする",
                  en: "Orders that say nothing of payment are paid",
                }}
              />
              <Checkbox
                checked={settings.duplicates === "drop"}
                onChange={(drop) => set({ duplicates: drop ? "drop" : "keep" })}
                label={{
                  ja: "同じ注文の、まったく同じ行は1つと数える",
                  en: "Lines of an order that are equal in everything count once",
                }}
                hint={{
                  ja: "同じ商品を2行に分けて売ることもあるので、ふつうは外しておきます。",
                  en: "Shops do sell the same thing in two lines, so this is usually off.",
                }}
              />
            </>
          )}
        </Fields>
      </div>
    </Section>
  )
}
