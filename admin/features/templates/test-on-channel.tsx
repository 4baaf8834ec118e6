import { useState } from "react"
import { sendTemplateChannelTest } from "../../../server/capabilities/templates/contract.ts"
import type { LetterChannel } from "../../../server/capabilities/templates/model.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { useText } from "../../../ui/language.tsx"
import type { Language } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { useAct } from "../../app/use-call.ts"
import { writtenOf } from "./edited-letter.ts"
import { type Chosen, PersonPicker } from "../../app/letters/person-picker.tsx"
import type { LetterDraft } from "./use-letter-draft.ts"
import { channelWords } from "./words.ts"

type Props = { templateId: string; draft: LetterDraft; language: Language; channel: Exclude<LetterChannel, "mail"> }

/** Sends a channel's words, saved or not, to one person who has agreed to letters there: oneself, most likely. */
export function TestOnChannel({ templateId, draft, language, channel }: Props) {
  const t = useText()
  const toast = useToast()
  const [open, setOpen] = useState(false)
  const [person, setPerson] = useState<Chosen>()
  const name = channelWords[channel]
  const send = useAct(sendTemplateChannelTest, {
    refresh: [],
    done: () => {
      setOpen(false)
      toast({ words: { ja: `${name.ja}で送っています。`, en: `It is on its way by ${name.en}.` } })
    },
  })
  return (
    <>
      <Button
        look="text"
        label={{ ja: "試しに送る", en: "Send a test" }}
        onClick={() => setOpen(true)}
        dimmed={!draft.isWhole}
      />
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={{ ja: `${name.ja}で試しに送る`, en: `Send a test by ${name.en}` }}
        actions={
          <>
            <Button label={{ ja: "やめる", en: "Cancel" }} onClick={() => setOpen(false)} />
            <Button
              look="go"
              label={{ ja: "送る", en: "Send" }}
              busy={send.busy}
              dimmed={!person}
              onClick={() =>
                person &&
                send.run({
                  templateId,
                  channel,
                  language,
                  customerId: person.customerId,
                  document: writtenOf(draft.letter),
                })
              }
            />
          </>
        }
      >
        <PersonPicker onChoose={setPerson} />
        {person && <p className="templates-gap">{t({ ja: `宛先：${person.name.ja}`, en: `To: ${person.name.en}` })}</p>}
        <p className="small quiet">
          {t({
            ja: "この方法でのお便りに同意している方（ご自分など）にだけ送れます。頭に【テスト】と付きます。",
            en: "Only to somebody who agreed to letters this way, such as yourself. It begins with [Test].",
          })}
        </p>
      </Dialog>
    </>
  )
}
