import { useEffect, useState } from "react"
import { listNarrowcasts } from "../../server/capabilities/line/contract.ts"
import { useFormat, useText } from "../../ui/language.tsx"
import { Section } from "../../ui/layout.tsx"
import { Status } from "../../ui/status.tsx"
import { Table } from "../../ui/table.tsx"
import type { Text } from "../../ui/text.ts"
import type { Reply } from "./call.ts"
import { Loaded } from "./loaded.tsx"
import { Below } from "./settings-page.tsx"
import { useCall } from "./use-call.ts"

type Narrowcast = Reply<typeof listNarrowcasts>["items"][number]

const states: Record<Narrowcast["state"], { is: "waiting" | "done" | "failed"; label: Text }> = {
  gathering: { is: "waiting", label: { ja: "相手を集めています", en: "Gathering readers" } },
  closed: { is: "waiting", label: { ja: "オーディエンスを作っています", en: "Making the audience" } },
  uploaded: { is: "waiting", label: { ja: "LINEの準備を待っています", en: "LINE makes it ready" } },
  sending: { is: "waiting", label: { ja: "LINEが送っています", en: "LINE is sending it" } },
  multicast: { is: "waiting", label: { ja: "まとめ送りに切りかえました", en: "Going as a multicast" } },
  sent: { is: "done", label: { ja: "送りました", en: "Sent" } },
  failed: { is: "failed", label: { ja: "送れませんでした", en: "Not sent" } },
  unknown: { is: "failed", label: { ja: "届いたか分かりません", en: "Nobody knows" } },
}

/** What became of each narrowcast as a whole: of single readers LINE tells nothing. */
export function Narrowcasts() {
  const t = useText()
  const all = useCall(listNarrowcasts, {}, { everyMs: 30_000, keep: true })
  return (
    <Section title={{ ja: "ナローキャストの結果", en: "What became of narrowcasts" }}>
      <Below>
        <Loaded
          of={all}
          what={{ ja: "ナローキャストを読み込めませんでした", en: "The narrowcasts could not be loaded" }}
        >
          {({ items }) =>
            items.length === 0 ? (
              <p className="small quiet">{t({ ja: "まだ送っていません。", en: "None has been sent yet." })}</p>
            ) : (
              <Ends items={items} />
            )
          }
        </Loaded>
      </Below>
    </Section>
  )
}

/** The same on the page of the campaign that they belong to; nothing where it sent none. */
export function NarrowcastsOf({ originId }: { originId: string }) {
  const t = useText()
  const [isOpen, setOpen] = useState(true)
  const all = useCall(listNarrowcasts, { originId }, { everyMs: isOpen ? 5_000 : 60_000, keep: true })
  const items = all.data?.items
  useEffect(() => setOpen(items?.some(({ endedAt }) => endedAt === null) ?? true), [items])
  if (!items || items.length === 0) return null
  return (
    <Section title={{ ja: "LINEのナローキャスト", en: "Narrowcasts by LINE" }}>
      <Below>
        <p className="small quiet">
          {t({
            ja: "まとめて渡したので、だれに届いたかはLINEから分かりません。届いた数は、LINEの集計です。",
            en: "They were handed over together, so LINE does not tell who got it. What arrived is LINE's own count.",
          })}
        </p>
        <Ends items={items} />
      </Below>
    </Section>
  )
}

function Ends({ items }: { items: readonly Narrowcast[] }) {
  const t = useText()
  const { number, moment } = useFormat()
  const counted = ({ successCount, failureCount }: Narrowcast): Text | null =>
    successCount === null
      ? null
      : {
          ja: `${number(successCount)}人に送信、${number(failureCount ?? 0)}人は不可`,
          en: `${number(successCount)} sent, ${number(failureCount ?? 0)} not`,
        }
  return (
    <Table
      label={{ ja: "ナローキャスト", en: "Narrowcasts" }}
      rows={[...items]}
      rowKey={({ narrowcastId }) => narrowcastId}
      to={({ messageId }) => (messageId === null ? "/messages" : `/messages/${messageId}`)}
      columns={[
        { key: "at", head: { ja: "はじめ", en: "Began" }, cell: ({ beganAt }) => moment(beganAt) },
        {
          key: "people",
          head: { ja: "相手", en: "Readers" },
          end: true,
          cell: ({ people }) => number(people),
        },
        {
          key: "state",
          head: { ja: "状態", en: "State" },
          cell: ({ state }) => <Status is={states[state].is} label={states[state].label} />,
        },
        {
          key: "end",
          head: { ja: "LINEの集計", en: "By LINE's count" },
          cell: (row) => t(counted(row) ?? row.why ?? { ja: "まだです", en: "Not yet" }),
        },
      ]}
    />
  )
}
