import "./signups.css"
import { getSignupSettings, putSignupSettings } from "../../../server/capabilities/signups/contract.ts"
import type { SignupSettings } from "../../../server/capabilities/signups/model-settings.ts"
import { Button, ButtonRow } from "../../../ui/button.tsx"
import { Radios } from "../../../ui/choices.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Below, Save, SettingsPage } from "../../app/settings-page.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"

type Topic = SignupSettings["topics"][number]

/** How people join, and what they can choose to hear about. */
export function SignupSettingsPage() {
  const settings = useCall(getSignupSettings, {})
  return (
    <SettingsPage title={{ ja: "登録とお便りの種類", en: "Sign-ups and topics" }}>
      <Loaded of={settings} what={{ ja: "設定を読み込めませんでした", en: "The settings could not be loaded" }}>
        {(found) => <Form key={found.version} found={found} />}
      </Loaded>
    </SettingsPage>
  )
}

function Form({ found }: { found: Reply<typeof getSignupSettings> }) {
  const t = useText()
  const form = useForm<SignupSettings>(found.settings, ({ topics }) => ({
    topics: topics.every(
      ({ label, purpose }) => label.ja.trim() && label.en.trim() && /^[a-z][a-z0-9-]{0,39}$/.test(purpose),
    )
      ? undefined
      : {
          ja: "名前を両方のことばで、記号を小文字の英数字で入れてください。",
          en: "Give each a name in both languages and a sign of small letters.",
        },
  }))
  const save = useAct(putSignupSettings, { refresh: [getSignupSettings] })
  const { doubleOptIn, topics } = form.values
  const setTopic = (index: number, change: Partial<Topic>) =>
    form.set(
      "topics",
      topics.map((topic, i) => (i === index ? { ...topic, ...change } : topic)),
    )
  return (
    <Stack>
      <UnsavedGuard changed={form.changed} />
      <Section title={{ ja: "登録のしかた", en: "How people join" }} first>
        <Below>
          <Field group label={{ ja: "メールアドレスの確認", en: "Confirming an address" }}>
            <Radios
              value={doubleOptIn ? "double" : "single"}
              onChange={(value) => form.set("doubleOptIn", value === "double")}
              options={[
                {
                  value: "double",
                  label: { ja: "確認のメールで確かめる（おすすめ）", en: "By a mail that they answer (recommended)" },
                  hint: {
                    ja: "本人が押してはじめて、お便りを送ります。",
                    en: "Letters are sent only once its owner has pressed the button.",
                  },
                },
                {
                  value: "single",
                  label: { ja: "登録ですぐに送り始める", en: "Not at all: filling in the form is enough" },
                  hint: {
                    ja: "法律で認められている場合だけにしてください。一度お断りになった方には、いつも確認のメールを送ります。",
                    en: "Only where the law allows it. Who said no before is always asked by mail.",
                  },
                },
              ]}
            />
          </Field>
        </Below>
      </Section>
      <Section
        title={{ ja: "お便りの種類", en: "What people can choose" }}
        scope={{ ja: "お客様の「お便りの設定」に並びます", en: "Listed in everybody's mail settings" }}
      >
        <Below>
          <Fields>
            {topics.map((topic, index) => (
              <Field
                key={index}
                group
                label={{ ja: `${index + 1}番目`, en: `Topic ${index + 1}` }}
                {...(index === topics.length - 1 && form.errors.topics ? { error: form.errors.topics } : {})}
              >
                <div className="signup-topic">
                  <Field label={{ ja: "日本語の名前", en: "Name in Japanese" }}>
                    <TextInput
                      value={topic.label.ja}
                      onChange={(ja) => setTopic(index, { label: { ...topic.label, ja } })}
                      maxLength={60}
                    />
                  </Field>
                  <Field label={{ ja: "英語の名前", en: "Name in English" }}>
                    <TextInput
                      value={topic.label.en}
                      onChange={(en) => setTopic(index, { label: { ...topic.label, en } })}
                      maxLength={60}
                    />
                  </Field>
                  <Field label={{ ja: "記号", en: "Sign" }}>
                    <TextInput
                      value={topic.purpose}
                      disabled={found.settings.topics.some(({ purpose }) => purpose === topic.purpose)}
                      onChange={(purpose) => setTopic(index, { purpose })}
                      maxLength={40}
                    />
                  </Field>
                </div>
              </Field>
            ))}
            <ButtonRow>
              <Button
                label={{ ja: "種類を加える", en: "Add a topic" }}
                dimmed={topics.length >= 12}
                onClick={() => form.set("topics", [...topics, { purpose: "", label: { ja: "", en: "" } }])}
              />
            </ButtonRow>
          </Fields>
          <p className="small quiet">
            {t({
              ja: "記号は同意の記録に使われ、あとから変えられません。",
              en: "The sign stands in the records of consent and cannot be changed later.",
            })}
          </p>
          <Save
            right="brand:write"
            changed={form.changed}
            busy={save.busy}
            onSave={() => form.submit((settings) => save.run({ settings, basedOn: found.version }))}
          />
        </Below>
      </Section>
    </Stack>
  )
}
