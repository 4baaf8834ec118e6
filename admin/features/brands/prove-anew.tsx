import { useEffect, useRef, useState } from "react"
import { prove } from "../../../server/capabilities/brands/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field } from "../../../ui/field.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { proofIsAskedBy } from "../../app/proof.ts"
import { Or, PasswordField, Refusal, ShortForm } from "./parts.tsx"
import { canUsePasskeys, signInWithPasskey } from "./passkeys.ts"
import { useDoor } from "./use-door.ts"

/** Asks who one is, once more, before keys, roles or people change; what was about to happen then goes on by itself. */
export function ProveAnew() {
  const answer = useRef<(proved: boolean) => void>(undefined)
  const [asking, setAsking] = useState(false)
  useEffect(
    () =>
      proofIsAskedBy(() => {
        answer.current?.(false)
        setAsking(true)
        return new Promise((resolve) => {
          answer.current = resolve
        })
      }),
    [],
  )
  const end = (proved: boolean) => {
    setAsking(false)
    answer.current?.(proved)
    answer.current = undefined
  }
  // Put into the page only when it is asked, so that it lies above the dialog that asks.
  return asking ? <ProofDialog onEnd={end} /> : null
}

function ProofDialog({ onEnd }: { onEnd: (proved: boolean) => void }) {
  const t = useText()
  const door = useDoor()
  const [password, setPassword] = useState("")
  const [code, setCode] = useState("")
  const digits = code.normalize("NFKC").replace(/\D/g, "").slice(0, 6)
  const filled = password !== "" && digits.length === 6
  const send = async () => {
    if (filled && (await door.open(prove, { password, code: digits }))) onEnd(true)
  }
  const showPasskey = async () => {
    if (await door.attempt(signInWithPasskey)) onEnd(true)
  }
  return (
    <Dialog
      open
      onClose={() => onEnd(false)}
      title={{ ja: "ご本人であることを確かめます", en: "Prove that it is you" }}
    >
      <p>
        {t({
          ja: "大切な変更の前に、もう一度だけ確かめます。このあと15分は尋ねません。",
          en: "This is a sensitive change, so you are asked once more. You will not be asked again for 15 minutes.",
        })}
      </p>
      <ShortForm onSubmit={() => void send()}>
        <PasswordField value={password} onChange={setPassword} />
        <Field label={{ ja: "認証アプリの6桁のコード", en: "Six-digit code of your authenticator app" }}>
          <span className="sign-in-code">
            <TextInput value={code} onChange={setCode} inputMode="numeric" autoComplete="one-time-code" />
          </span>
        </Field>
        <Refusal of={door.refusal} />
        <Button
          submit
          wide
          look="go"
          busy={door.busy}
          dimmed={!filled}
          label={{ ja: "確かめて続ける", en: "Confirm and continue" }}
        />
      </ShortForm>
      {canUsePasskeys() && (
        <>
          <Or />
          <Button wide label={{ ja: "パスキーで確かめる", en: "Use a passkey" }} onClick={() => void showPasskey()} />
        </>
      )}
    </Dialog>
  )
}
