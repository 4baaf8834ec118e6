import { useState } from "react"
import type { z } from "zod"
import { conversationChannels } from "../../../server/capabilities/profiles/model.ts"
import { postConversation } from "../../../server/capabilities/profiles/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useForm } from "../../../ui/form.ts"
import { Select, TextArea } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct } from "../../app/use-call.ts"
import type { ProfileFound } from "./known.ts"
import { moodChoices, talkWords } from "./profile-words.ts"

/** When somebody really talked with her, and how she seemed (T06). */
export function CustomerTalks({ customerId, talk }: { customerId: string; talk: ProfileFound["talk"] }) {
  const t = useText()
  const may = useMay()
  const [open, setOpen] = useState(false)
  return (
    <Section
      title={{ ja: "話したこと", en: "Conversations" }}
      beside={
        may("customers:write") && (
          <Button look="text" label={{ ja: "記録する", en: "Write down" }} onClick={() => setOpen(true)} />
        )
      }
    >
      {talk.conversations.length === 0 ? (
        <p className="customer-empty">
          {t({ ja: "まだ話した記録がありません。", en: "No conversation was written down yet." })}
        </p>
      ) : (
        <ul className="customer-list">
          {talk.conversations.map(({ conversationId, channel, at, text, mood }) => (
            <li key={conversationId}>
              <span>
                {text ?? t(talkWords[channel])}
                <span className="under">
                  <DateText at={at} /> {text !== null && `· ${t(talkWords[channel])}`}
                </span>
              </span>
              {mood !== null && (
                <span className="end">
                  {t(moodChoices.find(({ value }) => value === String(mood))?.label ?? { ja: "", en: "" })}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {open && <WriteDown customerId={customerId} onClose={() => setOpen(false)} />}
    </Section>
  )
}

type Channel = z.input<(typeof postConversation)["params"]>["channel"]
type Values = { channel: Channel; mood: string; text: string }

function WriteDown({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const toast = useToast()
  const form = useForm<Values>({ channel: "store", mood: "", text: "" }, () => ({}))
  const [conversationId] = useState(() => crypto.randomUUID())
  const save = useAct(postConversation, {
    done: () => {
      onClose()
      toast({ words: { ja: "記録しました", en: "Written down" } })
    },
    refused: (error) => form.refuse("text", error.sentence),
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "話したことを記録する", en: "Write down a conversation" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button
            look="go"
            label={{ ja: "記録する", en: "Write down" }}
            busy={save.busy}
            onClick={() =>
              form.submit(({ channel, mood, text }) =>
                save.run({ customerId, conversationId, channel, text, ...(mood !== "" && { mood: Number(mood) }) }),
              )
            }
          />
        </>
      }
    >
      <Fields>
        <Field label={{ ja: "どこで", en: "How" }}>
          <Select
            {...form.input("channel")}
            options={conversationChannels.map((value) => ({ value, label: talkWords[value] }))}
          />
        </Field>
        <Field label={{ ja: "ご本人のようす", en: "How they seemed" }}>
          <Select {...form.input("mood")} options={moodChoices} />
        </Field>
        <Field
          label={{ ja: "内容", en: "What was said" }}
          hint={{
            ja: "ようすを選ばないときは、ことばから気持ちを読みます。",
            en: "When you can't say how they seemed, the words are read.",
          }}
          error={form.errors.text}
          optional
        >
          <TextArea {...form.input("text")} rows={4} maxLength={2_000} />
        </Field>
      </Fields>
    </Dialog>
  )
}
