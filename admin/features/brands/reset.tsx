import { useState } from "react"
import { resetPassword, type Step } from "../../../server/capabilities/brands/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { PasswordField, passwordProblem, Refusal, ShortForm } from "./parts.tsx"
import { StepPage } from "./step-page.tsx"
import { useDoor } from "./use-door.ts"

/** A new password by the link of an administrator. */
export function ResetPassword() {
  const [token] = useState(() => location.hash.slice(1))
  return (
    <StepPage
      title={{ ja: "新しいパスワード", en: "New password" }}
      lead={{ ja: "ほかの端末は、すべてサインアウトします。", en: "All other devices will be signed out." }}
      first={(onStep) => <NewPassword token={token} onStep={onStep} />}
    />
  )
}

function NewPassword(props: { token: string; onStep: (step: Step) => void }) {
  const door = useDoor()
  const [password, setPassword] = useState("")
  const [tried, setTried] = useState(false)
  const problem = passwordProblem(password)
  const send = async () => {
    setTried(true)
    if (problem) return
    const step = await door.open(resetPassword, { token: props.token, password })
    if (step) props.onStep(step)
  }
  return (
    <ShortForm onSubmit={() => void send()}>
      <PasswordField fresh value={password} onChange={setPassword} error={tried ? problem : undefined} />
      <Refusal of={door.refusal} />
      <Button submit wide look="go" busy={door.busy} label={{ ja: "パスワードを変える", en: "Set the password" }} />
    </ShortForm>
  )
}
