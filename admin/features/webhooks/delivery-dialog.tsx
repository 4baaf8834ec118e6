import { listDeliveries, postReplay, readDelivery } from "../../../server/capabilities/webhooks/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { CodeBlock } from "../../../ui/copy.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { reasonWords } from "./words.ts"

type Attempt = Reply<typeof readDelivery>["attemptLog"][number]

/** One message: its body, every attempt with what was answered, and sending it again. */
export function DeliveryDialog({ deliveryId, onClose }: { deliveryId: string; onClose: () => void }) {
  const t = useText()
  const toast = useToast()
  const delivery = useCall(readDelivery, { deliveryId }, { everyMs: 3_000, keep: true })
  const replay = useAct(postReplay, {
    refresh: [listDeliveries, readDelivery],
    done: () => toast({ words: { ja: "もう一度送ります。", en: "It will be sent again." } }),
  })
  const columns: Column<Attempt>[] = [
    { key: "at", head: { ja: "とき", en: "When" }, cell: ({ at }) => <DateText at={at} /> },
    {
      key: "answer",
      head: { ja: "応答", en: "Answer" },
      cell: ({ status, trouble, answer }) => (
        <>
          {status ?? t(reasonWords(trouble ?? ""))}
          {answer && (
            <span className="under">
              <code>{answer}</code>
            </span>
          )}
        </>
      ),
    },
    {
      key: "took",
      head: { ja: "かかった時間", en: "Took" },
      end: true,
      cell: ({ tookMs }) => <NumberText value={tookMs} unit=" ms" />,
    },
  ]
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={{ ja: "通知", en: "Delivery" }}
      actions={
        <>
          <Button label={{ ja: "閉じる", en: "Close" }} onClick={onClose} />
          <Button
            look="go"
            label={{ ja: "もう一度送る", en: "Send again" }}
            busy={replay.busy}
            onClick={() => replay.run({ deliveryId })}
          />
        </>
      }
    >
      <Loaded of={delivery} what={{ ja: "通知を読み込めませんでした", en: "The delivery could not be loaded" }}>
        {({ body, attemptLog }) => (
          <>
            <p className="small quiet">
              webhook-id <code>{deliveryId}</code>
            </p>
            <CodeBlock label={{ ja: "中身", en: "Body" }} text={JSON.stringify(JSON.parse(body), null, 2)} />
            {attemptLog.length > 0 && (
              <Table
                label={{ ja: "送った記録", en: "Attempts" }}
                columns={columns}
                rows={attemptLog}
                rowKey={({ at }) => at.toISOString()}
              />
            )}
          </>
        )}
      </Loaded>
    </Dialog>
  )
}
