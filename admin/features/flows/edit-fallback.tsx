import { Plus, X } from "lucide-react"
import { useState } from "react"
import type { Fallback, StepOf } from "../../../server/capabilities/flows/model-steps.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { Field } from "../../../ui/field.tsx"
import { Select, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import type { Text } from "../../../ui/text.ts"
import type { FlowOffer } from "./use-flow-offer.ts"

type Step = StepOf<"message">
type Props = { step: Step; onChange: (step: Step) => void; offer: FlowOffer }
type Which = "whenMissing" | "whenUnreachable" | "whenOutOfStock" | "whenFailed"

/** What is done where the message can't go as it was meant: go on, leave it out, leave the flow, or say other words (G33). */
export function FallbackPick({ step, onChange, offer, which, label }: Props & { which: Which; label: Text }) {
  const fallback = step[which]
  const written = offer.templates.filter(({ version }) => version !== null)
  const [first] = written
  const set = (next: Fallback | undefined) => {
    const { [which]: _, ...rest } = step
    // Something is always done where a fact is missing; the others may be left to the letter's own end.
    if (which === "whenMissing") return onChange({ ...step, whenMissing: next ?? { do: "skip" } })
    onChange(
      next ? { ...rest, whenMissing: step.whenMissing, [which]: next } : { ...rest, whenMissing: step.whenMissing },
    )
  }
  const choose = (next: "none" | Fallback["do"]) => {
    if (next !== "instead") return set(next === "none" ? undefined : { do: next })
    if (first) set({ do: "instead", templateId: first.templateId, version: first.version ?? 1 })
  }
  return (
    <>
      <Field label={label}>
        <Select
          value={fallback?.do ?? "none"}
          onChange={choose}
          options={[
            ...(which === "whenMissing"
              ? []
              : [{ value: "none" as const, label: { ja: "理由を残して、先へ進む", en: "Keep the reason and go on" } }]),
            { value: "skip", label: { ja: "この一通を作らず、先へ進む", en: "Leave this one out and go on" } },
            { value: "leave", label: { ja: "フローを終える", en: "Leave the flow" } },
            ...(first || fallback?.do === "instead"
              ? [{ value: "instead" as const, label: { ja: "別の文面で送る", en: "Send other words" } }]
              : []),
          ]}
        />
      </Field>
      {fallback?.do === "instead" && (
        <Field label={{ ja: "代わりの文面", en: "Words sent instead" }}>
          <Select
            value={fallback.templateId}
            onChange={(templateId) => {
              const found = written.find((one) => one.templateId === templateId)
              if (found?.version) set({ do: "instead", templateId, version: found.version })
            }}
            options={[
              ...written.map(({ templateId, name }) => ({ value: templateId, label: name })),
              ...(written.some(({ templateId }) => templateId === fallback.templateId)
                ? []
                : [{ value: fallback.templateId, label: { ja: "使えない文面", en: "Words that can't be used" } }]),
            ]}
          />
        </Field>
      )}
    </>
  )
}

const isPath = (path: string) => /^[a-zA-Z][a-zA-Z0-9_]*(\.[a-zA-Z0-9_ -]{1,80}){0,4}$/.test(path)
const mostNeeds = 20

/** What the words can't do without; where one of them is not known, the fallback is done. */
export function NeedsEditor({ step, onChange, offer }: Props) {
  const t = useText()
  const [typed, setTyped] = useState("")
  const { needs } = step
  const suggested = [
    { value: "offer.code", label: { ja: "クーポンの番号", en: "The code of an offer" } },
    ...offer.offered.offer.fields
      .filter(({ kind }) => kind === "property")
      .map(({ key, label }) => ({ value: `customer.properties.${key}`, label })),
  ].filter(({ value }) => !needs.includes(value))
  const add = (path: string) => {
    if (isPath(path) && !needs.includes(path) && needs.length < mostNeeds)
      onChange({ ...step, needs: [...needs, path] })
    setTyped("")
  }
  const named = (path: string): Text =>
    offer.offered.offer.fields.find(({ kind, key }) => kind === "property" && path === `customer.properties.${key}`)
      ?.label ?? (path === "offer.code" ? { ja: "クーポンの番号", en: "The code of an offer" } : { ja: path, en: path })
  return (
    <>
      <Field
        group
        label={{ ja: "文面に欠かせないもの", en: "What the words need" }}
        hint={{
          ja: "ひとつでも分からない方には、下で決めたことをします。",
          en: "For whom one of them is not known, what is chosen below is done.",
        }}
      >
        {needs.length > 0 && (
          <ul className="flow-needs">
            {needs.map((path) => (
              <li key={path}>
                <span>
                  {t(named(path))} <code className="quiet tiny">{path}</code>
                </span>
                <IconButton
                  icon={X}
                  label={{ ja: `${named(path).ja}を外す`, en: `Remove ${named(path).en}` }}
                  onClick={() => onChange({ ...step, needs: needs.filter((one) => one !== path) })}
                />
              </li>
            ))}
          </ul>
        )}
        {suggested.length > 0 && (
          <Select
            label={{ ja: "項目から選ぶ", en: "Choose from what is known" }}
            value=""
            nothing={{ ja: "項目から選ぶ…", en: "Choose from what is known…" }}
            onChange={add}
            options={suggested}
          />
        )}
        <span className="flow-sentence">
          <TextInput
            label={{ ja: "ほかの項目の名前", en: "The name of another one" }}
            example={{ ja: "event.properties.size", en: "event.properties.size" }}
            value={typed}
            onChange={setTyped}
          />
          <Button icon={Plus} label={{ ja: "足す", en: "Add" }} dimmed={!isPath(typed)} onClick={() => add(typed)} />
        </span>
      </Field>
      {needs.length > 0 && (
        <FallbackPick
          step={step}
          onChange={onChange}
          offer={offer}
          which="whenMissing"
          label={{ ja: "それが分からないとき", en: "When one of them is not known" }}
        />
      )}
    </>
  )
}
