import { KeyRound } from "lucide-react"
import { useState } from "react"
import { giveCode, type Step } from "../../../server/capabilities/brands/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Field } from "../../../ui/field.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import { CodeForm } from "./code-form.tsx"
import { canUsePasskeys, signInWithPasskey } from "./passkeys.ts"
import { Or, Refusal, ShortForm } from "./parts.tsx"
import { useDoor } from "./use-door.ts"

type Factor = Step["factors"][number]

/** The second proof: a passkey where there is one, else a code, else a recovery code. */
export function SecondFactor(props: { factors: readonly Factor[]; onStep: (step: Step) => void }) {
  const door = useDoor()
  const passkey = props.factors.includes("passkey") && canUsePasskeys()
  const [way, setWay] = useState<Factor>(props.factors.includes("totp") ? "totp" : passkey ? "passkey" : "recovery")
  const [recovery, setRecovery] = useState("")
  const go = async (asked: Promise<Step | undefined>) => {
    const step = await asked
    if (step) props.onStep(step)
  }
  return (
    <>
      {way === "totp" && (
        <CodeForm busy={door.busy} refusal={door.refusal} onCode={(code) => void go(door.open(giveCode, { code }))} />
      )}
      {way === "recovery" && (
        <ShortForm onSubmit={() => void go(door.open(giveCode, { recoveryCode: recovery }))}>
          <Field
            label={{ ja: "リカバリーコード", en: "Recovery code" }}
            hint={{
              ja: "はじめに控えたコードのうち、まだ使っていないもの一つ",
              en: "One of those you wrote down at the start, not used yet",
            }}
          >
            <TextInput value={recovery} onChange={setRecovery} />
          </Field>
          <Refusal of={door.refusal} />
          <Button
            submit
            wide
            look="go"
            busy={door.busy}
            dimmed={recovery.trim() === ""}
            label={{ ja: "確かめる", en: "Confirm" }}
          />
        </ShortForm>
      )}
      {way === "passkey" && <Refusal of={door.refusal} />}
      {passkey && (
        <>
          {way !== "passkey" && <Or />}
          <Button
            wide
            look={way === "passkey" ? "go" : "plain"}
            icon={KeyRound}
            busy={way === "passkey" && door.busy}
            label={{ ja: "パスキーで確かめる", en: "Use a passkey" }}
            onClick={() => void go(door.attempt(signInWithPasskey))}
          />
        </>
      )}
      <div className="sign-in-ways">
        {way !== "totp" && props.factors.includes("totp") && (
          <Button
            look="text"
            label={{ ja: "認証アプリのコードを使う", en: "Use the authenticator app" }}
            onClick={() => setWay("totp")}
          />
        )}
        {way !== "recovery" && props.factors.includes("recovery") && (
          <Button
            look="text"
            label={{ ja: "どちらも手元にない", en: "I have neither with me" }}
            onClick={() => setWay("recovery")}
          />
        )}
      </div>
    </>
  )
}
