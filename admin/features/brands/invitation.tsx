import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import type { z } from "zod"
import { acceptInvitation, readInvitation, type Step } from "../../../server/capabilities/brands/contract.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { Field } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { TextInput } from "../../../ui/inputs.tsx"
import { useSurroundings, useText } from "../../../ui/language.tsx"
import { Rows } from "../../../ui/layout.tsx"
import { knock } from "../../app/call.ts"
import { FailedCall } from "../../app/loaded.tsx"
import { PasswordField, passwordProblem, Refusal, ShortForm } from "./parts.tsx"
import { StepPage } from "./step-page.tsx"
import { useDoor } from "./use-door.ts"

type Invited = z.output<typeof readInvitation.reply>

/** Joins a brand by the link of an invitation. */
export function Invitation() {
  const [token] = useState(() => location.hash.slice(1))
  const invited = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => knock(readInvitation, { token }),
    retry: 0,
    gcTime: 0,
  })
  if (invited.isPending) return null
  const { data } = invited
  return (
    <StepPage
      title={
        data
          ? { ja: `${data.brand}に参加する`, en: `Join ${data.brand}` }
          : { ja: "招待を開けません", en: "This invitation cannot be opened" }
      }
      first={(onStep) =>
        data ? (
          <Accept invited={data} token={token} onStep={onStep} />
        ) : (
          invited.error && <FailedCall error={invited.error} />
        )
      }
    />
  )
}

function Accept({ invited, token, onStep }: { invited: Invited; token: string; onStep: (step: Step) => void }) {
  const t = useText()
  const door = useDoor()
  const { language } = useSurroundings()
  const form = useForm({ name: "", password: "" }, (values) => ({
    name: values.name.trim() === "" ? { ja: "お名前を入れてください。", en: "Enter your name." } : undefined,
    password: passwordProblem(values.password),
  }))
  const accept = async (you: { name?: string; password?: string }) => {
    const step = await door.open(acceptInvitation, { token, language, ...you })
    if (step) onStep(step)
  }
  return (
    <>
      <Rows
        rows={[
          { label: { ja: "メールアドレス", en: "E-mail address" }, value: invited.email },
          { label: { ja: "役割", en: "Role" }, value: t(invited.role) },
        ]}
      />
      {invited.hasAccount ? (
        <>
          <Refusal of={door.refusal} />
          <Button
            wide
            look="go"
            busy={door.busy}
            label={{ ja: "参加する", en: "Join" }}
            onClick={() => void accept({})}
          />
          <ButtonLink
            wide
            to="/sign-in"
            label={{ ja: "このアカウントでサインインする", en: "Sign in to this account" }}
          />
        </>
      ) : (
        <ShortForm onSubmit={() => form.submit((you) => void accept(you))}>
          <Field label={{ ja: "お名前", en: "Your name" }} error={form.errors.name}>
            <TextInput {...form.input("name")} autoComplete="name" />
          </Field>
          <PasswordField fresh {...form.input("password")} error={form.errors.password} />
          <Refusal of={door.refusal} />
          <Button submit wide look="go" busy={door.busy} label={{ ja: "参加する", en: "Join" }} />
        </ShortForm>
      )}
    </>
  )
}
