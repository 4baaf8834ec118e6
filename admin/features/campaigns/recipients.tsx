import type { CampaignPlan } from "../../../server/capabilities/campaigns/model.ts"
import type { Estimate } from "../../../server/capabilities/campaigns/model-views.ts"
import { channelName, reasonWords } from "../../../server/capabilities/messages/reason-words-rules.ts"
import { DateText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { type Row, Rows, Section } from "../../../ui/layout.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { useMay } from "../../app/session.tsx"

type Person = Estimate["sample"][number]

/** How many get it by which channel, how many don't and why, and twenty of them. */
export function Recipients({ estimate, plan }: { estimate: Estimate; plan: CampaignPlan }) {
  const t = useText()
  const { number } = useFormat()
  const isWhole = estimate.ofSample >= estimate.audience
  /** Of a sample, what it means for all. */
  const forAll = (count: number) => Math.round((count / Math.max(1, estimate.ofSample)) * estimate.audience)
  const people = (count: number) => (
    <span className="num">
      {isWhole
        ? t({ ja: `${number(count)}人`, en: number(count) })
        : t({ ja: `約 ${number(forAll(count))}人`, en: `about ${number(forAll(count))}` })}
    </span>
  )
  const held = Math.round((estimate.audience * plan.holdoutBp) / 10_000)
  const rows: Row[] = [
    ...estimate.channels.map(({ key, count }) => ({ label: channelName(key), value: people(count) })),
    ...estimate.waits.map(({ key, count }) => ({
      label: { ja: `待ってから: ${reasonWords(key).ja}`, en: `Later: ${reasonWords(key).en}` },
      value: people(count),
    })),
    ...estimate.skipped.map(({ key, count }) => ({
      label: { ja: `届きません: ${reasonWords(key).ja}`, en: `None: ${reasonWords(key).en}` },
      value: people(count),
    })),
  ]
  return (
    <Section
      title={{ ja: "届く相手", en: "Who gets it" }}
      scope={
        isWhole
          ? {
              ja: `${number(estimate.audience)}人全員を確かめました`,
              en: `All ${number(estimate.audience)} were looked at`,
            }
          : {
              ja: `${number(estimate.audience)}人のうち${number(estimate.ofSample)}人を確かめた推定です`,
              en: `Estimated from ${number(estimate.ofSample)} of ${number(estimate.audience)}`,
            }
      }
    >
      <Rows rows={rows} />
      {held > 0 && (
        <p className="quiet small">
          {t({
            ja: `このうち約${number(held)}人には送らず、効果をくらべるために残します。`,
            en: `About ${number(held)} of them are kept apart to compare with.`,
          })}
        </p>
      )}
      {estimate.sample.length > 0 && <Sample people={estimate.sample} />}
    </Section>
  )
}

function Sample({ people }: { people: readonly Person[] }) {
  const t = useText()
  const may = useMay()
  const columns: Column<Person>[] = [
    {
      key: "who",
      head: { ja: "お客様", en: "Customer" },
      cell: ({ displayName, email }) => (
        <>
          {displayName ??
            email ??
            t(
              may("customers:personal")
                ? { ja: "名前なし", en: "No name" }
                : { ja: "（伏せています）", en: "(hidden)" },
            )}
        </>
      ),
    },
    {
      key: "how",
      head: { ja: "こうなります", en: "What happens" },
      cell: ({ outcome, channel, reason }) => (
        <span className="small">
          {outcome === "send" && channel ? t(channelName(channel)) : reason ? t(reasonWords(reason)) : ""}
        </span>
      ),
    },
    {
      key: "when",
      head: { ja: "いつ", en: "When" },
      cell: ({ outcome, sendAt }) =>
        outcome === "skip" || !sendAt ? <span className="faint">－</span> : <DateText at={sendAt} />,
    },
  ]
  return (
    <details>
      <summary>{t({ ja: `たとえば、この${people.length}人`, en: `For example these ${people.length}` })}</summary>
      <Table
        label={{ ja: "届く相手の例", en: "Some of them" }}
        columns={columns}
        rows={people}
        rowKey={({ customerId }) => customerId}
        to={({ customerId }) => `/customers/${customerId}`}
      />
    </details>
  )
}
