import { listSenders, resumeSender } from "../../../server/capabilities/messages/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { Halted } from "../../../ui/halted.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { joined } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { reasonWords, wayWords } from "./message-words.ts"

/** Ways out that are closed: why, how many wait, and how to open them again. Nothing while mails leave. */
export function SenderNotes() {
  const senders = useCall(listSenders, {}, { everyMs: 60_000 })
  const closed = senders.data?.items.filter((sender) => sender.isPaused) ?? []
  return closed.map((sender) => <ClosedSender key={sender.sender} sender={sender} />)
}

type Sender = Reply<typeof listSenders>["items"][number]

function ClosedSender({ sender }: { sender: Sender }) {
  const t = useText()
  const may = useMay()
  const { number } = useFormat()
  const toast = useToast()
  const resume = useAct(resumeSender, {
    done: () =>
      toast({
        words: {
          ja: "再開しました。待っていたものは1分ほどで出ます。",
          en: "Resumed. What waited leaves within a minute.",
        },
      }),
  })
  return (
    <Halted
      name={{ ja: "止まっている送信", en: "A closed way out" }}
      title={{ ja: "メールの送信が止まっています", en: "Mails cannot leave" }}
      action={
        may("messages:send") && (
          <Button
            label={{ ja: "直したので再開する", en: "Mended: resume" }}
            busy={resume.busy}
            onClick={() => resume.run({ sender: sender.sender })}
          />
        )
      }
    >
      <p>
        {t(joined([wayWords(sender.sender), reasonWords(sender.reason)], { ja: "：", en: ": " }))}
        {sender.response && <code>{sender.response}</code>}
      </p>
      <p className="tiny quiet">
        {t({
          ja: `${number(sender.waiting)}通が待っています。失われません。次に自動で試すのは`,
          en: `${number(sender.waiting)} wait; none is lost. The next automatic try is at `,
        })}
        <DateText at={sender.pausedUntil} />
        {t({ ja: "です。止まったのは", en: ". Closed since " })}
        <DateText at={sender.pausedAt} beside />
      </p>
    </Halted>
  )
}
