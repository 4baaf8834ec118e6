import { campaignPeople } from "../../../server/capabilities/campaigns/contract.ts"
import { channelName, reasonWords } from "../../../server/capabilities/messages/reason-words-rules.ts"
import { Button } from "../../../ui/button.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useList } from "../../app/use-call.ts"
import { messageStanding } from "../../app/words/message.ts"

type Person = Reply<typeof campaignPeople>["items"][number]
type Props = Pick<PageProps, "search" | "setSearch"> & { campaignId: string }

/** The people behind a number. */
export function PeopleBehind({ campaignId, search, setSearch }: Props) {
  const t = useText()
  const { state, reason, channel, variant } = search
  const people = useList(campaignPeople, {
    campaignId,
    ...(state && { state }),
    ...(reason && { reason }),
    ...(channel && { channel }),
    ...(variant && { variant }),
    limit: 50,
  })
  const columns: Column<Person>[] = [
    {
      key: "who",
      head: { ja: "お客様", en: "Customer" },
      cell: ({ displayName, email }) => displayName ?? email ?? t({ ja: "（名前なし）", en: "(no name)" }),
    },
    {
      key: "state",
      head: { ja: "どうなったか", en: "What became of it" },
      cell: ({ state: at, reason: why, channel: by }) => (
        <span className="small">
          {at === "passed-over" ? t({ ja: "送らなかった", en: "Passed over" }) : <Status {...messageStanding(at)} />}
          {(why ?? by) && <span className="campaign-under">{t(why ? reasonWords(why) : channelName(by ?? ""))}</span>}
        </span>
      ),
    },
    {
      key: "at",
      head: { ja: "日時", en: "When" },
      cell: ({ at }) => (at ? <DateText at={at} /> : <span className="faint">－</span>),
    },
    {
      key: "message",
      head: { ja: "メッセージ", en: "Message" },
      cell: ({ messageId }) =>
        messageId ? (
          <Link to={`/messages/${messageId}`}>{t({ ja: "見る", en: "See" })}</Link>
        ) : (
          <span className="faint">－</span>
        ),
    },
  ]
  return (
    <Section
      title={{ ja: "この数字の人たち", en: "The people behind it" }}
      beside={
        <Button
          look="text"
          label={{ ja: "閉じる", en: "Close" }}
          onClick={() => setSearch({ state: "", reason: "", channel: "", variant: "" })}
        />
      }
    >
      <Loaded of={people} what={{ ja: "お客様を読み込めませんでした", en: "They could not be loaded" }}>
        {({ items }) => (
          <>
            <Table
              label={{ ja: "この数字の人たち", en: "The people behind it" }}
              columns={columns}
              rows={items}
              rowKey={(person) => person.messageId ?? person.customerId}
              to={({ customerId }) => `/customers/${customerId}`}
            />
            <Pager shown={items.length} more={people.more} busy={people.isFetchingNextPage} onMore={people.readMore} />
          </>
        )}
      </Loaded>
    </Section>
  )
}
