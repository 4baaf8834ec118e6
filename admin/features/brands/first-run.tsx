import { useState } from "react"
import { firstRun, type Step } from "../../../server/capabilities/brands/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Steps } from "../../../ui/centered.tsx"
import { Field } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { Select, TextInput } from "../../../ui/inputs.tsx"
import { useSurroundings } from "../../../ui/language.tsx"
import { same, type Text } from "../../../ui/text.ts"
import { PasswordField, passwordProblem, Refusal, ShortForm } from "./parts.tsx"
import { currencies, currencyWords, zones, zoneWords } from "./places.ts"
import { slugOf } from "./slug.ts"
import { StepPage } from "./step-page.tsx"
import { useDoor } from "./use-door.ts"

type You = { name: string; email: string; password: string }
type Brand = { name: string; slug: string; zone: string; currency: string }

const steps = [
  { ja: "ブランド", en: "Brand" },
  { ja: "あなた", en: "You" },
  { ja: "二段階認証", en: "Two-step sign-in" },
]
const needed = (text: string, what: Text): Text | undefined => (text.trim() === "" ? what : undefined)

/** The first person of an installation: brand, account, second proof. The token stands after the # and never leaves by itself. */
export function FirstRun() {
  const [token] = useState(() => location.hash.slice(1))
  const [at, setAt] = useState(0)
  const brand = useForm<Brand>({ name: "", slug: "", zone: "Asia/Tokyo", currency: "JPY" }, (values) => ({
    name: needed(values.name, { ja: "ブランドの名前を入れてください。", en: "Enter the brand's name." }),
    slug: /^[a-z0-9][a-z0-9-]{1,40}$/.test(values.slug)
      ? undefined
      : {
          ja: "半角の英小文字・数字・ハイフンで2文字以上にしてください。",
          en: "Use two or more of a-z, 0-9 and hyphens.",
        },
  }))
  return (
    <StepPage
      title={
        at === 0
          ? { ja: "ようこそ、Maido へ", en: "Welcome to Maido" }
          : { ja: "あなたのアカウント", en: "Your account" }
      }
      lead={
        at === 0
          ? {
              ja: "まず、ブランドのことを教えてください。あとで変えられます。",
              en: "Tell us about the brand first. You can change it later.",
            }
          : undefined
      }
      above={<Steps steps={steps} at={at} />}
      first={(onStep) =>
        at === 0 ? (
          <BrandForm form={brand} onNext={() => setAt(1)} />
        ) : (
          <YouForm
            token={token}
            brand={brand.values}
            onBack={() => setAt(0)}
            onStep={(step) => {
              setAt(2)
              onStep(step)
            }}
          />
        )
      }
    />
  )
}

function BrandForm({ form, onNext }: { form: ReturnType<typeof useForm<Brand>>; onNext: () => void }) {
  const nameChanged = (name: string) => {
    if (form.values.slug === "" || form.values.slug === slugOf(form.values.name)) form.set("slug", slugOf(name))
    form.set("name", name)
  }
  return (
    <ShortForm onSubmit={() => form.submit(onNext)}>
      <Field label={{ ja: "ブランドの名前", en: "Brand name" }} error={form.errors.name}>
        <TextInput
          value={form.values.name}
          onChange={nameChanged}
          example={{ ja: "例：ひなた", en: "e.g. Hinata" }}
          autoComplete="organization"
        />
      </Field>
      <Field
        label={{ ja: "お客様のページのアドレス", en: "Address of the shoppers' pages" }}
        error={form.errors.slug}
        hint={{ ja: "半角の英小文字・数字・ハイフン", en: "a-z, 0-9 and hyphens" }}
      >
        <TextInput {...form.input("slug")} before={same("/s/")} example={same("hinata")} />
      </Field>
      <Field
        label={{ ja: "時間帯", en: "Time zone" }}
        hint={{ ja: "データが入ったあとは変えられません", en: "Cannot be changed once there is data" }}
      >
        <Select {...form.input("zone")} options={zones.map((value) => ({ value, label: zoneWords(value) }))} />
      </Field>
      <Field label={{ ja: "通貨", en: "Currency" }}>
        <Select
          {...form.input("currency")}
          options={currencies.map((value) => ({ value, label: currencyWords(value) }))}
        />
      </Field>
      <Button submit wide look="go" label={{ ja: "つづける", en: "Continue" }} />
    </ShortForm>
  )
}

function YouForm(props: { token: string; brand: Brand; onBack: () => void; onStep: (step: Step) => void }) {
  const door = useDoor()
  const { language } = useSurroundings()
  const form = useForm<You>({ name: "", email: "", password: "" }, (values) => ({
    name: needed(values.name, { ja: "お名前を入れてください。", en: "Enter your name." }),
    email: /^\S+@\S+\.\S+$/.test(values.email)
      ? undefined
      : { ja: "メールアドレスを確かめてください。", en: "Check the e-mail address." },
    password: passwordProblem(values.password),
  }))
  const send = async (you: You) => {
    const step = await door.open(firstRun, { ...you, token: props.token, language, brand: props.brand })
    if (step) props.onStep(step)
  }
  return (
    <ShortForm onSubmit={() => form.submit((you) => void send(you))}>
      <Field label={{ ja: "お名前", en: "Your name" }} error={form.errors.name}>
        <TextInput {...form.input("name")} autoComplete="name" />
      </Field>
      <Field label={{ ja: "メールアドレス", en: "E-mail address" }} error={form.errors.email}>
        <TextInput {...form.input("email")} type="email" autoComplete="username" />
      </Field>
      <PasswordField fresh {...form.input("password")} error={form.errors.password} />
      <Refusal of={door.refusal} />
      <Button submit wide look="go" busy={door.busy} label={{ ja: "アカウントを作る", en: "Make the account" }} />
      <Button wide look="text" label={{ ja: "ブランドへ戻る", en: "Back to the brand" }} onClick={props.onBack} />
    </ShortForm>
  )
}
