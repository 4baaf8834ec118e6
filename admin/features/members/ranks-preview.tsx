import { postRanksPreview } from "../../../server/capabilities/members/contract.ts"
import type { RanksDocument } from "../../../server/capabilities/members/model-ranks.ts"
import { NumberText, PercentText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Note, Section } from "../../../ui/layout.tsx"
import { Table } from "../../../ui/table.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { useSettled } from "../../app/use-settled.ts"

/** How many would stand where, from the brand's own orders. */
export function RanksPreview({ document }: { document: RanksDocument | null }) {
  const t = useText()
  const text = useSettled(document && JSON.stringify(document), 600)
  return (
    <Section
      title={{ ja: "このランクなら", en: "By these ranks" }}
      scope={{ ja: "自社の購入から、いま", en: "from your own orders, now" }}
    >
      {text === null ? (
        <p className="quiet">
          {t({ ja: "足りないところを直すと、人数が出ます。", en: "Put right what is missing to see the numbers." })}
        </p>
      ) : (
        // safe: it was written from a document just above
        <Counted document={JSON.parse(text) as RanksDocument} />
      )}
    </Section>
  )
}

function Counted({ document }: { document: RanksDocument }) {
  const t = useText()
  const preview = useCall(postRanksPreview, { document }, { keep: true })
  const nameOf = (key: string) => {
    const name = document.ranks.find((rank) => rank.key === key)?.name
    return name ? t(name) : key
  }
  return (
    <Loaded of={preview} what={{ ja: "人数を数えられませんでした", en: "The people could not be counted" }}>
      {({ ranks, people, among, isPart, findings }) => (
        <>
          <Table
            label={{ ja: "ランクごとの人数", en: "People by rank" }}
            rows={ranks.toReversed()}
            rowKey={({ key }) => key}
            columns={[
              { key: "rank", head: { ja: "ランク", en: "Rank" }, cell: ({ key }) => nameOf(key) },
              {
                key: "people",
                head: { ja: "人数", en: "People" },
                end: true,
                cell: (r) => <NumberText value={r.people} />,
              },
              {
                key: "share",
                head: { ja: "割合", en: "Share" },
                end: true,
                cell: (r) => <PercentText rate={people === 0 ? 0 : r.people / people} />,
              },
              { key: "up", head: { ja: "上がる", en: "Up" }, end: true, cell: (r) => <NumberText value={r.up} /> },
              {
                key: "down",
                head: { ja: "下がる", en: "Down" },
                end: true,
                cell: (r) => <NumberText value={r.down} />,
              },
            ]}
          />
          <p className="small quiet">
            {t(
              among === "members"
                ? {
                    ja: `会員${people.toLocaleString("ja-JP")}人で数えました。`,
                    en: `Counted among ${people.toLocaleString("en")} members.`,
                  }
                : {
                    ja: `まだ会員がいないので、お客様${people.toLocaleString("ja-JP")}人が今日入会したとして数えました。`,
                    en: `Nobody has joined yet: counted as if ${people.toLocaleString("en")} customers joined today.`,
                  },
            )}
            {isPart && t({ ja: "多いので、一部だけを数えています。", en: " There are more: this is a part of them." })}
          </p>
          {findings.map(({ words }) => (
            <Note key={words.en}>{t(words)}</Note>
          ))}
        </>
      )}
    </Loaded>
  )
}
