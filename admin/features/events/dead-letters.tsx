import { useState } from "react"
import { listDeadLetters, replayLetter } from "../../../server/capabilities/events/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field } from "../../../ui/field.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { TextArea } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Empty } from "../../../ui/states.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import type { Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, type useCall } from "../../app/use-call.ts"

type Letters = Reply<typeof listDeadLetters>
type Letter = Letters["items"][number]

/** Events that could not be processed: what they said, why, and doing it again, mended or as they are. */
export function DeadLetters({ letters }: { letters: ReturnType<typeof useCall<Record<string, never>, Letters>> }) {
  const [open, setOpen] = useState<Letter>()
  const columns: Column<Letter>[] = [
    { key: "reason", head: { ja: "理由", en: "Reason" }, cell: ({ reason }) => <Reason reason={reason} /> },
    {
      key: "source",
      head: { ja: "どこから", en: "Source" },
      cell: ({ source }) => <code className="small">{source}</code>,
    },
    {
      key: "id",
      head: { ja: "送り手の番号", en: "Sender's id" },
      cell: ({ externalId }) => <code className="small">{externalId}</code>,
    },
    {
      key: "at",
      head: { ja: "失敗したとき", en: "Failed" },
      end: true,
      cell: ({ failedAt }) => <DateText at={failedAt} beside />,
    },
  ]
  return (
    <Loaded of={letters} what={{ ja: "読み込めませんでした", en: "They could not be loaded" }}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty
            title={{ ja: "処理できなかったものはありません", en: "There are none" }}
            why={{
              ja: "処理できないできごとが届いたら、失われずにここに残り、直してやり直せます。",
              en: "An event that cannot be processed is not lost: it waits here, to be mended and processed again.",
            }}
          />
        ) : (
          <>
            <Table
              label={{ ja: "処理できなかったもの", en: "Dead letters" }}
              columns={columns}
              rows={items}
              rowKey={({ id }) => id}
              onOpen={setOpen}
            />
            {open && <Replay letter={open} onClose={() => setOpen(undefined)} />}
          </>
        )
      }
    </Loaded>
  )
}

const reasons: Readonly<Record<string, Text>> = {
  "edge.TimeOutOfRange": { ja: "日時が読めません", en: "Its time can't be read" },
  "edge.NumberOutOfRange": { ja: "数が大きすぎます", en: "A number is too large" },
  "edge.TextTooLong": { ja: "文字が長すぎます", en: "A text is too long" },
  "customers.NoIdentity": { ja: "だれのことか分かりません", en: "It does not say whom it is about" },
  SyntaxError: { ja: "データの形が壊れています", en: "Its data are broken" },
  TypeError: { ja: "必要な項目がありません", en: "Something needed is missing" },
}
const otherReason: Text = { ja: "処理できない内容です", en: "It could not be processed" }

/** In words, with the code that support will ask for. */
function Reason({ reason }: { reason: string }) {
  const t = useText()
  const known = Object.hasOwn(reasons, reason) ? reasons[reason] : undefined
  return (
    <>
      {t(known ?? otherReason)}
      <span className="under">
        <code>{reason}</code>
      </span>
    </>
  )
}

function Replay({ letter, onClose }: { letter: Letter; onClose: () => void }) {
  const t = useText()
  const may = useMay()
  const toast = useToast()
  const [message, setMessage] = useState(letter.message)
  const [wrong, setWrong] = useState<Text>()
  const replay = useAct(replayLetter, {
    refresh: [listDeadLetters],
    done: () => {
      onClose()
      toast({ words: { ja: "処理しました。", en: "Processed." } })
    },
    refused: (error) => setWrong(error.sentence),
  })
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={{ ja: "処理できなかったできごと", en: "An event that could not be processed" }}
      actions={
        <>
          <Button label={{ ja: "閉じる", en: "Close" }} onClick={onClose} />
          {may("events:write") && (
            <Button
              look="go"
              label={{ ja: "やり直す", en: "Process again" }}
              busy={replay.busy}
              onClick={() => replay.run({ id: letter.id, ...(message !== letter.message && { message }) })}
            />
          )}
        </>
      }
    >
      <p>
        <Reason reason={letter.reason} />
      </p>
      <p className="small quiet">
        {t({ ja: "届いたとき：", en: "Received: " })}
        <DateText at={letter.receivedAt} />
      </p>
      <Field label={{ ja: "内容（直せます）", en: "Content, which you can mend" }} error={wrong}>
        <TextArea value={message} rows={12} onChange={setMessage} />
      </Field>
    </Dialog>
  )
}
