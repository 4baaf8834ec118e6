import { useState } from "react"
import type { z } from "zod"
import { getConsents, getSuppressions } from "../../../server/capabilities/customers/contract.ts"
import type { CustomerView } from "../../../server/capabilities/customers/model-view.ts"
import { Button } from "../../../ui/button.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Status } from "../../../ui/status.tsx"
import { joined } from "../../../ui/text.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { LiftSuppression } from "./lift-suppression.tsx"
import { RecordConsent } from "./record-consent.tsx"
import { channelWords, consentShapes, consentWords, purposeWords, sourceWords, suppressionWords } from "./words.ts"

type Line = z.output<typeof getConsents.reply>["ledger"][number]

const few = 4

/** What the person agreed to and refused, line by line with its evidence, and what is stopped. */
export function CustomerConsents({ customer }: { customer: CustomerView }) {
  const t = useText()
  const may = useMay()
  const [recording, setRecording] = useState(false)
  const [all, setAll] = useState(false)
  const consents = useCall(getConsents, { customerId: customer.customerId })
  const mayEdit = may("customers:write") && !customer.isErased
  return (
    <Section
      title={{ ja: "同意の記録", en: "Consents" }}
      scope={{ ja: "新しい順", en: "newest first" }}
      beside={
        mayEdit && <Button look="text" label={{ ja: "記録する", en: "Record" }} onClick={() => setRecording(true)} />
      }
    >
      <Suppressions customer={customer} mayEdit={mayEdit} />
      <Loaded of={consents} rows={2}>
        {({ ledger }) =>
          ledger.length === 0 ? (
            <p className="customer-empty">
              {t({
                ja: "まだ何も尋ねていません。ご案内は届きません。",
                en: "Nothing was asked yet; no news and offers are sent.",
              })}
            </p>
          ) : (
            <>
              <ul className="customer-list">
                {newestFirst(ledger)
                  .slice(0, all ? undefined : few)
                  .map((line) => (
                    <ConsentLine
                      key={`${line.channel} ${line.purpose} ${line.at.toISOString()} ${line.state}`}
                      line={line}
                    />
                  ))}
              </ul>
              {ledger.length > few && !all && (
                <p className="customer-empty">
                  <Button
                    look="text"
                    label={{ ja: `すべての記録 ${ledger.length}件`, en: `All ${ledger.length} records` }}
                    onClick={() => setAll(true)}
                  />
                </p>
              )}
            </>
          )
        }
      </Loaded>
      {recording && <RecordConsent customerId={customer.customerId} onClose={() => setRecording(false)} />}
    </Section>
  )
}

const newestFirst = (ledger: readonly Line[]) => ledger.toSorted((a, b) => b.at.getTime() - a.at.getTime())

function ConsentLine({ line }: { line: Line }) {
  const t = useText()
  const evidence: readonly (readonly [string, string])[] = [
    ...(line.wording ? [[t({ ja: "見た文面", en: "Wording" }), line.wording] as const] : []),
    ...(line.wordingHash ? [[t({ ja: "画面の控え", en: "Its hash" }), line.wordingHash] as const] : []),
    ...(line.locale ? [[t({ ja: "言語", en: "Locale" }), line.locale] as const] : []),
    ...(line.ip ? [["IP", line.ip] as const] : []),
    ...Object.entries(line.evidence ?? {}).map(
      ([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)] as const,
    ),
  ]
  return (
    <li>
      <span>
        {t(joined([channelWords(line.channel), purposeWords(line.purpose)]))}
        <span className="under">
          <DateText at={line.at} /> · {t(sourceWords(line.source))}
        </span>
      </span>
      <span className="end">
        <Status is={consentShapes[line.state]} label={consentWords[line.state]} />
      </span>
      {evidence.length > 0 && (
        <details className="wide customer-evidence">
          <summary>{t({ ja: "証拠を見る", en: "Evidence" })}</summary>
          <dl>
            {evidence.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </li>
  )
}

type Suppression = z.output<typeof getSuppressions.reply>["items"][number]

function Suppressions({ customer, mayEdit }: { customer: CustomerView; mayEdit: boolean }) {
  const t = useText()
  const [lifting, setLifting] = useState<Suppression>()
  const { data } = useCall(getSuppressions, { customerId: customer.customerId })
  if (!data || data.items.length === 0) return null
  return (
    <ul className="customer-list">
      {data.items.map((one) => (
        <li key={one.suppressionId}>
          <span>
            {t(
              one.scope === "all"
                ? { ja: "すべての配信", en: "Everything" }
                : joined([channelWords(one.channel), ...(one.purpose ? [purposeWords(one.purpose)] : [])]),
            )}
            <span className="under">
              <DateText at={one.at} /> · {t(suppressionWords(one.reason))}
            </span>
          </span>
          <span className="end">
            <Status is="paused" label={{ ja: "止めています", en: "Stopped" }} />
            {mayEdit && (
              <span className="under">
                <Button look="text" label={{ ja: "解除する", en: "Lift" }} onClick={() => setLifting(one)} />
              </span>
            )}
          </span>
        </li>
      ))}
      {lifting && (
        <LiftSuppression {...lifting} customerId={customer.customerId} onClose={() => setLifting(undefined)} />
      )}
    </ul>
  )
}
