import { channels } from "../../../server/capabilities/customers/consent-rules.ts"
import { postConsent } from "../../../server/capabilities/customers/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Radios } from "../../../ui/choices.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { Select, TextArea } from "../../../ui/inputs.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { useAct } from "../../app/use-call.ts"
import { channelWords, consentWords, purposeWords } from "./words.ts"

const purposes = ["marketing", "survey", "review"] as const
type Values = {
  channel: (typeof channels)[number]
  purpose: (typeof purposes)[number]
  state: "given" | "withdrawn" | ""
  note: string
}

const check = ({ state, note }: Values) => ({
  state: state === "" ? { ja: "どちらかを選んでください。", en: "Choose one." } : undefined,
  note:
    state === "given" && note.trim() === ""
      ? { ja: "どこで、何を見て同意されたかを書いてください。", en: "Say where, and what they saw when they agreed." }
      : undefined,
})

/** What somebody said at the counter or on the phone, with how we know. */
export function RecordConsent({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const toast = useToast()
  const form = useForm<Values>({ channel: "email", purpose: "marketing", state: "", note: "" }, check)
  const record = useAct(postConsent, {
    done: () => {
      onClose()
      toast({ words: { ja: "記録しました", en: "Recorded" } })
    },
  })
  const save = ({ channel, purpose, state, note }: Values) =>
    state !== "" &&
    record.run({ customerId, channel, purpose, state, ...(note.trim() && { evidence: { note: note.trim() } }) })
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "同意・拒否を記録する", en: "Record a consent or refusal" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button
            look="go"
            label={{ ja: "記録する", en: "Record" }}
            busy={record.busy}
            onClick={() => form.submit(save)}
          />
        </>
      }
    >
      <Fields>
        <Field label={{ ja: "手段", en: "Channel" }}>
          <Select
            {...form.input("channel")}
            options={channels.map((value) => ({ value, label: channelWords(value) }))}
          />
        </Field>
        <Field label={{ ja: "目的", en: "Purpose" }}>
          <Select
            {...form.input("purpose")}
            options={purposes.map((value) => ({ value, label: purposeWords(value) }))}
          />
        </Field>
        <Field group label={{ ja: "ご本人の言葉", en: "What they said" }} error={form.errors.state}>
          <Radios<"given" | "withdrawn">
            {...form.input("state")}
            options={[
              { value: "given", label: consentWords.given },
              { value: "withdrawn", label: consentWords.withdrawn },
            ]}
          />
        </Field>
        <Field
          label={{ ja: "どのように確かめたか", en: "How you know" }}
          hint={{
            ja: "例：神楽坂店で申込書に記入。記録は消せません。",
            en: "Like: filled in a form at the shop. Records can't be deleted.",
          }}
          error={form.errors.note}
          optional={form.values.state === "withdrawn"}
        >
          <TextArea {...form.input("note")} rows={3} maxLength={500} />
        </Field>
      </Fields>
    </Dialog>
  )
}
