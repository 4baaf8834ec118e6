import type { ReactNode } from "react"
import { getTimeline } from "../../../server/capabilities/events/contract.ts"
import { listMessages } from "../../../server/capabilities/messages/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty, FilteredToNothing } from "../../../ui/states.tsx"
import { Timeline, type TimelineEntry } from "../../../ui/timeline.tsx"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall, useList } from "../../app/use-call.ts"
import { type Shown, together } from "./timeline-entries.ts"
import {
  type Fact,
  iconOf,
  type Kind,
  kindNamed,
  kinds,
  productsOf,
  quoteOf,
  sourceOf,
  textOf,
  titleOf,
} from "./timeline-words.ts"

type Props = Pick<PageProps, "search" | "setSearch"> & { customerId: string }

/** Everything that happened with a person, whatever door it came by, newest first. */
export function CustomerTimeline({ customerId, search, setSearch }: Props) {
  const t = useText()
  const kind = kindNamed(search.kind)
  const { names, label } = kinds[kind]
  const facts = useList(
    getTimeline,
    { customerId, limit: 50, ...(names && { names: names.join(",") }) },
    { keep: true, everyMs: 60_000 },
  )
  const entryOf = useEntry(customerId)
  return (
    <Section
      first
      title={{ ja: "これまで", en: "So far" }}
      scope={kind === "all" ? { ja: "すべての出来事", en: "everything" } : label}
      beside={<Kinds kind={kind} onKind={(key) => setSearch({ kind: key === "all" ? "" : key })} />}
    >
      <Loaded of={facts} rows={8} what={{ ja: "出来事を読み込めませんでした", en: "The timeline could not be loaded" }}>
        {({ items }) => {
          if (items.length === 0 && kind !== "all")
            return <FilteredToNothing conditions={[label]} onClear={() => setSearch({ kind: "" })} />
          if (items.length === 0)
            return (
              <Empty
                title={{ ja: "出来事はまだありません", en: "Nothing has happened yet" }}
                why={{
                  ja: "注文、荷物、送ったお知らせ、サイトでの動きが、ここに並びます。",
                  en: "Orders, parcels, messages and visits are listed here.",
                }}
              />
            )
          return (
            <>
              <Timeline entries={together(items).map(entryOf)} />
              {facts.more && (
                <div className="customer-earlier">
                  <Button
                    look="text"
                    label={{ ja: "これより前を開く", en: "Show what was before" }}
                    onClick={facts.readMore}
                    busy={facts.isFetchingNextPage}
                  />
                </div>
              )}
              {!facts.more && items.length > 20 && (
                <p className="customer-earlier small faint">{t({ ja: "これで全部です", en: "That is all" })}</p>
              )}
            </>
          )
        }}
      </Loaded>
    </Section>
  )
}

function Kinds({ kind, onKind }: { kind: Kind; onKind: (kind: Kind) => void }) {
  const t = useText()
  const keys = Object.keys(kinds) as Kind[] // safe: its own keys
  return (
    <span className="customer-kinds" role="group" aria-label={t({ ja: "出来事の種類", en: "Kinds of events" })}>
      {keys.map((key) => (
        <button key={key} type="button" aria-pressed={key === kind} onClick={() => onKind(key)}>
          {t(kinds[key].label)}
        </button>
      ))}
    </span>
  )
}

/** Turns facts into entries, in the reader's language and with the titles of the messages they speak of. */
function useEntry(customerId: string): (shown: Shown) => TimelineEntry {
  const t = useText()
  const { money } = useFormat()
  const may = useMay()
  const messages = useCall(listMessages, { customerId, limit: 200 }, { when: may("messages:read") })
  const titles = new Map(messages.data?.items.map(({ messageId, title }) => [messageId, title]))
  return ({ fact, more }) => {
    const quote = quoteOf(fact)
    const pages = more.length + 1
    const skipped = fact.name === "Message Failed" && (textOf(fact, "reason") ?? "").startsWith("suppressed")
    return {
      id: String(fact.seq),
      at: fact.occurredAt,
      icon: iconOf(fact.name),
      title:
        more.length > 0 ? { ja: `${pages}ページを見た`, en: `Viewed ${pages} pages` } : titleOf(fact, titles, money),
      source: sourceOf(fact),
      detail: more.length > 0 ? pagesOf([fact, ...more]) : <Detail fact={fact} t={t} mayOpen={may} />,
      ...(quote && { quote }),
      ...(fact.name === "Message Failed" && { ended: skipped ? ("skipped" as const) : ("failed" as const) }),
    }
  }
}

const pagesOf = (facts: readonly Fact[]) =>
  [...new Set(facts.flatMap((fact) => textOf(fact, "title") ?? textOf(fact, "path") ?? []))].slice(0, 4).join("、")

/** The line under an entry: what it was about, and where to see more. */
function Detail({
  fact,
  t,
  mayOpen,
}: {
  fact: Fact
  t: ReturnType<typeof useText>
  mayOpen: (right: string) => boolean
}): ReactNode {
  const shipmentId = textOf(fact, "shipment_id")
  if (fact.name === "Order Placed")
    return (
      <>
        {productsOf(fact)}
        {fact.orderId && mayOpen("orders:read") && (
          <Open to={`/orders/${fact.orderId}`} words={t({ ja: "注文を見る", en: "Open" })} />
        )}
      </>
    )
  if (shipmentId)
    return (
      <>
        {t({ ja: "伝票 ", en: "No. " })}
        <span className="num">{textOf(fact, "tracking_number") ?? "－"}</span>
        {textOf(fact, "place") && `　${textOf(fact, "place")}`}
        {mayOpen("shipments:read") && (
          <Open to={`/shipments/${shipmentId}`} words={t({ ja: "荷物を見る", en: "Open" })} />
        )}
      </>
    )
  if (fact.messageId)
    return (
      mayOpen("messages:read") && (
        <Open to={`/messages/${fact.messageId}`} words={t({ ja: "送ったものを見る", en: "See it" })} />
      )
    )
  if (fact.orderId && mayOpen("orders:read"))
    return <Open to={`/orders/${fact.orderId}`} words={t({ ja: "注文を見る", en: "Open" })} />
  return Object.entries(fact.properties)
    .filter(([key, value]) => !hidden.has(key) && (typeof value === "string" || typeof value === "number"))
    .slice(0, 4)
    .map(([key, value]) => `${key}: ${value}`)
    .join("、")
}

// Said in the title already, or nothing that a person reads.
const hidden = new Set([
  "from",
  "into",
  "title",
  "path",
  "url",
  "referrer",
  "search",
  "query",
  "name",
  "comment",
  "note",
])

const Open = ({ to, words }: { to: string; words: string }) => (
  <Link to={to} className="customer-open">
    {words}
  </Link>
)
