import { useState } from "react"
import { getMailSettings, sendTest } from "../../../server/capabilities/messages/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field } from "../../../ui/field.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { useWay } from "../../../ui/link.tsx"
import type { Text } from "../../../ui/text.ts"
import { useSession } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { written } from "./edited-document.ts"
import type { WholeTemplate } from "./whole-template.ts"
import type { Draft } from "./use-draft.ts"

/** Sends the wording on the screen, saved or not, to one address. */
export function TestSend({ template, draft }: { template: WholeTemplate; draft: Draft }) {
  const t = useText()
  const { staff } = useSession()
  const { go } = useWay()
  const [open, setOpen] = useState(false)
  const [to, setTo] = useState(staff.email)
  const [wrong, setWrong] = useState<Text>()
  const settings = useCall(getMailSettings, {}, { when: open })
  const send = useAct(sendTest, {
    done: ({ messageId }) => {
      setOpen(false)
      go(`/messages/${messageId}`)
    },
    refused: (error) => (error.field === "to" ? setWrong(error.sentence) : false),
  })
  const { kind, language } = template
  return (
    <>
      <Button
        look="text"
        label={{ ja: "試しに送る", en: "Send a test" }}
        onClick={() => setOpen(true)}
        dimmed={draft.mistakes.size > 0 || draft.changed}
      />
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={{ ja: "試しに送る", en: "Send a test" }}
        actions={
          <>
            <Button label={{ ja: "やめる", en: "Cancel" }} onClick={() => setOpen(false)} />
            <Button
              look="go"
              label={{ ja: "送る", en: "Send" }}
              busy={send.busy}
              onClick={() => send.run({ kind, language, document: written(draft.document), to })}
            />
          </>
        }
      >
        <Field
          label={{ ja: "宛先", en: "To" }}
          error={wrong}
          hint={
            settings.data?.isCaught
              ? {
                  ja: "メールサーバーが未設定なので、受け取り箱に届きます。",
                  en: "No mail server is set, so it lands among the caught mails.",
                }
              : undefined
          }
        >
          <TextInput
            type="email"
            value={to}
            onChange={(value) => {
              setTo(value)
              setWrong(undefined)
            }}
          />
        </Field>
        <p className="small quiet">
          {t({
            ja: "見本のお客様の内容で、件名に【テスト】と付けて送ります。",
            en: "It is filled with the sample customer, and its subject begins with [Test].",
          })}
        </p>
      </Dialog>
    </>
  )
}
