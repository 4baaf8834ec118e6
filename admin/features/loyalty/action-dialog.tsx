import { useState } from "react"
import { ActionRule } from "../../../server/capabilities/loyalty/model-actions.ts"
import { Checkbox } from "../../../ui/choices.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { NumberInput, Select, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Note } from "../../../ui/layout.tsx"
import { WordsFields } from "../../app/words-fields.tsx"
import { FactFields } from "./fact-fields.tsx"
import { CapField, RuleDialog, WhoField } from "./rule-dialog.tsx"
import { type Action, actionKinds, kindOf, onceWords } from "./words.ts"

type Props = {
  action: Action
  onClose: () => void
  onKeep: (action: Action) => void
  onRemove: () => void
}

const unit = { ja: "pt", en: "pt" }
const onceOptions = (["ever", "year", "month", "day", "fact"] as const).map((value) => ({
  value,
  label: onceWords[value],
}))
const proofOptions = [
  { value: "none", label: { ja: "そのまま付ける", en: "Awarded at once" } },
  { value: "staff", label: { ja: "スタッフが確かめてから", en: "Staff look at it first" } },
] as const

/** One action: what earns, how many points, how often. */
export function ActionDialog({ action, onClose, onKeep, onRemove }: Props) {
  const t = useText()
  const [one, setOne] = useState(action)
  const set = (to: Partial<Action>) => setOne((before) => ({ ...before, ...to }))
  const isRight = ActionRule.safeParse(one).success
  const isPublic = one.on.kind === "act" && ["review", "post", "follow"].includes(one.on.act)
  const choose = (value: string) => {
    const kind = actionKinds.find((kind) => kind.value === value)
    if (kind) set({ on: kind.on, title: kind.value === kindOf(one.on) ? one.title : kind.label })
  }
  return (
    <RuleDialog
      title={{ ja: "アクション", en: "Action" }}
      isRight={isRight}
      onClose={onClose}
      onKeep={() => onKeep(one)}
      onRemove={onRemove}
    >
      <Fields two>
        <WordsFields
          label={{ ja: "名前", en: "Name" }}
          ja={{ value: one.title.ja, onChange: (ja) => set({ title: { ...one.title, ja } }) }}
          en={{ value: one.title.en, onChange: (en) => set({ title: { ...one.title, en } }) }}
          maxLength={80}
          both
        />
        <Field label={{ ja: "きっかけ", en: "What earns" }}>
          <Select value={kindOf(one.on)} options={actionKinds} onChange={choose} />
        </Field>
        <FactFields on={one.on} onChange={(on) => set({ on })} />
        <Field label={{ ja: "付く数", en: "Points" }}>
          <NumberInput value={one.points} unit={unit} onChange={(points) => points && set({ points })} />
        </Field>
        <Field label={{ ja: "回数", en: "How often" }}>
          <Select value={one.once} options={onceOptions} onChange={(once) => set({ once })} />
        </Field>
        <Field label={{ ja: "確認", en: "Proof" }}>
          <Select value={one.proof} options={proofOptions} onChange={(proof) => set({ proof })} />
        </Field>
        <Field label={{ ja: "使えるまでの日数", en: "Days until usable" }}>
          <NumberInput
            value={one.waitDays}
            unit={{ ja: "日", en: "days" }}
            onChange={(days) => days !== null && set({ waitDays: days })}
          />
        </Field>
        <CapField
          shared
          label={{ ja: "お一人1日の上限", en: "At most for one person a day" }}
          value={one.caps.perDay}
          onChange={(perDay) => set({ caps: { ...one.caps, perDay } })}
        />
        <CapField
          shared
          label={{ ja: "お一人の上限", en: "At most for one person" }}
          value={one.caps.perPerson}
          onChange={(perPerson) => set({ caps: { ...one.caps, perPerson } })}
        />
        <CapField
          shared
          label={{ ja: "全体の上限", en: "At most in all" }}
          value={one.caps.inAll}
          onChange={(inAll) => set({ caps: { ...one.caps, inAll } })}
        />
        <Field
          label={{ ja: "APIとフローでの名前", en: "Name for the API and flows" }}
          hint={{ ja: "一度決まると変わりません", en: "It stays as it is" }}
        >
          <TextInput value={one.key} disabled onChange={() => {}} />
        </Field>
      </Fields>
      <WhoField
        label={{ ja: "だれに", en: "For whom" }}
        value={one.who}
        onChange={(who) => set({ who })}
        none={{ ja: "条件なし。だれでも対象です。", en: "No condition: it is for everybody." }}
      />
      {isPublic && (
        <Note>
          {t({
            ja: "見返りのある投稿です。「PR・特典付き」の表示が付きます。内容や星の数では決められません（景品表示法5条3号）。",
            en: "A rewarded post: it is labelled “PR, rewarded”, and can't depend on what it says (stealth marketing rules).",
          })}
        </Note>
      )}
      <Checkbox
        checked={one.isShown}
        onChange={(isShown) => set({ isShown })}
        label={{ ja: "お便りと会員ページの一覧に見せる", en: "Shown in letters and on the members' page" }}
      />
      <Checkbox checked={one.isOn} onChange={(isOn) => set({ isOn })} label={{ ja: "動かす", en: "It runs" }} />
    </RuleDialog>
  )
}
