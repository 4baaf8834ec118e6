import { getTimeline } from "../../../server/capabilities/events/contract.ts"
import { listMessages } from "../../../server/capabilities/messages/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Empty, FilteredToNothing } from "../../../ui/states.tsx"
import { Timeline, type TimelineEntry } from "../../../ui/timeline.tsx"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall, useList } from "../../app/use-call.ts"
import { Detail } from "./timeline-detail.tsx"
import { type Shown, together } from "./timeline-entries.ts"
import { type Fact, iconOf, type Kind, kindNamed, kinds, quoteOf, sourceOf, textOf, titleOf } from "./timeline-words.ts"

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
  const { money } = useFormat()
  const may = useMay()
  const messages = useCall(listMessages, { customerId, limit: 200 }, { when: may("messages:read") })
  const titles = new Map(messages.data?.items.map(({ messageId, title }) => [messageId, title]))
  return ({ fact, more }) => {
    const quote = quoteOf(fact)
    const isVisit = fact.name === "Page Viewed" && more.length > 0
    const pages = more.length + 1
    const skipped = fact.name === "Message Failed" && (textOf(fact, "reason") ?? "").startsWith("suppressed")
    return {
      id: String(fact.seq),
      at: fact.occurredAt,
      icon: iconOf(fact.name),
      title: isVisit ? { ja: `${pages}ページを見た`, en: `Viewed ${pages} pages` } : titleOf(fact, titles, money),
      source: sourceOf(fact),
      detail: isVisit ? pagesOf([fact, ...more]) : <Detail fact={fact} steps={more} />,
      ...(quote && { quote }),
      ...(fact.name === "Message Failed" && { ended: skipped ? ("skipped" as const) : ("failed" as const) }),
    }
  }
}

const pagesOf = (facts: readonly Fact[]) =>
  [...new Set(facts.flatMap((fact) => textOf(fact, "title") ?? textOf(fact, "path") ?? []))].slice(0, 4).join("、")
