import { useState } from "react"
import type { z } from "zod"
import { getMailSettings } from "../../../server/capabilities/messages/contract.ts"
import type { Endpoint } from "../../../server/kernel/endpoint.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field } from "../../../ui/field.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { useWay } from "../../../ui/link.tsx"
import type { Text } from "../../../ui/text.ts"
import type { Params } from "../call.ts"
import { useSession } from "../session.tsx"
import { useAct, useCall } from "../use-call.ts"

type Props<P extends z.ZodRawShape> = {
  by: Endpoint<P, { messageId: string }>
  /** What is sent to this address: the words on the screen, saved or not. */
  params: (to: string) => Params<P>
  /** While what is on the screen can't be sent. */
  dimmed: boolean
}

/** Sends the mail on the screen to one address, and opens what was sent. */
export function TestSend<P extends z.ZodRawShape>({ by, params, dimmed }: Props<P>) {
  const t = useText()
  const { staff } = useSession()
  const { go } = useWay()
  const [open, setOpen] = useState(false)
  const [to, setTo] = useState(staff.email)
  const [wrong, setWrong] = useState<Text>()
  const settings = useCall(getMailSettings, {}, { when: open })
  const send = useAct(by, {
    done: ({ messageId }) => {
      setOpen(false)
      go(`/messages/${messageId}`)
    },
    refused: (error) => (error.field === "to" ? setWrong(error.sentence) : false),
  })
  return (
    <>
      <Button
        look="text"
        label={{ ja: "試しに送る", en: "Send a test" }}
        onClick={() => setOpen(true)}
        dimmed={dimmed}
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
              onClick={() => send.run(params(to))}
            />
          </>
        }
      >
        <Field label={{ ja: "宛先", en: "To" }} error={wrong} hint={settings.data?.isCaught ? caught : undefined}>
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

const caught: Text = {
  ja: "メールサーバーが未設定なので、受け取り箱に届きます。",
  en: "No mail server is set, so it lands among the caught mails.",
}
