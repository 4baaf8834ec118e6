import { useState } from "react"
import { segmentsOfCustomer, whySegment } from "../../../server/capabilities/segments/contract.ts"
import { Dialog } from "../../../ui/dialog.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import type { Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { VerdictPanel } from "../../app/verdict-panel.tsx"

type Membership = Reply<typeof segmentsOfCustomer>["items"][number]

const causes: Record<Membership["cause"], Text> = {
  facts: { ja: "行動や情報の変化で", en: "by what they did" },
  time: { ja: "日がたって", en: "as time passed" },
  definition: { ja: "条件が変わって", en: "as the conditions changed" },
  merge: { ja: "記録をまとめて", en: "by a merge of records" },
}

/** Where she belongs, since when and why; and where she belonged before. */
export function CustomerSegments({ customerId }: { customerId: string }) {
  const t = useText()
  const [asked, setAsked] = useState<Membership>()
  const [past, setPast] = useState(false)
  const found = useCall(segmentsOfCustomer, { customerId })
  const items = found.data?.items ?? []
  const now = items.filter(({ leftAt }) => leftAt === null)
  const before = items.filter(({ leftAt }) => leftAt !== null)
  if (items.length === 0) return null
  return (
    <Section
      title={{ ja: "セグメント", en: "Segments" }}
      scope={{ ja: `いま${now.length}件`, en: `in ${now.length} now` }}
      beside={
        before.length > 0 && (
          <button type="button" className="link" onClick={() => setPast(!past)} aria-expanded={past}>
            {t(
              past
                ? { ja: "いまだけ", en: "Only now" }
                : { ja: `以前の ${before.length}件`, en: `${before.length} before` },
            )}
          </button>
        )
      }
    >
      <ul className="customer-list">
        {(past ? [...now, ...before] : now).map((membership) => (
          <Row
            key={`${membership.segmentId}${membership.enteredAt.toISOString()}`}
            of={membership}
            onWhy={() => setAsked(membership)}
          />
        ))}
      </ul>
      <Dialog open={asked !== undefined} onClose={() => setAsked(undefined)} title={asked?.name ?? { ja: "", en: "" }}>
        {asked && <Why segmentId={asked.segmentId} customerId={customerId} />}
      </Dialog>
    </Section>
  )
}

function Row({ of, onWhy }: { of: Membership; onWhy: () => void }) {
  const t = useText()
  return (
    <li>
      <span>
        <Link to={`/segments/${of.segmentId}`}>{t(of.name)}</Link>
        <span className="under">
          {of.leftAt === null ? (
            <>
              <DateText at={of.enteredAt} only="date" />
              {t({ ja: `から・${causes[of.cause].ja}`, en: ` on, ${causes[of.cause].en}` })}
            </>
          ) : (
            <>
              <DateText at={of.enteredAt} only="date" />
              {t({ ja: "〜", en: " – " })}
              <DateText at={of.leftAt} only="date" />
            </>
          )}
        </span>
      </span>
      <span className="end">
        <button type="button" className="link" onClick={onWhy}>
          {t(of.leftAt === null ? { ja: "なぜ", en: "Why" } : { ja: "いまは", en: "Why not" })}
          <span className="hidden-text">{t(of.name)}</span>
        </button>
      </span>
    </li>
  )
}

function Why({ segmentId, customerId }: { segmentId: string; customerId: string }) {
  const t = useText()
  const why = useCall(whySegment, { segmentId, customerId })
  return (
    <Loaded of={why} rows={4}>
      {({ holds, sentence, verdict }) => (
        <>
          <p>{t(sentence)}</p>
          <VerdictPanel
            verdict={verdict}
            question={holds ? { ja: "なぜ入っているか", en: "Why in" } : { ja: "なぜ入らないか", en: "Why not in" }}
            subject={
              holds
                ? { ja: "いま、当てはまります", en: "Matches now" }
                : { ja: "いまは当てはまりません", en: "Does not match now" }
            }
          />
        </>
      )}
    </Loaded>
  )
}
