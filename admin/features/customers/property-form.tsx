import { listProperties, patchProperty, postProperty } from "../../../server/capabilities/customers/contract.ts"
import { type PropertyDefinition, propertyTypes } from "../../../server/capabilities/customers/property-rules.ts"
import { Button } from "../../../ui/button.tsx"
import { Checkbox } from "../../../ui/choices.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { Select, TextArea, TextInput } from "../../../ui/inputs.tsx"
import type { Text } from "../../../ui/text.ts"
import { useAct } from "../../app/use-call.ts"
import { choicesOf, choicesText } from "./property-choices.ts"

type Type = PropertyDefinition["type"]

export const typeWords: Record<Type, Text> = {
  text: { ja: "文字", en: "Text" },
  number: { ja: "数値", en: "Number" },
  boolean: { ja: "はい・いいえ", en: "Yes or no" },
  date: { ja: "日付", en: "Date" },
  choice: { ja: "ひとつ選ぶ", en: "One of a list" },
  list: { ja: "いくつでも", en: "Any number" },
}

/** A property of the brand's own: its key and type stay once it is made, how it is called may change. */
export function PropertyForm({ property, onClose }: { property?: PropertyDefinition; onClose: () => void }) {
  const form = useForm(
    {
      key: property?.key ?? "",
      type: property?.type ?? ("text" satisfies Type as Type), // safe: widens the literal to all types
      ja: property?.label.ja ?? "",
      en: property?.label.en ?? "",
      personal: property?.personal ?? false,
      choices: choicesText(property?.choices ?? []),
    },
    problems,
  )
  const { type, personal } = form.values
  const acting = {
    refresh: [listProperties],
    done: onClose,
    refused: ({ code, sentence }: { code: string; sentence: Text }) =>
      code === "customers.PropertyExists" ? void form.refuse("key", sentence) : false,
  }
  const make = useAct(postProperty, acting)
  const change = useAct(patchProperty, acting)
  const submit = () =>
    form.submit(({ key, type, ja, en, personal, choices }) => {
      const rest = {
        label: { ja: ja.trim(), en: en.trim() },
        personal,
        choices: hasChoices(type) ? (choicesOf(choices) ?? []) : [],
      }
      if (property) change.run({ key: property.key, ...rest })
      else make.run({ key, type, ...rest })
    })
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={property ? { ja: "項目を変える", en: "Change the property" } : { ja: "項目を足す", en: "New property" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button look="go" label={{ ja: "保存する", en: "Save" }} busy={make.busy || change.busy} onClick={submit} />
        </>
      }
    >
      <Fields>
        <Field label={{ ja: "名前（日本語）", en: "Name in Japanese" }} error={form.errors.ja}>
          <TextInput {...form.input("ja")} maxLength={60} />
        </Field>
        <Field label={{ ja: "名前（英語）", en: "Name in English" }} error={form.errors.en}>
          <TextInput {...form.input("en")} maxLength={60} />
        </Field>
        {!property && (
          <>
            <Field
              label={{ ja: "キー", en: "Key" }}
              hint={{
                ja: "API と取り込みで使う名前です。あとから変えられません。例：skin_type",
                en: "For the API and imports, and for good. Such as skin_type",
              }}
              error={form.errors.key}
            >
              <TextInput {...form.input("key")} maxLength={40} />
            </Field>
            <Field
              label={{ ja: "種類", en: "Type" }}
              hint={{ ja: "あとから変えられません。", en: "It stays as it is." }}
            >
              <Select
                value={type}
                onChange={(type) => form.set("type", type)}
                options={propertyTypes.map((value) => ({ value, label: typeWords[value] }))}
              />
            </Field>
          </>
        )}
        {hasChoices(type) && (
          <Field
            label={{ ja: "選択肢", en: "Choices" }}
            hint={{
              ja: "1行にひとつ。値 | 日本語 | 英語 の順に書きます。例：dry | 乾燥 | Dry",
              en: "One a line: value | Japanese | English",
            }}
            error={form.errors.choices}
            optional={type === "list"}
          >
            <TextArea {...form.input("choices")} />
          </Field>
        )}
        <Checkbox
          checked={personal}
          onChange={(on) => form.set("personal", on)}
          label={{ ja: "個人情報として扱う", en: "Personal data" }}
          hint={{
            ja: "個人情報を見る権限のある人だけに、値が見えます。",
            en: "Only those who may see personal data see its values.",
          }}
        />
      </Fields>
    </Dialog>
  )
}

const hasChoices = (type: Type): boolean => type === "choice" || type === "list"

type Values = { key: string; type: Type; ja: string; en: string; choices: string }

function problems({ key, type, ja, en, choices }: Values) {
  const read = choicesOf(choices)
  const isMissing = type === "choice" && read?.length === 0
  return {
    ja: ja.trim() === "" ? { ja: "日本語の名前を入れてください。", en: "Enter a Japanese name." } : undefined,
    en: en.trim() === "" ? { ja: "英語の名前を入れてください。", en: "Enter an English name." } : undefined,
    key: /^[a-z][a-z0-9_]{0,39}$/.test(key)
      ? undefined
      : {
          ja: "半角の英小文字で始め、英小文字・数字・_ で40字までにしてください。",
          en: "Begin with a small letter; small letters, digits and _ only, 40 at most.",
        },
    choices:
      hasChoices(type) && (!read || isMissing)
        ? {
            ja: "1行にひとつ、値を重ねずに、それぞれ60字までで書いてください。",
            en: "One a line, each value once, 60 characters at most each.",
          }
        : undefined,
  }
}
