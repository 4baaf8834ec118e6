import { getLine, putSettings } from "../../../server/capabilities/line/contract.ts"
import { type LineSettings, plans } from "../../../server/capabilities/line/model.ts"
import { Checkbox } from "../../../ui/choices.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput, Select, TextArea } from "../../../ui/inputs.tsx"
import { Section } from "../../../ui/layout.tsx"
import type { Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { Below, Save } from "../../app/settings-page.tsx"
import { useAct } from "../../app/use-call.ts"

type Values = Omit<LineSettings, "monthlyYen" | "included" | "extraMilliYen"> & {
  monthlyYen: number | null
  included: number | null
  extraYen: number | null
}

const names: Record<LineSettings["plan"], Text> = {
  communication: { ja: "コミュニケーションプラン（200通）", en: "Communication (200 messages)" },
  light: { ja: "ライトプラン（5,000通）", en: "Light (5,000 messages)" },
  standard: { ja: "スタンダードプラン（30,000通）", en: "Standard (30,000 messages)" },
  custom: { ja: "そのほか", en: "Another" },
}
const isPlan = (value: string): value is LineSettings["plan"] => value in names

const wanted = { ja: "数を入れてください。", en: "Enter a number." }
const isBad = (value: number | null) => (value === null || value < 0 ? wanted : undefined)

/** What LINE costs by the plan that is booked, and what becoming a friend means. */
export function Plan({ settings, version }: { settings: LineSettings; version: number }) {
  const toast = useToast()
  const { extraMilliYen, ...rest } = settings
  const form = useForm<Values>({ ...rest, extraYen: extraMilliYen / 1_000 }, ({ monthlyYen, included, extraYen }) => ({
    monthlyYen: isBad(monthlyYen),
    included: isBad(included),
    extraYen: isBad(extraYen),
  }))
  const save = useAct(putSettings, {
    refresh: [getLine],
    done: () => toast({ words: { ja: "保存しました。", en: "Saved." } }),
  })
  const choose = (plan: string) => {
    if (!isPlan(plan)) return
    form.set("plan", plan)
    if (plan === "custom") return
    form.set("monthlyYen", plans[plan].monthlyYen)
    form.set("included", plans[plan].included)
    form.set("extraYen", plans[plan].extraMilliYen / 1_000)
  }
  const submit = () =>
    form.submit(({ extraYen, monthlyYen, included, ...values }) =>
      save.run({
        ...values,
        monthlyYen: monthlyYen ?? 0,
        included: included ?? 0,
        extraMilliYen: Math.round((extraYen ?? 0) * 1_000),
        basedOn: version,
      }),
    )
  return (
    <Section title={{ ja: "料金と同意", en: "Prices and consent" }}>
      <Below>
        <Fields>
          <Field
            label={{ ja: "LINEの料金プラン", en: "LINE's plan" }}
            hint={{
              ja: "1通の値打ちと料金を比べ、無料の返信から先に使います。金額はLINEのお知らせに合わせて直せます。",
              en: "Free replies go first; a push is weighed against its price. Correct the numbers when LINE changes them.",
            }}
          >
            <Select
              value={form.values.plan}
              onChange={choose}
              options={Object.entries(names).map(([value, label]) => ({ value, label }))}
            />
          </Field>
          <Field label={{ ja: "月額", en: "Per month" }} error={form.errors.monthlyYen}>
            <NumberInput {...form.input("monthlyYen")} unit={{ ja: "円", en: "yen" }} />
          </Field>
          <Field label={{ ja: "ふくまれる通数", en: "Messages included" }} error={form.errors.included}>
            <NumberInput {...form.input("included")} unit={{ ja: "通", en: "messages" }} />
          </Field>
          <Field
            label={{ ja: "超えた分の1通", en: "Each message beyond" }}
            hint={{ ja: "0円は、追加できないプランです。", en: "0: the plan sells none." }}
            error={form.errors.extraYen}
          >
            <NumberInput {...form.input("extraYen")} digits={3} unit={{ ja: "円", en: "yen" }} />
          </Field>
          <Checkbox
            checked={form.values.replyFirst}
            onChange={(on) => form.set("replyFirst", on)}
            label={{ ja: "無料の返信を先に使う", en: "Use free replies first" }}
          />
          <Checkbox
            checked={form.values.together}
            onChange={(on) => form.set("together", on)}
            label={{
              ja: "同じ内容のお便りは、500人までまとめて送る（だれがリンクを開いたかは分からなくなります）",
              en: "Send news that says the same to up to 500 at once (who opened a link is then not known)",
            }}
          />
          {form.values.together && (
            <Checkbox
              checked={form.values.narrowcast}
              onChange={(on) => form.set("narrowcast", on)}
              label={{
                ja: "50人以上に同じ内容を送るときは、ナローキャストにする",
                en: "From fifty readers on, send it as a narrowcast",
              }}
              hint={{
                ja: "一人ひとりに合わせた内容には使えません。だれに届いたかはLINEから分からず、全体の数だけが残ります。",
                en: "Not for what differs from person to person. LINE does not say whom it reached, only how many in all.",
              }}
            />
          )}
          <Checkbox
            checked={form.values.followIsConsent}
            onChange={(on) => form.set("followIsConsent", on)}
            label={{
              ja: "友だちになることを、LINEでお便りを受け取る同意とみなす",
              en: "Becoming a friend is a consent to letters by LINE",
            }}
          />
          {form.values.followIsConsent && (
            <Field
              label={{ ja: "友だち追加のときの説明", en: "What people are told when they become a friend" }}
              hint={{
                ja: "同意の証拠として、ひとりずつの記録に残ります。",
                en: "Kept with each consent as its evidence.",
              }}
            >
              <TextArea {...form.input("followWords")} rows={2} maxLength={500} />
            </Field>
          )}
        </Fields>
        <Save right="brand:write" changed={form.changed} busy={save.busy} onSave={submit} />
      </Below>
    </Section>
  )
}
