import type { CampaignPlan, Variant } from "../../../server/capabilities/campaigns/model.ts"
import { listTemplates } from "../../../server/capabilities/templates/contract.ts"
import type { Template } from "../../../server/capabilities/templates/model.ts"
import { Button, ButtonLink, ButtonRow } from "../../../ui/button.tsx"
import { Checkbox } from "../../../ui/choices.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { NumberInput, Select, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { same } from "../../../ui/text.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"

const keys = ["a", "b", "c", "d", "e", "f", "g", "h"] as const

type Props = { plan: CampaignPlan; onChange: (part: Partial<CampaignPlan>) => void }

/** What it says: one published template, or several that are compared, or that take turns in a series. */
export function VariantsForm({ plan, onChange }: Props) {
  const t = useText()
  const list = useCall(listTemplates, { state: "live" })
  const { variants } = plan
  const set = (key: string, part: Partial<Variant>) =>
    onChange({ variants: variants.map((one) => (one.key === key ? { ...one, ...part } : one)) })
  return (
    <Section
      title={{ ja: "何を", en: "What" }}
      beside={<Link to="/templates">{t({ ja: "文面を見る・作る", en: "Templates" })}</Link>}
    >
      <Loaded of={list} what={{ ja: "文面を読み込めませんでした", en: "The templates could not be loaded" }}>
        {({ items }) => {
          const usable = items.filter(({ purpose }) => purpose === "marketing")
          if (usable.length === 0)
            return (
              <Empty
                title={{ ja: "公開された文面がありません", en: "No template is published" }}
                why={{
                  ja: "文面は、用意されたものから始められます。",
                  en: "Begin with one of those that come ready made.",
                }}
                action={<ButtonLink label={{ ja: "文面を選ぶ", en: "Choose a template" }} to="/templates" />}
              />
            )
          const add = () => onChange({ variants: [...variants, fresh(variants, usable)] })
          return (
            <div className="campaign-variants">
              {variants.map((variant, index) => (
                <VariantForm
                  key={variant.key}
                  variant={variant}
                  number={index + 1}
                  isAlone={variants.length === 1}
                  inTurn={plan.repeat !== null}
                  templates={usable}
                  onChange={(part) => set(variant.key, part)}
                  onRemove={() => onChange({ variants: variants.filter(({ key }) => key !== variant.key) })}
                />
              ))}
              <ButtonRow>
                <Button
                  label={
                    variants.length === 0
                      ? { ja: "文面を選ぶ", en: "Choose words" }
                      : plan.repeat
                        ? { ja: "次の回の文面を加える", en: "Add words for another time" }
                        : { ja: "くらべる文面を加える", en: "Add words to compare with" }
                  }
                  onClick={add}
                  {...(variants.length >= keys.length && {
                    blocked: { ja: "8つまでです。", en: "Eight at most." },
                  })}
                />
              </ButtonRow>
            </div>
          )
        }}
      </Loaded>
    </Section>
  )
}

/** Another variant begins as what stands there already, so that one thing at a time differs. */
function fresh(variants: readonly Variant[], templates: readonly Template[]): Variant {
  const key = keys.find((one) => variants.every((variant) => variant.key !== one)) ?? "h"
  const last = variants.at(-1)
  if (last) return { ...last, key, name: "" }
  const [first] = templates
  return {
    key,
    name: "",
    templateId: first?.templateId ?? "",
    templateVersion: first?.liveVersion ?? 1,
    weight: 50,
    fromName: "",
    subject: {},
    look: "designed",
  }
}

type VariantProps = {
  variant: Variant
  number: number
  isAlone: boolean
  inTurn: boolean
  templates: readonly Template[]
  onChange: (part: Partial<Variant>) => void
  onRemove: () => void
}

function VariantForm({ variant, number, isAlone, inTurn, templates, onChange, onRemove }: VariantProps) {
  const t = useText()
  const template = templates.find(({ templateId }) => templateId === variant.templateId)
  const title = isAlone
    ? { ja: "文面", en: "Words" }
    : inTurn
      ? { ja: `${number}回めの文面`, en: `Words no. ${number}` }
      : { ja: `文面 ${variant.key.toUpperCase()}`, en: `Words ${variant.key.toUpperCase()}` }
  const setSubject = (language: "ja" | "en") => (text: string) => {
    const { [language]: _before, ...rest } = variant.subject
    onChange({ subject: text === "" ? rest : { ...rest, [language]: text } })
  }
  return (
    <fieldset className="campaign-variant">
      <legend>{t(title)}</legend>
      <Field label={{ ja: "文面の元", en: "Template" }}>
        <Select
          value={variant.templateId}
          onChange={(templateId) => {
            const chosen = templates.find((one) => one.templateId === templateId)
            onChange({ templateId, templateVersion: chosen?.liveVersion ?? 1 })
          }}
          options={templates.map(({ templateId, name }) => ({ value: templateId, label: name }))}
        />
      </Field>
      {template && template.liveVersion !== variant.templateVersion && (
        <p className="small quiet">
          {t({
            ja: `第${variant.templateVersion}版を使います（最新は第${template.liveVersion}版）。`,
            en: `Version ${variant.templateVersion} is used; the newest is ${template.liveVersion}.`,
          })}{" "}
          <Button
            look="text"
            label={{ ja: "最新にする", en: "Use the newest" }}
            onClick={() => onChange({ templateVersion: template.liveVersion })}
          />
        </p>
      )}
      <details>
        <summary>{t({ ja: "件名・差出人名・見た目を変える", en: "Other subject, From name or look" })}</summary>
        <Fields>
          {(template?.languages ?? ["ja"]).map((language) => (
            <Field
              key={language}
              optional
              label={
                language === "ja"
                  ? { ja: "件名（日本語）", en: "Subject (Japanese)" }
                  : { ja: "件名（英語）", en: "Subject (English)" }
              }
            >
              <TextInput
                value={variant.subject[language] ?? ""}
                onChange={setSubject(language)}
                maxLength={200}
                {...(template?.firstWords[language] ? { example: same(template.firstWords[language]) } : {})}
              />
            </Field>
          ))}
          <Field label={{ ja: "差出人名", en: "From name" }} optional>
            <TextInput
              value={variant.fromName}
              onChange={(fromName) => onChange({ fromName })}
              maxLength={60}
              example={{ ja: "ブランドの花子", en: "Hana of the brand" }}
            />
          </Field>
          <Checkbox
            checked={variant.look === "plain"}
            onChange={(plain) => onChange({ look: plain ? "plain" : "designed" })}
            label={{ ja: "飾りのない、手紙のような形で", en: "Plain, as if typed" }}
          />
        </Fields>
      </details>
      {!isAlone && (
        <ButtonRow>
          {!inTurn && (
            <NumberInput
              value={variant.weight}
              before={{ ja: "配る割合", en: "Share" }}
              label={{ ja: "配る割合", en: "Share" }}
              onChange={(weight) => weight !== null && onChange({ weight: Math.min(100, Math.max(1, weight)) })}
            />
          )}
          <Button look="text" label={{ ja: "外す", en: "Remove" }} onClick={onRemove} />
        </ButtonRow>
      )}
    </fieldset>
  )
}
