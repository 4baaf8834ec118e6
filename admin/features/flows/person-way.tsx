import { flowPerson } from "../../../server/capabilities/flows/contract.ts"
import { Dialog } from "../../../ui/dialog.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Link } from "../../../ui/link.tsx"
import { Status } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { standingOf } from "./letter-words.ts"
import { Reasons, TakenSteps } from "./taken-steps.tsx"

type Props = { flowId: string; customerId: string; nameOf: (id: string) => Text; onClose: () => void }

/** One person's way through the flow, with the reason of every step, and whether they would come in now. */
export function PersonWay({ flowId, customerId, nameOf, onClose }: Props) {
  const t = useText()
  const found = useCall(flowPerson, { flowId, customerId })
  const name = found.data?.runs[0]?.name
  return (
    <Dialog
      wide
      open
      onClose={onClose}
      title={
        name
          ? { ja: `${name} 様の道のり`, en: `The way of ${name}` }
          : { ja: "この方の道のり", en: "This person's way" }
      }
    >
      <Loaded of={found} rows={6}>
        {({ runs, now }) => (
          <div className="flow-way-of">
            <p className="small">
              <Link to={`/customers/${customerId}`}>
                {t({ ja: "顧客のページを開く", en: "Open the customer's page" })}
              </Link>
            </p>
            {runs.map((run) => (
              <section key={run.runId}>
                <header className="flow-part-head">
                  <h3>
                    <DateText at={run.enteredAt} />{" "}
                    {t({ ja: `から・第${run.version}版`, en: `on, version ${run.version}` })}
                  </h3>
                  <Status {...standingOf(run)} />
                </header>
                <TakenSteps steps={run.steps} nameOf={nameOf} />
                {run.state === "active" && run.step && (
                  <p className="small">
                    {t({ ja: `いまは「${nameOf(run.step).ja}」`, en: `Now at “${nameOf(run.step).en}”` })}
                    {run.dueAt && (
                      <>
                        {t({ ja: "。次に動くのは ", en: ", to move on " })}
                        <DateText at={run.dueAt} />
                      </>
                    )}
                  </p>
                )}
              </section>
            ))}
            {now && (
              <section>
                <h3>
                  {t(
                    now.comesIn
                      ? { ja: "いまきっかけが起きたら、入ります", en: "Would come in if it were set off now" }
                      : { ja: "いまきっかけが起きても、入りません", en: "Would not come in now" },
                  )}
                </h3>
                <Reasons reasons={now.reasons} />
                {now.nextAt && (
                  <p className="small quiet">
                    {t({ ja: "次に入れるのは ", en: "Can come in again from " })}
                    <DateText at={now.nextAt} />
                  </p>
                )}
              </section>
            )}
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}
