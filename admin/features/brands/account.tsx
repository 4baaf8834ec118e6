import { changeAccount, readAccount, readSession } from "../../../server/capabilities/brands/contract.ts"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { Select, TextInput } from "../../../ui/inputs.tsx"
import { useSurroundings, useText } from "../../../ui/language.tsx"
import { Columns, Section, Stack } from "../../../ui/layout.tsx"
import { Button } from "../../../ui/button.tsx"
import { languageNames, languages, same } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { Below } from "../../app/settings-page.tsx"
import { Page } from "../../app/page.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { AccountFactors } from "./account-factors.tsx"
import { AccountPassword } from "./account-password.tsx"
import { AccountSessions } from "./account-sessions.tsx"
import type { Account } from "./whole-account.ts"

/** One's own account: name, language, how one signs in, and where one is signed in. */
export function AccountPage() {
  const t = useText()
  const account = useCall(readAccount, {})
  return (
    <Page
      title={{ ja: "マイアカウント", en: "My account" }}
      over={t({ ja: "どのブランドでも同じアカウントです", en: "The same account at every brand" })}
    >
      <Loaded of={account} what={{ ja: "アカウントを読み込めませんでした", en: "The account could not be loaded" }}>
        {(found) => (
          <Columns split="7-5">
            <Stack>
              <AccountFactors account={found} />
              <AccountSessions account={found} />
            </Stack>
            <Stack>
              <You key={`${found.name} ${found.language}`} account={found} />
              <AccountPassword account={found} />
            </Stack>
          </Columns>
        )}
      </Loaded>
    </Page>
  )
}

function You({ account }: { account: Account }) {
  const toast = useToast()
  const { speak } = useSurroundings()
  const form = useForm({ name: account.name, language: account.language }, ({ name }) => ({
    name: name.trim() === "" ? { ja: "お名前を入れてください。", en: "Enter your name." } : undefined,
  }))
  const save = useAct(changeAccount, {
    refresh: [readAccount, readSession],
    done: () => {
      form.restart(form.values)
      speak(form.values.language)
      toast({ words: { ja: "保存しました。", en: "Saved." } })
    },
  })
  return (
    <Section title={{ ja: "あなた", en: "You" }} scope={same(account.email)}>
      <UnsavedGuard changed={form.changed} />
      <Below>
        <Fields>
          <Field
            label={{ ja: "お名前", en: "Name" }}
            hint={{ ja: "監査ログや履歴に出ます。", en: "Shown in histories and the audit log." }}
            error={form.errors.name}
          >
            <TextInput {...form.input("name")} maxLength={80} autoComplete="name" />
          </Field>
          <Field label={{ ja: "言語", en: "Language" }}>
            <Select
              short
              {...form.input("language")}
              options={languages.map((value) => ({ value, label: same(languageNames[value]) }))}
            />
          </Field>
          <div className="button-row">
            <Button
              look="go"
              label={{ ja: "保存する", en: "Save" }}
              busy={save.busy}
              dimmed={!form.changed}
              onClick={() => form.submit(({ name, language }) => save.run({ name: name.trim(), language }))}
            />
          </div>
        </Fields>
      </Below>
    </Section>
  )
}
