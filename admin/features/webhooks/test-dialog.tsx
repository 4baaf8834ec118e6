import { useState } from "react"
import { listDeliveries, type listTopics, postTestMessage } from "../../../server/capabilities/webhooks/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { CodeBlock } from "../../../ui/copy.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field } from "../../../ui/field.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import { useAct } from "../../app/use-call.ts"
import type { Endpoint } from "./words.ts"

type Props = { endpoint: Endpoint; topics: Reply<typeof listTopics>["items"]; onClose: () => void }

/** Sends the sample of a topic, so that the receiver can be seen at work. */
export function TestDialog({ endpoint, topics, onClose }: Props) {
  const toast = useToast()
  const [topic, setTopic] = useState<Endpoint["topics"][number]>(endpoint.topics[0] ?? "order.received")
  const send = useAct(postTestMessage, {
    refresh: [listDeliveries],
    done: () => {
      onClose()
      toast({ words: { ja: "送りました。結果は下の記録に出ます。", en: "Sent. The log below shows what came of it." } })
    },
  })
  const sample = topics.find((known) => known.topic === topic)?.sample ?? {}
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={{ ja: "ためしに通知する", en: "Send a test" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button
            look="go"
            label={{ ja: "送る", en: "Send" }}
            busy={send.busy}
            onClick={() => send.run({ endpointId: endpoint.endpointId, topic })}
          />
        </>
      }
    >
      <Field label={{ ja: "できごと", en: "Topic" }}>
        <Select
          value={topic}
          onChange={setTopic}
          options={topics.map((known) => ({ value: known.topic, label: known.words }))}
        />
      </Field>
      <CodeBlock
        label={{ ja: "送る中身", en: "What is sent" }}
        text={JSON.stringify({ type: topic, data: { ...sample, test: true } }, null, 2)}
      />
    </Dialog>
  )
}
