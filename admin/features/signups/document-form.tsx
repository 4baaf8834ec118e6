import type { FormDocument, FormKind } from "../../../server/capabilities/signups/model.ts"
import { Checkbox, Switch } from "../../../ui/choices.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { NumberInput, TextArea, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import type { Text } from "../../../ui/text.ts"
import { PropertyFields } from "./property-fields.tsx"

type Props = { kind: FormKind; document: FormDocument; onChange: (document: FormDocument) => void }

/** Everything that a form says and asks, in both languages side by side. */
export function DocumentForm({ kind, document, onChange }: Props) {
  const set = <K extends keyof FormDocument>(key: K, value: FormDocument[K]) => onChange({ ...document, [key]: value })
  const simple = (fieldKind: "name" | "birth-month", label: Text) => {
    const asked = document.fields.some((field) => field.kind === fieldKind)
    const others = document.fields.filter((field) => field.kind !== fieldKind)
    return (
      <Checkbox
        checked={asked}
        label={label}
        onChange={(on) => set("fields", on ? [{ kind: fieldKind, required: false }, ...others] : others)}
      />
    )
  }
  return (
    <Stack>
      <Section title={{ ja: "ことば", en: "Words" }} first>
        <div className="signup-fields">
          <Fields>
            <Both
              label={{ ja: "見出し", en: "Headline" }}
              most={60}
              value={document.headline}
              onChange={(v) => set("headline", v)}
            />
            <Both
              long
              label={{ ja: "説明", en: "Text" }}
              most={400}
              value={document.text}
              onChange={(v) => set("text", v)}
            />
            <Both
              long
              label={{ ja: "同意の文", en: "What people agree to" }}
              hint={{
                ja: "だれから、何を、どうやって受け取るか。止められることも書きます。",
                en: "From whom, what, and by which way; and that it can be stopped.",
              }}
              most={400}
              value={document.consent}
              onChange={(v) => set("consent", v)}
            />
            <Both
              label={{ ja: "ボタン", en: "Button" }}
              most={30}
              value={document.button}
              onChange={(v) => set("button", v)}
            />
            <Both
              label={{ ja: "お礼の見出し", en: "Headline of the thanks" }}
              most={60}
              value={document.thanks.headline}
              onChange={(headline) => set("thanks", { ...document.thanks, headline })}
            />
            <Both
              long
              label={{ ja: "お礼の説明", en: "Text of the thanks" }}
              most={400}
              value={document.thanks.text}
              onChange={(text) => set("thanks", { ...document.thanks, text })}
            />
          </Fields>
        </div>
      </Section>
      <Section
        title={{ ja: "たずねること", en: "What is asked" }}
        scope={{ ja: "メールアドレスは必ずたずねます", en: "The e-mail address is always asked" }}
      >
        <div className="signup-fields">
          {simple("name", { ja: "お名前", en: "Name" })}
          {simple("birth-month", { ja: "お誕生月", en: "Month of birth" })}
          <PropertyFields fields={document.fields} onChange={(fields) => set("fields", fields)} />
        </div>
      </Section>
      {kind === "popup" && <Moments document={document} set={set} />}
    </Stack>
  )
}

type Set = <K extends keyof FormDocument>(key: K, value: FormDocument[K]) => void

function Moments({ document: { trigger }, set }: { document: FormDocument; set: Set }) {
  const change = (more: Partial<FormDocument["trigger"]>) => set("trigger", { ...trigger, ...more })
  return (
    <Section
      title={{ ja: "いつ出すか", en: "When it opens" }}
      scope={{ ja: "いちばん早いとき", en: "Whichever comes first" }}
    >
      <div className="signup-fields">
        <Fields>
          <Field
            label={{ ja: "ページを開いてから", en: "After the page was opened" }}
            hint={{ ja: "空なら、時間では出しません", en: "Empty: not by time" }}
          >
            <NumberInput
              value={trigger.afterSeconds}
              unit={{ ja: "秒", en: "seconds" }}
              onChange={(value) => change({ afterSeconds: value === null ? null : Math.min(600, Math.max(0, value)) })}
            />
          </Field>
          <Field
            label={{ ja: "ページを読み進めて", en: "After reading down the page" }}
            hint={{ ja: "空なら、読んだ量では出しません", en: "Empty: not by scrolling" }}
          >
            <NumberInput
              value={trigger.afterScrollPercent}
              unit={{ ja: "％", en: "%" }}
              onChange={(value) =>
                change({ afterScrollPercent: value === null ? null : Math.min(100, Math.max(1, value)) })
              }
            />
          </Field>
          <Switch
            on={trigger.onLeaving}
            onChange={(onLeaving) => change({ onLeaving })}
            label={{ ja: "離れようとしたとき（パソコン）", en: "When leaving the page (on a desk)" }}
          />
          <Field label={{ ja: "閉じた人には", en: "Whoever closed it sees it again after" }}>
            <NumberInput
              value={trigger.againAfterDays}
              unit={{ ja: "日間出さない", en: "days" }}
              onChange={(value) => change({ againAfterDays: Math.min(365, Math.max(1, value ?? 30)) })}
            />
          </Field>
        </Fields>
      </div>
    </Section>
  )
}

type BothProps = {
  label: Text
  hint?: Text
  most: number
  long?: boolean
  value: { ja: string; en: string }
  onChange: (value: { ja: string; en: string }) => void
}

/** The same words in both languages. */
function Both({ label, hint, most, long, value, onChange }: BothProps) {
  const t = useText()
  const one = (language: "ja" | "en", name: Text) => {
    const props = {
      value: value[language],
      onChange: (text: string) => onChange({ ...value, [language]: text }),
      maxLength: most,
    }
    return (
      <Field label={{ ja: `${label.ja}（${name.ja}）`, en: `${label.en} (${name.en})` }} {...(hint ? { hint } : {})}>
        {long ? <TextArea {...props} rows={2} /> : <TextInput {...props} />}
      </Field>
    )
  }
  return (
    <div className="signup-both" role="group" aria-label={t(label)}>
      {one("ja", { ja: "日本語", en: "Japanese" })}
      {one("en", { ja: "英語", en: "English" })}
    </div>
  )
}
