import "./brands.css"
import { readBrand, saveLook } from "../../../server/capabilities/brands/contract.ts"
import type { LookSettings } from "../../../server/capabilities/brands/model-look.ts"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput, TextInput } from "../../../ui/inputs.tsx"
import { Columns, Section, Stack } from "../../../ui/layout.tsx"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { PictureFile } from "../../app/picture-file.tsx"
import { Below, Save, SettingsPage } from "../../app/settings-page.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { ColourField, colourProblem } from "./colour-field.tsx"
import { LookSample } from "./look-sample.tsx"

type BrandReply = Reply<typeof readBrand>

/** How the brand's mails and shoppers' pages look. */
export function Look() {
  const brand = useCall(readBrand, {})
  return (
    <SettingsPage title={{ ja: "見た目", en: "Look" }}>
      <Loaded of={brand} what={{ ja: "設定を読み込めませんでした", en: "The settings could not be loaded" }}>
        {(found) => <Form key={found.lookVersion} found={found} />}
      </Loaded>
    </SettingsPage>
  )
}

type Values = {
  wordmark: string
  logoUrl: string
  brand: string
  paper: string
  nightBrand: string
  nightPaper: string
  radius: number | null
}

const valuesOf = ({ wordmark, logoUrl, light, dark, radius }: LookSettings): Values => ({
  wordmark,
  logoUrl,
  brand: light.brand,
  paper: light.paper,
  nightBrand: dark.brand,
  nightPaper: dark.paper,
  radius,
})

const check = (values: Values) => ({
  brand: colourProblem(values.brand, values.paper),
  paper: colourProblem(values.paper),
  nightBrand: colourProblem(values.nightBrand, values.nightPaper),
  nightPaper: colourProblem(values.nightPaper),
  logoUrl:
    values.logoUrl === "" || /^https?:\/\/\S+$/.test(values.logoUrl)
      ? undefined
      : { ja: "https で始まるアドレスにしてください。", en: "Begin the address with https://." },
  radius:
    values.radius === null || values.radius < 0 || values.radius > 24
      ? { ja: "0〜24 にしてください。", en: "Between 0 and 24." }
      : undefined,
})

const serverFields = { "light.brand": "brand", "dark.brand": "nightBrand" } as const

function Form({ found }: { found: BrandReply }) {
  const toast = useToast()
  const form = useForm(valuesOf(found.look), check)
  const { values } = form
  const save = useAct(saveLook, {
    done: () => {
      form.restart(form.values)
      toast({ words: { ja: "保存しました。次のメールとページから変わります。", en: "Saved; mails and pages follow." } })
    },
    refused: (error) => {
      const field = Object.entries(serverFields).find(([name]) => name === error.field)?.[1]
      return field ? void form.refuse(field, error.sentence) : false
    },
  })
  const submit = () =>
    form.submit((given) =>
      save.run({
        look: {
          wordmark: given.wordmark,
          logoUrl: given.logoUrl,
          light: { brand: given.brand, paper: given.paper },
          dark: { brand: given.nightBrand, paper: given.nightPaper },
          radius: given.radius ?? found.look.radius,
        },
        basedOn: found.lookVersion,
      }),
    )
  const name = values.wordmark || found.brand.name
  const radius = values.radius ?? 8
  return (
    <>
      <UnsavedGuard changed={form.changed} />
      <Columns split="7-5">
        <Stack>
          <Section first title={{ ja: "名前と形", en: "Name and shape" }}>
            <Below>
              <Fields two>
                <Field
                  optional
                  label={{ ja: "ロゴの代わりの文字", en: "Wordmark" }}
                  hint={{ ja: "空ならブランドの名前です。", en: "The brand's name when empty." }}
                >
                  <TextInput {...form.input("wordmark")} maxLength={40} />
                </Field>
                <Field
                  optional
                  group
                  label={{ ja: "ロゴ画像", en: "Logo" }}
                  hint={{
                    ja: "PNG・JPEG・WebP、1MB まで。保存すると、次のメールとページから変わります。",
                    en: "PNG, JPEG or WebP, up to 1 MB. Once saved, the next mails and pages show it.",
                  }}
                  error={form.errors.logoUrl}
                >
                  <PictureFile
                    optional
                    className="brand-logo"
                    height={28}
                    accept="image/png,image/jpeg,image/webp"
                    url={values.logoUrl}
                    alt={{ ja: `${name}のロゴ`, en: `Logo of ${name}` }}
                    label={{ ja: "ロゴ画像のファイル", en: "File of the logo" }}
                    onChange={(logoUrl) => form.set("logoUrl", logoUrl)}
                    onRefused={(why) => form.refuse("logoUrl", why)}
                  />
                </Field>
                <Field label={{ ja: "角の丸み", en: "Rounding" }} error={form.errors.radius}>
                  <NumberInput {...form.input("radius")} unit={{ ja: "px", en: "px" }} />
                </Field>
              </Fields>
            </Below>
          </Section>
          <Section
            title={{ ja: "昼の色", en: "Colours by day" }}
            scope={{ ja: "文字との差 4.5 以上", en: "contrast 4.5 or more" }}
          >
            <Below>
              <Fields two>
                <ColourField
                  label={{ ja: "ブランドの色", en: "Brand" }}
                  form={form}
                  name="brand"
                  paper={values.paper}
                />
                <ColourField label={{ ja: "紙の色", en: "Paper" }} form={form} name="paper" />
              </Fields>
            </Below>
          </Section>
          <Section
            title={{ ja: "夜の色", en: "Colours at night" }}
            scope={{ ja: "端末が暗い設定のとき", en: "on devices set to dark" }}
          >
            <Below>
              <Fields two>
                <ColourField
                  label={{ ja: "ブランドの色（夜）", en: "Brand at night" }}
                  form={form}
                  name="nightBrand"
                  paper={values.nightPaper}
                />
                <ColourField label={{ ja: "紙の色（夜）", en: "Paper at night" }} form={form} name="nightPaper" />
              </Fields>
            </Below>
          </Section>
          <Save right="brand:write" changed={form.changed} busy={save.busy} onSave={submit} />
        </Stack>
        <Section title={{ ja: "こう見えます", en: "How it looks" }}>
          <Below>
            <LookSample name={name} palette={{ brand: values.brand, paper: values.paper }} radius={radius} />
            <LookSample name={name} palette={{ brand: values.nightBrand, paper: values.nightPaper }} radius={radius} />
          </Below>
        </Section>
      </Columns>
    </>
  )
}
