import { changePassword, readAccount } from "../../../server/capabilities/brands/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Field } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { TextInput } from "../../../ui/inputs.tsx"
import { useFormat } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { Below } from "../../app/settings-page.tsx"
import { useAct } from "../../app/use-call.ts"
import type { Account } from "./whole-account.ts"
import { passwordProblem, ShortForm } from "./parts.tsx"

/** A new password; every other device is signed out by it. */
export function AccountPassword({ account }: { account: Account }) {
  const toast = useToast()
  const { date } = useFormat()
  const form = useForm({ current: "", next: "" }, ({ current, next }) => ({
    current:
      current === "" ? { ja: "いまのパスワードを入れてください。", en: "Enter your present password." } : undefined,
    next: passwordProblem(next),
  }))
  const change = useAct(changePassword, {
    refresh: [readAccount],
    done: () => {
      form.restart({ current: "", next: "" })
      toast({
        words: {
          ja: "パスワードを変えました。ほかの端末はサインアウトしました。",
          en: "The password is changed; other devices are signed out.",
        },
      })
    },
    refused: ({ field, sentence }) =>
      field === "current" || field === "next" ? void form.refuse(field, sentence) : false,
  })
  return (
    <Section
      title={{ ja: "パスワード", en: "Password" }}
      scope={{ ja: `${date(account.passwordAt)}から`, en: `since ${date(account.passwordAt)}` }}
    >
      <Below>
        <div className="brand-password">
          <ShortForm onSubmit={() => form.submit((values) => change.run(values))}>
            {/* For password managers: whose password it is. */}
            <input hidden readOnly type="email" autoComplete="username" value={account.email} />
            <Field label={{ ja: "いまのパスワード", en: "Present password" }} error={form.errors.current}>
              <TextInput type="password" {...form.input("current")} autoComplete="current-password" />
            </Field>
            <Field
              label={{ ja: "新しいパスワード", en: "New password" }}
              error={form.errors.next}
              hint={{
                ja: "8文字以上。長い文がいちばん安全です。ほかの端末はサインアウトします。",
                en: "8 characters or more; a long sentence is safest. Other devices are signed out.",
              }}
            >
              <TextInput type="password" {...form.input("next")} autoComplete="new-password" />
            </Field>
            <div className="button-row">
              <Button
                submit
                label={{ ja: "パスワードを変える", en: "Change the password" }}
                busy={change.busy}
                dimmed={!form.changed}
              />
            </div>
          </ShortForm>
        </div>
      </Below>
    </Section>
  )
}
