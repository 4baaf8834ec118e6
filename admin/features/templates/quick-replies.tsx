import { Trash2 } from "lucide-react"
import { Button, IconButton } from "../../../ui/button.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import type { LineHead } from "./edited-letter.ts"

type Reply = LineHead["quickReplies"][number]
type Props = {
  value: readonly Reply[]
  onChange: (replies: Reply[]) => void
  /** They only say something: where the channel knows no others. */
  linkless?: boolean
}

/** Buttons under the last bubble: each says something for the reader, or opens a page. */
export function QuickReplies({ value, onChange, linkless = false }: Props) {
  const set = (index: number, label: string, then: string) => {
    const leads = !linkless && /^(https?:|tel:|\{\{)/.test(then)
    onChange(value.with(index, { label, ...(then === "" ? {} : leads ? { to: then } : { say: then }) }))
  }
  return (
    <div className="templates-replies">
      {value.map((reply, index) => {
        const then = reply.to ?? reply.say ?? ""
        return (
          <span key={index}>
            <TextInput
              label={{ ja: "ボタンの言葉", en: "Words of the button" }}
              example={{ ja: "ボタンの言葉", en: "Words" }}
              value={reply.label}
              onChange={(label) => set(index, label, then)}
              maxLength={20}
            />
            <TextInput
              label={
                linkless
                  ? { ja: "受け取る言葉", en: "What we hear" }
                  : { ja: "送られる言葉か行き先", en: "What is said, or where it leads" }
              }
              example={
                linkless
                  ? { ja: "受け取る言葉（空ならボタンの言葉）", en: "What we hear (the words, if empty)" }
                  : { ja: "送られる言葉か行き先", en: "What is said, or a link" }
              }
              value={then}
              onChange={(text) => set(index, reply.label, text)}
              maxLength={300}
            />
            <IconButton
              icon={Trash2}
              label={{ ja: "外す", en: "Remove" }}
              onClick={() => onChange(value.toSpliced(index, 1))}
            />
          </span>
        )
      })}
      {value.length < 13 && (
        <Button look="text" label={{ ja: "足す", en: "Add" }} onClick={() => onChange([...value, { label: "" }])} />
      )}
    </div>
  )
}
