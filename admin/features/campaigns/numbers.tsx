import type { campaignNumbers } from "../../../server/capabilities/campaigns/contract.ts"
import type { CampaignView } from "../../../server/capabilities/campaigns/model-views.ts"
import { channelName, reasonWords } from "../../../server/capabilities/messages/reason-words-rules.ts"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Columns, type Row, Rows, Section } from "../../../ui/layout.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { NarrowcastsOf } from "../../app/narrowcasts.tsx"
import { messageStanding } from "../../app/words/message.ts"
import { Worth } from "./worth.tsx"
import { useLetterName } from "./use-letter-name.ts"

type Found = Reply<typeof campaignNumbers>
type Props = Pick<PageProps, "search" | "setSearch"> & { campaign: CampaignView; numbers: Found }

/** What came of it: every letter at its end, and the sum is what was planned. Each number opens to its people. */
export function Numbers({ campaign, numbers, setSearch }: Props) {
  const t = useText()
  const { number } = useFormat()
  const ends = grouped(numbers.ends)
  const rows: Row[] = [
    ...ends.map(
      ({ state, reason, channel, count }): Row => ({
        label: labelOf(state, reason, channel),
        value: (
          <button
            type="button"
            className="campaign-number num"
            aria-label={t({
              ja: `${labelOf(state, reason, channel).ja} ${count}人を見る`,
              en: `See ${count}: ${labelOf(state, reason, channel).en}`,
            })}
            onClick={() => setSearch({ state, reason: reason ?? "", channel: channel ?? "", variant: "" })}
          >
            {number(count)}
          </button>
        ),
      }),
    ),
    {
      label: { ja: "予定した通数", en: "Planned" },
      value: <span className="num">{number(numbers.planned)}</span>,
      total: true,
    },
  ]
  const passedOver = numbers.passedOver.reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      <Columns split="7-5">
        <Section title={{ ja: "どうなったか", en: "What became of it" }}>
          <Rows rows={rows} />
          {passedOver > 0 && (
            <p className="small">
              <button
                type="button"
                className="campaign-number"
                onClick={() => setSearch({ state: "passed-over", reason: "", channel: "", variant: "" })}
              >
                {t({
                  ja: `新しい文面がなく送らなかった人 ${number(passedOver)}人`,
                  en: `${number(passedOver)} for whom there was nothing new`,
                })}
              </button>
            </p>
          )}
        </Section>
        <Reactions numbers={numbers} campaign={campaign} />
      </Columns>
      {numbers.variants.length > 1 && <Variants campaign={campaign} numbers={numbers} />}
      {ends.some(({ channel }) => channel === "line") && <NarrowcastsOf originId={campaign.campaignId} />}
      <Worth campaignId={campaign.campaignId} />
    </>
  )
}

const labelOf = (state: string, reason: string | null, channel: string | null): Text => {
  const { label } = messageStanding(state)
  const more = reason ? reasonWords(reason) : channel ? channelName(channel) : undefined
  return more ? { ja: `${label.ja}（${more.ja}）`, en: `${label.en} (${more.en})` } : label
}

/** Over all variants and sendings; what was sent is told by channel, everything else by reason. */
function grouped(ends: Found["ends"]) {
  const groups = new Map<string, { state: string; reason: string | null; channel: string | null; count: number }>()
  for (const { state, reason, channel, count } of ends) {
    const of = { state, reason, channel: reason === null ? channel : null }
    const key = JSON.stringify(of)
    groups.set(key, { ...of, count: (groups.get(key)?.count ?? 0) + count })
  }
  return [...groups.values()].sort((a, b) => b.count - a.count)
}

function Reactions({ numbers, campaign }: { numbers: Found; campaign: CampaignView }) {
  const t = useText()
  const { number, percent } = useFormat()
  const sum = (of: (variant: Found["variants"][number]) => number) =>
    numbers.variants.reduce((all, one) => all + of(one), 0)
  const delivered = sum((one) => one.delivered)
  const openable = sum((one) => one.openable)
  const rate = (people: number, withMachines?: number, of = delivered) => (
    <span className="num">
      {of === 0 ? t({ ja: "まだ分かりません", en: "Not known yet" }) : percent(people / of)}
      {of > 0 && withMachines !== undefined && withMachines !== people && (
        <span className="campaign-under">
          {t({
            ja: `機械も入れると ${percent(withMachines / of)}`,
            en: `${percent(withMachines / of)} with machines`,
          })}
        </span>
      )}
    </span>
  )
  const left = sum((one) => one.left)
  const [first] = campaign.segments
  return (
    <Section
      title={{ ja: "読んだ人の反応", en: "What readers did" }}
      scope={{ ja: "人が行ったことだけを数えます", en: "Only what people did themselves" }}
    >
      <Rows
        rows={[
          { label: { ja: "届いた", en: "Delivered" }, value: <span className="num">{number(delivered)}</span> },
          {
            label: { ja: "開いた", en: "Opened" },
            ...(openable < delivered && openable > 0 && { under: t({ ja: "メールだけ", en: "Mails only" }) }),
            value:
              openable === 0 && delivered > 0 ? (
                <span className="faint">
                  {t({ ja: "このチャネルでは分かりません", en: "This channel does not tell" })}
                </span>
              ) : (
                rate(
                  sum((one) => one.opened),
                  sum((one) => one.openedWithMachines),
                  openable,
                )
              ),
          },
          {
            label: { ja: "リンクを開いた", en: "Followed a link" },
            value: rate(
              sum((one) => one.clicked),
              sum((one) => one.clickedWithMachines),
            ),
          },
          {
            label: { ja: "配信を止めた", en: "Unsubscribed" },
            ...(first && { under: t(first.name) }),
            value: rate(left),
          },
        ]}
      />
    </Section>
  )
}

function Variants({ campaign, numbers }: { campaign: CampaignView; numbers: Found }) {
  const t = useText()
  const { number, percent } = useFormat()
  const letterName = useLetterName(campaign.plan)
  const name = (key: string) =>
    t({ ja: `${key.toUpperCase()}　${letterName(key)}`, en: `${key.toUpperCase()}: ${letterName(key)}` })
  type Variant = Found["variants"][number]
  const columns: Column<Variant>[] = [
    { key: "name", head: { ja: "文面", en: "Words" }, cell: ({ key }) => name(key) },
    {
      key: "delivered",
      head: { ja: "届いた", en: "Delivered" },
      end: true,
      cell: (one) => <span className="num">{number(one.delivered)}</span>,
    },
    {
      key: "clicked",
      head: { ja: "リンクを開いた", en: "Followed a link" },
      end: true,
      cell: (one) => (
        <span className="num">
          {number(one.clicked)}
          {one.delivered > 0 && <span className="campaign-under">{percent(one.clicked / one.delivered)}</span>}
        </span>
      ),
    },
    {
      key: "left",
      head: { ja: "配信を止めた", en: "Unsubscribed" },
      end: true,
      cell: (one) => <span className="num">{number(one.left)}</span>,
    },
  ]
  return (
    <Section title={{ ja: "文面のくらべ", en: "The words compared" }} scope={same("")}>
      {numbers.comparison && <p>{t(verdictOf(numbers.comparison, name, number))}</p>}
      <Table
        label={{ ja: "文面ごとの結果", en: "Each of the words" }}
        columns={columns}
        rows={numbers.variants}
        rowKey={({ key }) => key}
      />
    </Section>
  )
}

type Verdict = NonNullable<Found["comparison"]>

/** The answer as a sentence; a winner only when the interval leaves no doubt. */
function verdictOf(
  { verdict, leader, more }: Verdict,
  name: (key: string) => string,
  number: (n: number) => string,
): Text {
  if (verdict === "winner" && leader)
    return {
      ja: `「${name(leader)}」のほうが、リンクを開いた人が多いと言えます（何度見ても5%より多くは間違えない方法です）。`,
      en: `More people follow “${name(leader)}”, surely enough: wrong at most one time in twenty, however often you look.`,
    }
  return more === null
    ? { ja: "まだ言えません。", en: "That can't be said yet." }
    : {
        ja: `まだ言えません。あと${number(more)}人ほど届くと言えそうです。`,
        en: `That can't be said yet: about ${number(more)} people more.`,
      }
}
