import { useMemo } from "react"
import { countAudience } from "../../../server/capabilities/segments/contract.ts"
import type { SegmentDocument } from "../../../server/capabilities/segments/model.ts"
import type { Reach, Sample } from "../../../server/capabilities/segments/model-segment.ts"
import { Bars } from "../../../ui/charts/bars.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Note, Section } from "../../../ui/layout.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { same, type Text } from "../../../ui/text.ts"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { type Group, written } from "../../app/conditions/edited.ts"
import { channelWords } from "../../app/conditions/phrase-person.ts"

/** Who a document would hold, counted now. The last answer stays until the next one is here. */
export const useAudience = (document: SegmentDocument, when = true) =>
  useCall(countAudience, { document }, { keep: true, when })

/** The document of the rows up to and with this one: what each row of a sentence leaves. */
export function useRowsUpTo(group: Group, at: number): SegmentDocument {
  return useMemo(() => written({ ...group, items: group.items.slice(0, at + 1) }), [group, at])
}

/** How many are left after a row, how many it took away, and both on one scale. */
export function RowCount({ group, at }: { group: Group; at: number }) {
  const t = useText()
  const { number, change } = useFormat()
  const here = useAudience(useRowsUpTo(group, at))
  const above = useAudience(useRowsUpTo(group, at - 1), at > 0)
  if (!here.data) return <span className="segment-left" />
  const { count, of } = here.data
  const before = at === 0 ? of : above.data?.count
  const isLast = at === group.items.length - 1
  return (
    <span className={here.isPlaceholderData ? "segment-left waiting" : "segment-left"}>
      <span className="bar" aria-hidden>
        <i className={isLast ? "last" : undefined} style={{ width: `${of === 0 ? 0 : (count / of) * 100}%` }} />
      </span>
      <span className="num">
        <span className="hidden-text">{t({ ja: "ここまでで", en: "Left so far: " })}</span>
        {number(count)}
        {before !== undefined && <small>{change(count - before)}</small>}
      </span>
    </span>
  )
}

const channels = ["email", "line", "sms", "push", "post", "relay"] as const

/** On which channels an audience can be reached for marketing. */
export function ReachSection({ reach, count }: { reach: Reach; count: number }) {
  const { number, percent } = useFormat()
  const row = (label: Text, value: number, look: "soft" | "outline" = "soft") => ({
    label,
    value,
    look,
    text: number(value),
    below: count > 0 ? percent(value / count) : undefined,
  })
  return (
    <Section
      title={{ ja: "届く手段", en: "Can be reached by" }}
      scope={{
        ja: `${number(count)}人の内訳・ご案内に同意のある人`,
        en: `of ${number(count)}, with consent for news and offers`,
      }}
    >
      <div className="segment-reach">
        <Bars
          most={Math.max(1, count)}
          rows={[
            // Few brands have a system of their own that brings letters.
            ...channels
              .filter((channel) => channel !== "relay" || reach.relay > 0)
              .map((channel) => row(channelNames[channel], reach[channel])),
            row({ ja: "どの手段でも届かない", en: "Not at all" }, reach.none, "outline"),
          ]}
        />
      </div>
    </Section>
  )
}

const channelNames: Record<(typeof channels)[number], Text> = {
  email: { ja: channelWords.email.ja, en: "E-mail" },
  line: same("LINE"),
  sms: same("SMS"),
  push: { ja: channelWords.push.ja, en: "Push" },
  post: { ja: channelWords.post.ja, en: "Post" },
  relay: { ja: channelWords.relay.ja, en: "Another system" },
}

export const nameOfSample = ({ displayName, email }: Sample): Text =>
  displayName || email ? same(displayName || email || "") : { ja: "お名前のない方", en: "Someone without a name" }

/** A few of them, or all that are loaded; names only for those who may see them. */
export function PeopleTable<P extends Sample>({
  people,
  more = [],
}: {
  people: readonly P[]
  more?: readonly Column<P>[]
}) {
  const t = useText()
  const may = useMay()
  const columns: Column<P>[] = [
    { key: "name", head: { ja: "お名前", en: "Name" }, cell: (person) => t(nameOfSample(person)) },
    {
      key: "email",
      head: { ja: "メール", en: "E-mail" },
      cell: (person) => <span className="segment-break">{person.email ?? "－"}</span>,
    },
    ...more,
  ]
  return (
    <>
      {!may("customers:personal") && (
        <div className="segment-gap">
          <Note>
            {t({
              ja: "個人情報を見る権限がないため、お名前と連絡先を伏せています。",
              en: "Names and addresses are hidden: you do not have the right to see personal data.",
            })}
          </Note>
        </div>
      )}
      <Table
        label={{ ja: "当てはまる人", en: "Who matches" }}
        columns={columns}
        rows={people}
        rowKey={(person) => person.customerId}
        to={(person) => `/customers/${person.customerId}`}
      />
    </>
  )
}
