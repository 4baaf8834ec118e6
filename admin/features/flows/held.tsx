import { discardHeld, heldLetters, releaseHeld } from "../../../server/capabilities/flows/contract.ts"
import type { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import type { Flow } from "../../../server/capabilities/flows/model-flow.ts"
import { useState } from "react"
import { Button, ButtonRow } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import type { FlowNames } from "./naming.ts"
import { messageOrder } from "./naming.ts"
import { cardWords } from "./words.ts"

type Props = { flow: Flow; document: FlowDocument; names: FlowNames }

/** Messages that were made and wait: of shadow mode and of manual messages. One click sends them, one discards them. */
export function Held({ flow, document, names }: Props) {
  const t = useText()
  const may = useMay()
  const toast = useToast()
  const { number } = useFormat()
  const held = useCall(heldLetters, { flowId: flow.flowId }, { when: flow.liveVersion !== null, everyMs: 15_000 })
  const [asking, setAsking] = useState<"release" | "discard">()
  const said = (count: number, isSent: boolean) =>
    toast({
      words: isSent
        ? { ja: `${number(count)}通を送り始めました。`, en: `${number(count)} messages are on their way.` }
        : { ja: `${number(count)}通を捨てました。`, en: `${number(count)} messages are discarded.` },
    })
  const release = useAct(releaseHeld, { done: ({ count }) => said(count, true) })
  const discard = useAct(discardHeld, { done: ({ count }) => said(count, false) })
  const items = held.data?.items ?? []
  const all = items.reduce((sum, { count }) => sum + count, 0)
  if (all === 0) return null
  const order = messageOrder(document)
  return (
    <section className="flow-part flow-held">
      <header className="flow-part-head">
        <h3>{t({ ja: "確かめるのを待っています", en: "Waiting to be looked at" })}</h3>
        <b className="num needed">{t({ ja: `${number(all)}通`, en: number(all) })}</b>
      </header>
      <ul className="flow-rows">
        {items.map(({ step, count, oldestAt }) => {
          const known = document.steps.find(({ id }) => id === step)
          return (
            <li key={step}>
              <span>
                {known ? t(cardWords(known, names, order.get(step)).title) : step}
                <span className="flow-under">
                  {t({ ja: "いちばん古いもの ", en: "oldest " })}
                  <DateText at={oldestAt} />
                </span>
              </span>
              <span className="num">{number(count)}</span>
            </li>
          )
        })}
      </ul>
      {may("messages:send") && (
        <ButtonRow>
          <Button
            label={{ ja: "すべて送る", en: "Send all" }}
            onClick={() => setAsking("release")}
            busy={release.busy}
          />
          <Button
            look="text"
            label={{ ja: "すべて捨てる", en: "Discard all" }}
            onClick={() => setAsking("discard")}
            busy={discard.busy}
          />
        </ButtonRow>
      )}
      <ConfirmDialog
        open={asking !== undefined}
        onClose={() => setAsking(undefined)}
        onConfirm={() => {
          if (asking === "release") release.run({ flowId: flow.flowId })
          else discard.run({ flowId: flow.flowId })
          setAsking(undefined)
        }}
        look={asking === "discard" ? "danger" : "go"}
        title={
          asking === "discard"
            ? { ja: `${number(all)}通を捨てますか`, en: `Discard ${number(all)} messages?` }
            : { ja: `${number(all)}通を送りますか`, en: `Send ${number(all)} messages?` }
        }
        confirm={asking === "discard" ? { ja: "捨てる", en: "Discard" } : { ja: "送る", en: "Send" }}
      >
        <p>
          {t(
            asking === "discard"
              ? {
                  ja: "捨てた一通ずつに理由が残ります。元には戻せません。",
                  en: "Each keeps its reason. It can't be undone.",
                }
              : {
                  ja: "一人ずつ、いま送ってよいかをもう一度確かめてから送ります。",
                  en: "Whether each may be sent is decided anew for each person.",
                },
          )}
        </p>
      </ConfirmDialog>
    </section>
  )
}
