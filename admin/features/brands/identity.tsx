import { readBrand, renameBrand, saveIdentity } from "../../../server/capabilities/brands/contract.ts"
import type { IdentitySettings } from "../../../server/capabilities/brands/model-look.ts"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { TextArea, TextInput } from "../../../ui/inputs.tsx"
import { Columns, Section, Stack } from "../../../ui/layout.tsx"
import type { Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Below, Save, SettingsPage } from "../../app/settings-page.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"

type BrandReply = Reply<typeof readBrand>

/** Who the brand is: in the mail box, before the law, and to a customer in need. */
export function Identity() {
  const brand = useCall(readBrand, {})
  return (
    <SettingsPage title={{ ja: "差出人と事業者", en: "Sender and company" }}>
      <Loaded of={brand} what={{ ja: "設定を読み込めませんでした", en: "The settings could not be loaded" }}>
        {(found) => <Form key={found.identityVersion} found={found} />}
      </Loaded>
    </SettingsPage>
  )
}

type Values = Omit<IdentitySettings, "supportText" | "policies"> &
  IdentitySettings["policies"] & { name: string; supportJa: string; supportEn: string }

const valuesOf = ({ brand, identity }: BrandReply): Values => {
  const { supportText, policies, ...rest } = identity
  return { ...rest, ...policies, name: brand.name, supportJa: supportText.ja, supportEn: supportText.en }
}

function identityOf(values: Values): IdentitySettings {
  const { name: _name, supportJa, supportEn, privacy, terms, returns, shipping, legal, ...rest } = values
  return {
    ...rest,
    supportText: { ja: supportJa, en: supportEn },
    policies: { privacy, terms, returns, shipping, legal },
  }
}

const mail = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/
const wrongMail: Text = { ja: "メールアドレスの形にしてください。", en: "This is not a mail address." }
const wrongLink: Text = { ja: "https で始まるアドレスにしてください。", en: "Begin the address with https://." }
const linkError = (value: string) => (value === "" || /^https?:\/\/\S+$/.test(value) ? undefined : wrongLink)

const check = (values: Values) => ({
  name:
    values.name.trim() === "" ? { ja: "ブランドの名前を入れてください。", en: "Enter the brand's name." } : undefined,
  senderAddress: values.senderAddress === "" || mail.test(values.senderAddress) ? undefined : wrongMail,
  replyTo: values.replyTo === "" || mail.test(values.replyTo) ? undefined : wrongMail,
  registrationNumber: /^(T\d{13})?$/.test(values.registrationNumber)
    ? undefined
    : { ja: "T と数字13桁です（例：T1234567890123）。", en: "T and 13 digits, such as T1234567890123." },
  lineUrl: linkError(values.lineUrl),
  shopUrl: linkError(values.shopUrl),
  privacy: linkError(values.privacy),
  terms: linkError(values.terms),
  returns: linkError(values.returns),
  shipping: linkError(values.shipping),
  legal: linkError(values.legal),
})

type IdentityForm = ReturnType<typeof useForm<Values>>

function Form({ found }: { found: BrandReply }) {
  const toast = useToast()
  const form = useForm(valuesOf(found), check)
  const rename = useAct(renameBrand)
  const save = useAct(saveIdentity, {
    done: () => {
      form.restart(form.values)
      toast({ words: { ja: "保存しました。", en: "Saved." } })
    },
  })
  const submit = () =>
    form.submit((values) => {
      if (values.name.trim() !== found.brand.name) rename.run({ name: values.name.trim() })
      save.run({ identity: identityOf(values), basedOn: found.identityVersion })
    })
  return (
    <>
      <UnsavedGuard changed={form.changed} />
      <Columns split="6-6">
        <Stack>
          <Sender form={form} />
          <Support form={form} />
        </Stack>
        <Stack>
          <Company form={form} />
          <Policies form={form} />
        </Stack>
      </Columns>
      <Below>
        <Save right="brand:write" changed={form.changed} busy={save.busy || rename.busy} onSave={submit} />
      </Below>
    </>
  )
}

type LineProps = {
  form: IdentityForm
  name: keyof Values & string
  label: Text
  hint?: Text
  type?: "email" | "url" | "tel"
  needed?: boolean
}

/** One line of text. */
function Line({ form, name, label, hint, type, needed }: LineProps) {
  const value = form.values[name]
  return (
    <Field label={label} hint={hint} optional={!needed} error={form.errors[name]}>
      <TextInput value={value} onChange={(text) => form.set(name, text)} {...(type && { type })} />
    </Field>
  )
}

const Sender = ({ form }: { form: IdentityForm }) => (
  <Section first title={{ ja: "差出人", en: "Sender" }} scope={{ ja: "受信箱に出るもの", en: "what mailboxes show" }}>
    <Below>
      <Fields>
        <Line needed form={form} name="name" label={{ ja: "ブランドの名前", en: "Brand name" }} />
        <Line
          form={form}
          name="senderName"
          label={{ ja: "差出人の名前", en: "From name" }}
          hint={{ ja: "空ならブランドの名前です。", en: "The brand's name when empty." }}
        />
        <Line
          form={form}
          name="senderAddress"
          type="email"
          label={{ ja: "差出人のアドレス", en: "From address" }}
          hint={{
            ja: "お持ちのドメインのアドレスにし、SPF・DKIM・DMARC を設定してください。そうしないと迷惑メールに入ります。",
            en: "An address of your own domain with SPF, DKIM and DMARC; otherwise mails end up as spam.",
          }}
        />
        <Line
          form={form}
          name="replyTo"
          type="email"
          label={{ ja: "返信先", en: "Reply to" }}
          hint={{ ja: "人が読む受信箱にしてください。", en: "A mailbox that people read." }}
        />
      </Fields>
    </Below>
  </Section>
)

const Support = ({ form }: { form: IdentityForm }) => (
  <Section
    title={{ ja: "お問い合わせ先", en: "Support" }}
    scope={{ ja: "メールとお届けページの下に", en: "below mails and pages" }}
  >
    <Below>
      <Fields>
        <Field optional label={{ ja: "ご案内の文（日本語）", en: "Words in Japanese" }}>
          <TextArea {...form.input("supportJa")} rows={3} maxLength={400} />
        </Field>
        <Field optional label={{ ja: "ご案内の文（英語）", en: "Words in English" }}>
          <TextArea {...form.input("supportEn")} rows={3} maxLength={400} />
        </Field>
        <Line form={form} name="phone" type="tel" label={{ ja: "電話番号", en: "Phone" }} />
        <Line form={form} name="lineUrl" type="url" label={{ ja: "LINE のアドレス", en: "LINE address" }} />
      </Fields>
    </Below>
  </Section>
)

const Company = ({ form }: { form: IdentityForm }) => (
  <Section
    title={{ ja: "事業者", en: "Company" }}
    scope={{ ja: "特定商取引法とインボイスの表示", en: "what the law asks for" }}
  >
    <Below>
      <Fields>
        <Line form={form} name="legalName" label={{ ja: "正式な名称", en: "Legal name" }} />
        <Line form={form} name="representative" label={{ ja: "代表者・責任者", en: "Representative" }} />
        <Line form={form} name="address" label={{ ja: "住所", en: "Address" }} />
        <Line
          form={form}
          name="registrationNumber"
          label={{ ja: "適格請求書発行事業者の登録番号", en: "Invoice registration number" }}
          hint={{ ja: "T と数字13桁", en: "T and 13 digits" }}
        />
        <Line form={form} name="shopUrl" type="url" label={{ ja: "お店のアドレス", en: "Shop address" }} />
      </Fields>
    </Below>
  </Section>
)

const Policies = ({ form }: { form: IdentityForm }) => (
  <Section
    title={{ ja: "規約のページ", en: "Policies" }}
    scope={{ ja: "メールからリンクします", en: "linked from mails" }}
  >
    <Below>
      <Fields>
        <Line form={form} name="privacy" type="url" label={{ ja: "個人情報の扱い", en: "Privacy" }} />
        <Line form={form} name="terms" type="url" label={{ ja: "利用規約", en: "Terms" }} />
        <Line form={form} name="returns" type="url" label={{ ja: "返品・交換", en: "Returns" }} />
        <Line form={form} name="shipping" type="url" label={{ ja: "配送", en: "Shipping" }} />
        <Line form={form} name="legal" type="url" label={{ ja: "特定商取引法の表示", en: "Legal notice" }} />
      </Fields>
    </Below>
  </Section>
)
