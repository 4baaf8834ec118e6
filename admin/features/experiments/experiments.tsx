import { listExperiments } from "../../../server/capabilities/experiments/contract.ts"
import { ButtonLink } from "../../../ui/button.tsx"
import { DateText, NumberText, PercentText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { addressOf, type Item, kindWords, metricWords, nameOf, sentenceOf, verdictStanding } from "./words.ts"

/** Everything that is compared with silence or with another version, and what it is worth. */
export function Experiments() {
  const may = useMay()
  const found = useCall(listExperiments, {}, { everyMs: 60_000, keep: true })
  return (
    <Page
      title={{ ja: "効果", en: "Lift" }}
      actions={
        may("brand:read") && (
          <ButtonLink label={{ ja: "効果の測り方", en: "How it is measured" }} to="/settings/experiments" />
        )
      }
    >
      <Loaded of={found} what={{ ja: "効果を読み込めませんでした", en: "The experiments could not be loaded" }}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "まだありません", en: "Nothing is compared yet" }}
              why={{
                ja: "フローやキャンペーンを始めると、送らない人を少しだけ残して、どれだけ効いたかをここに並べます。",
                en: "Once a flow or campaign runs, a few people are kept apart from it, and what it was worth is listed here.",
              }}
              action={
                may("messages:read") && (
                  <ButtonLink
                    label={{ ja: "用意されたフローを見る", en: "See the ready-made flows" }}
                    to="/flows/gallery"
                  />
                )
              }
            />
          ) : (
            <Table
              label={{ ja: "比べているもの", en: "What is compared" }}
              columns={columns}
              rows={items}
              rowKey={({ kind, id }) => `${kind}:${id}`}
              to={(item) => addressOf(item, "lift")}
            />
          )
        }
      </Loaded>
    </Page>
  )
}

const columns: Column<Item>[] = [
  { key: "name", head: { ja: "比べているもの", en: "Compared" }, cell: (item) => <Name of={item} /> },
  { key: "verdict", head: { ja: "効果", en: "Lift" }, cell: (item) => <Said of={item} /> },
  {
    key: "share",
    head: { ja: "送らない割合", en: "Kept apart" },
    end: true,
    cell: ({ holdoutBp }) => <PercentText rate={holdoutBp / 10_000} digits={1} />,
  },
  {
    key: "people",
    head: { ja: "人数", en: "People" },
    end: true,
    cell: ({ sizes }) => <NumberText value={sizes.reduce((sum, size) => sum + size.people, 0)} />,
  },
]

function Name({ of: item }: { of: Item }) {
  const t = useText()
  return (
    <>
      {t(nameOf(item))}
      <span className="under">{t(kindWords(item.kind))}</span>
    </>
  )
}

function Said({ of: { lift } }: { of: Item }) {
  const t = useText()
  const writing = useFormat()
  const [compared] = lift?.compared ?? []
  if (!lift || !compared)
    return <span className="quiet">{t({ ja: "まだ測っていません", en: "Not measured yet" })}</span>
  return (
    <>
      <Status {...verdictStanding(compared.verdict)} />
      <span className="under">
        {`${t(metricWords[lift.metric])}: ${t(sentenceOf(lift, compared, writing))}`} <DateText at={lift.measuredAt} />
      </span>
    </>
  )
}
