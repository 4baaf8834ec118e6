import { listQuests } from "../../../server/capabilities/quests/contract.ts"
import { Checkbox, Checkboxes } from "../../../ui/choices.tsx"
import { Field } from "../../../ui/field.tsx"
import type { useForm } from "../../../ui/form.ts"
import { NumberInput, Select, TextArea, TextInput } from "../../../ui/inputs.tsx"
import { useSurroundings, useText } from "../../../ui/language.tsx"
import { same } from "../../../ui/text.ts"
import { useCall } from "../../app/use-call.ts"
import type { Values } from "./form-values.ts"
import { Questions } from "./questions-form.tsx"
import { nameOf } from "./words.ts"

type Props = { form: ReturnType<typeof useForm<Values>>; questId: string | null }

/** What is to be done, by its kind. */
export function TaskForm({ form, questId }: Props) {
  switch (form.values.kind) {
    case "stamps":
      return <Stamps form={form} />
    case "trivia":
      return <Questions form={form} />
    case "challenge":
      return <Challenge form={form} />
    case "set":
      return <SetOf form={form} questId={questId} />
  }
}

const counts = [
  { value: "order", label: { ja: "注文ごとに1個", en: "One for each order" } },
  { value: "spend", label: { ja: "金額ごとに1個", en: "One for so much spent" } },
  { value: "goods", label: { ja: "違う商品ごとに1個", en: "One for each different product" } },
] as const
const channels = [
  { value: "any", label: { ja: "ネットと店舗", en: "Online and in shops" } },
  { value: "online", label: { ja: "ネットだけ", en: "Online only" } },
  { value: "store", label: { ja: "店舗だけ", en: "In shops only" } },
] as const

function Stamps({ form }: Omit<Props, "questId">) {
  const { currency } = useSurroundings()
  const unit = currency === "JPY" ? { ja: "円", en: "yen" } : same(currency)
  const { countsBy } = form.values
  return (
    <>
      <Field label={{ ja: "スタンプの数えかた", en: "What counts" }}>
        <Select {...form.input("countsBy")} options={counts} />
      </Field>
      {countsBy === "order" && (
        <Field label={{ ja: "注文の最低額", en: "Orders of at least" }} optional>
          <NumberInput {...form.input("least")} unit={unit} />
        </Field>
      )}
      {countsBy === "spend" && (
        <Field label={{ ja: "1個あたりの金額", en: "Spent for each stamp" }} error={form.errors.per}>
          <NumberInput {...form.input("per")} unit={unit} />
        </Field>
      )}
      <Field label={{ ja: "いっぱいになる数", en: "Stamps on a card" }} error={form.errors.needs}>
        <NumberInput {...form.input("needs")} unit={{ ja: "個", en: "stamps" }} />
      </Field>
      <Field label={{ ja: "どこで買ったもの", en: "Bought where" }}>
        <Select {...form.input("channel")} options={channels} />
      </Field>
      <Field
        label={{ ja: "対象の商品（お店の商品ID）", en: "Products (the shop’s ids)" }}
        hint={{ ja: "1行に1つ。空ならすべて", en: "One a line. Empty: all" }}
        optional
      >
        <TextArea {...form.input("productIds")} rows={3} />
      </Field>
    </>
  )
}

function Challenge({ form }: Omit<Props, "questId">) {
  return (
    <>
      <Field
        label={{ ja: "数えるできごと", en: "Event that counts" }}
        hint={{ ja: "記録される名前のとおりに（例 Store Visited）", en: "As it is recorded: Store Visited" }}
        error={form.errors.event}
      >
        <TextInput {...form.input("event")} maxLength={120} />
      </Field>
      <Field label={{ ja: "回数", en: "How often" }} error={form.errors.needs}>
        <NumberInput {...form.input("needs")} unit={{ ja: "回", en: "times" }} />
      </Field>
      <Field label={{ ja: "何日のうちに", en: "Within" }} error={form.errors.withinDays} optional>
        <NumberInput {...form.input("withinDays")} unit={{ ja: "日", en: "days" }} />
      </Field>
      <Checkbox
        checked={form.values.isOncePerDay}
        onChange={(value) => form.set("isOncePerDay", value)}
        label={{ ja: "1日に1回だけ数える", en: "Only one a day counts" }}
      />
      <Field label={{ ja: "項目で絞る", en: "Only where this property" }} optional>
        <TextInput {...form.input("whereProperty")} maxLength={80} />
      </Field>
      {form.values.whereProperty.trim() !== "" && (
        <Field label={{ ja: "項目の値", en: "has this value" }}>
          <TextInput {...form.input("whereIs")} maxLength={200} />
        </Field>
      )}
    </>
  )
}

function SetOf({ form, questId }: Props) {
  const t = useText()
  const quests = useCall(listQuests, {})
  const others = (quests.data?.items ?? []).filter(
    (one) => one.questId !== questId && one.live !== null && one.live.task.kind !== "set",
  )
  if (quests.data && others.length === 0)
    return (
      <p className="small quiet">
        {t({ ja: "先に、そろえるクエストを公開してください。", en: "First publish the quests that it is made of." })}
      </p>
    )
  return (
    <>
      <Field label={{ ja: "そろえるクエスト", en: "Quests that it is made of" }} error={form.errors.questIds} group>
        <Checkboxes
          values={form.values.questIds}
          onChange={(chosen) => form.set("questIds", chosen)}
          options={others.map((one) => ({ value: one.questId, label: nameOf(one.live) }))}
        />
      </Field>
      <Field label={{ ja: "いくつそろえば達成か", en: "How many of them" }} error={form.errors.needs}>
        <NumberInput {...form.input("needs")} />
      </Field>
    </>
  )
}
