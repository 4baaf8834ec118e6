import { useState } from "react"
import { sendTemplateTest } from "../../../server/capabilities/templates/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field } from "../../../ui/field.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { useWay } from "../../../ui/link.tsx"
import type { Language, Text } from "../../../ui/text.ts"
import { useSession } from "../../app/session.tsx"
import { useAct } from "../../app/use-call.ts"
import { writtenOf } from "./edited-letter.ts"
import type { LetterDraft } from "./use-letter-draft.ts"

type Props = { templateId: string; draft: LetterDraft; language: Language }

/** Sends the mail on the screen, saved or not, to one address. */
export function TestSend({ templateId, draft, language }: Props) {
  const t = useText()
  const { staff } = useSession()
  const { go } = useWay()
  const [open, setOpen] = useState(false)
  const [to, setTo] = useState(staff.email)
  const [wrong, setWrong] = useState<Text>()
  const send = useAct(sendTemplateTest, {
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
        dimmed={!draft.isWhole || draft.changed}
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
              onClick={() => send.run({ templateId, language, to, document: writtenOf(draft.letter) })}
            />
          </>
        }
      >
        <Field label={{ ja: "宛先", en: "To" }} error={wrong}>
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
