import { useEffect, useState } from "react"
import type { z } from "zod"
import { beginTotp, confirmTotp, type Step } from "../../../server/capabilities/brands/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field } from "../../../ui/field.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Skeleton } from "../../../ui/states.tsx"
import { knock } from "../../app/call.ts"
import { withProof } from "../../app/with-proof.ts"
import { AppSetUp } from "./enrol.tsx"
import { addPasskey, canUsePasskeys, thisDevice } from "./passkeys.ts"
import { Refusal, ShortForm } from "./parts.tsx"
import { useDoor } from "./use-door.ts"

type Props = { onClose: () => void; onStep: (step: Step) => void }

/** A passkey of this device, under a name that its owner knows it by. */
export function AddPasskey({ onClose, onStep }: Props) {
  const t = useText()
  const door = useDoor()
  const [name, setName] = useState(thisDevice())
  const add = async () => {
    const step = await door.attempt(() => withProof(() => addPasskey(name.trim())))
    if (step) onStep(step)
  }
  return (
    <Dialog open onClose={onClose} title={{ ja: "パスキーを足す", en: "Add a passkey" }}>
      {canUsePasskeys() ? (
        <ShortForm onSubmit={() => name.trim() !== "" && void add()}>
          <p>
            {t({
              ja: "指紋や顔、端末の暗証番号で、パスワードなしにサインインできるようになります。",
              en: "Sign in without a password, by fingerprint, face or the device's PIN.",
            })}
          </p>
          <Field
            label={{ ja: "この端末の呼び名", en: "Name of this device" }}
            hint={{
              ja: "なくしたとき、どれを外すか分かるように",
              en: "So that you know which to remove when it is lost",
            }}
          >
            <TextInput value={name} onChange={setName} maxLength={60} />
          </Field>
          <Refusal of={door.refusal} />
          <div className="dialog-foot">
            <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
            <Button submit look="go" label={{ ja: "足す", en: "Add" }} busy={door.busy} dimmed={name.trim() === ""} />
          </div>
        </ShortForm>
      ) : (
        <p>
          {t({
            ja: "このブラウザーではパスキーを使えません。新しい版のブラウザーか、ほかの端末で開いてください。",
            en: "This browser can't make passkeys. Use a newer one, or another device.",
          })}
        </p>
      )}
    </Dialog>
  )
}

/** An authenticator app, in place of the one before it. */
export function SetUpApp({ onClose, onStep }: Props) {
  const door = useDoor()
  const [app, setApp] = useState<z.output<typeof beginTotp.reply>>()
  const { open, attempt } = door
  useEffect(() => {
    void attempt(() => withProof(() => knock(beginTotp, {}))).then((made) => (made ? setApp(made) : undefined))
    // Once, when it appears: every knock makes a new secret.
  }, [])
  const confirm = async (code: string) => {
    const step = await open(confirmTotp, { code })
    if (step) onStep(step)
  }
  return (
    <Dialog open onClose={onClose} title={{ ja: "認証アプリを登録する", en: "Set up an authenticator app" }}>
      {app ? (
        <AppSetUp app={app} door={door} onCode={(code) => void confirm(code)} />
      ) : door.refusal ? (
        <Refusal of={door.refusal} />
      ) : (
        <Skeleton rows={4} />
      )}
    </Dialog>
  )
}
