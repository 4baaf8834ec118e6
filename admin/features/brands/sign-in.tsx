import { useQuery } from "@tanstack/react-query"
import { KeyRound } from "lucide-react"
import { useState } from "react"
import { readState, signIn, type Step } from "../../../server/capabilities/brands/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Field } from "../../../ui/field.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Note } from "../../../ui/layout.tsx"
import { knock } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { canUsePasskeys, signInWithPasskey } from "./passkeys.ts"
import { Or, PasswordField, Refusal, ShortForm } from "./parts.tsx"
import { StepPage } from "./step-page.tsx"
import { useDoor } from "./use-door.ts"

/** Password and second proof, or a passkey alone. A sign-in begun in this browser goes on where it stood. */
export function SignIn({ search }: PageProps) {
  const state = useQuery({
    queryKey: ["sign-in"],
    queryFn: () => knock(readState, {}),
    staleTime: 0,
    gcTime: 0,
    retry: 1,
  })
  if (state.isPending) return null
  const begun = state.data?.step === "enrol" || state.data?.step === "factor" ? state.data : undefined
  return (
    <StepPage
      title={{ ja: "サインイン", en: "Sign in" }}
      then={search.then}
      start={begun && { step: begun.step === "enrol" ? "enrol" : "factor", factors: begun.factors }}
      first={(onStep) => (state.data?.firstRun ? <NotSetUp /> : <PasswordForm onStep={onStep} />)}
    />
  )
}

function NotSetUp() {
  const t = useText()
  return (
    <Note>
      {t({
        ja: "まだだれのアカウントもありません。Maido を起動した画面に出ているリンク（/admin/first-run#…）を開いて、最初のアカウントを作ってください。",
        en: "There is no account yet. Open the link that Maido printed when it started (/admin/first-run#…) to make the first one.",
      })}
    </Note>
  )
}

function PasswordForm(props: { onStep: (step: Step) => void }) {
  const door = useDoor()
  const [email, setEmail] = useState("")
  const [password, setPassword] = useState("")
  const go = async (asked: Promise<Step | undefined>) => {
    const step = await asked
    if (step) props.onStep(step)
  }
  return (
    <>
      <ShortForm onSubmit={() => void go(door.open(signIn, { email, password }))}>
        <Field label={{ ja: "メールアドレス", en: "E-mail address" }}>
          <TextInput type="email" value={email} onChange={setEmail} autoComplete="username webauthn" />
        </Field>
        <PasswordField value={password} onChange={setPassword} />
        <Refusal of={door.refusal} />
        <Button
          submit
          wide
          look="go"
          busy={door.busy}
          label={{ ja: "サインイン", en: "Sign in" }}
          dimmed={email === "" || password === ""}
        />
      </ShortForm>
      {canUsePasskeys() && (
        <>
          <Or />
          <Button
            wide
            icon={KeyRound}
            label={{ ja: "パスキーでサインイン", en: "Sign in with a passkey" }}
            onClick={() => void go(door.attempt(signInWithPasskey))}
          />
        </>
      )}
    </>
  )
}
