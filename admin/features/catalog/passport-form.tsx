import { Plus, Trash2 } from "lucide-react"
import { Button, IconButton } from "../../../ui/button.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { NumberInput, Select, TextArea, TextInput } from "../../../ui/inputs.tsx"
import { useSurroundings } from "../../../ui/language.tsx"
import { same } from "../../../ui/text.ts"
import type { DraftPassport } from "./draft.ts"

type Props = { value: DraftPassport; onChange: (value: DraftPassport) => void }
type Words = Exclude<keyof DraftPassport, "materials" | "carbonGrams" | "country">

// Where goods of Japanese shops usually come from; a country that is there already is always offered, too.
const usual = [
  "JP",
  "CN",
  "KR",
  "TW",
  "VN",
  "TH",
  "ID",
  "IN",
  "BD",
  "IT",
  "FR",
  "DE",
  "PT",
  "ES",
  "GB",
  "US",
  "AU",
  "NZ",
]

export function PassportForm({ value, onChange }: Props) {
  const input = (key: Words) => ({
    value: value[key],
    onChange: (text: string) => onChange({ ...value, [key]: text }),
  })
  return (
    <div className="content-passport">
      <Fields two>
        <Field optional label={{ ja: "原産国", en: "Country of origin" }}>
          <Country value={value.country} onChange={(country) => onChange({ ...value, country })} />
        </Field>
        <Field optional label={{ ja: "製造者", en: "Made by" }}>
          <TextInput {...input("manufacturer")} maxLength={200} />
        </Field>
        <Field optional label={{ ja: "産地（日本語）", en: "Place (Japanese)" }}>
          <TextInput {...input("placeJa")} maxLength={200} example={same("愛媛県今治市")} />
        </Field>
        <Field optional label={{ ja: "産地（英語）", en: "Place (English)" }}>
          <TextInput {...input("placeEn")} maxLength={200} example={same("Imabari, Ehime")} />
        </Field>
        <Field optional label={{ ja: "お手入れ（日本語）", en: "Care (Japanese)" }}>
          <TextArea {...input("careJa")} rows={2} />
        </Field>
        <Field optional label={{ ja: "お手入れ（英語）", en: "Care (English)" }}>
          <TextArea {...input("careEn")} rows={2} />
        </Field>
        <Field optional label={{ ja: "使い終わったら（日本語）", en: "When used up (Japanese)" }}>
          <TextArea {...input("endJa")} rows={2} />
        </Field>
        <Field optional label={{ ja: "使い終わったら（英語）", en: "When used up (English)" }}>
          <TextArea {...input("endEn")} rows={2} />
        </Field>
        <Field optional label={{ ja: "認証", en: "Certificates" }} hint={{ ja: "1行に一つ", en: "One a line" }}>
          <TextArea {...input("certificates")} rows={2} />
        </Field>
        <Field optional label={{ ja: "製造時の CO₂ 排出量", en: "CO₂ of making one" }}>
          <NumberInput
            value={value.carbonGrams}
            onChange={(carbonGrams) => onChange({ ...value, carbonGrams })}
            unit={{ ja: "g", en: "g" }}
          />
        </Field>
      </Fields>
      <Materials value={value} onChange={onChange} />
    </div>
  )
}

function Country({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { language } = useSurroundings()
  const names = new Intl.DisplayNames(language, { type: "region" })
  const codes = value === "" || usual.includes(value) ? usual : [value, ...usual]
  return (
    <Select
      short
      value={value || "none"}
      onChange={(code) => onChange(code === "none" ? "" : code)}
      options={[
        { value: "none", label: { ja: "書かない", en: "Not said" } },
        ...codes.map((code) => ({ value: code, label: same(names.of(code) ?? code) })),
      ]}
    />
  )
}

function Materials({ value, onChange }: Props) {
  const put = (materials: DraftPassport["materials"]) => onChange({ ...value, materials })
  const { materials } = value
  return (
    <Field
      group
      label={{ ja: "素材", en: "Materials" }}
      hint={{ ja: "割合は分かるときだけ", en: "Shares only when they are known" }}
    >
      {materials.map((material, index) => (
        <div className="content-material" key={index}>
          <TextInput
            label={{ ja: `素材${index + 1}（日本語）`, en: `Material ${index + 1} (Japanese)` }}
            value={material.name.ja}
            example={same("綿")}
            onChange={(ja) => put(materials.with(index, { ...material, name: { ...material.name, ja } }))}
          />
          <TextInput
            label={{ ja: `素材${index + 1}（英語）`, en: `Material ${index + 1} (English)` }}
            value={material.name.en}
            example={same("cotton")}
            onChange={(en) => put(materials.with(index, { ...material, name: { ...material.name, en } }))}
          />
          <NumberInput
            label={{ ja: `素材${index + 1}の割合`, en: `Share of material ${index + 1}` }}
            value={material.percent ?? null}
            unit={same("%")}
            onChange={(percent) => put(materials.with(index, { ...material, percent }))}
          />
          <IconButton
            icon={Trash2}
            label={{ ja: `素材${index + 1}を消す`, en: `Remove material ${index + 1}` }}
            onClick={() => put(materials.toSpliced(index, 1))}
          />
        </div>
      ))}
      <div>
        <Button
          look="text"
          icon={Plus}
          label={{ ja: "素材を足す", en: "Add a material" }}
          onClick={() => put([...materials, { name: { ja: "", en: "" } }])}
        />
      </div>
    </Field>
  )
}
