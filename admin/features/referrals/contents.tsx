import { useState } from "react"
import { getContents, postContent } from "../../../server/capabilities/referrals/contract-results.ts"
import { Button } from "../../../ui/button.tsx"
import { MoneyText, NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { ContentDialog } from "./content-form.tsx"
import { Views } from "./parts.tsx"
import { type ContentItem, reasonWords } from "./words.ts"

/** What is made to be shared, and how it spreads. */
export function Contents() {
  const may = useMay()
  const [isNew, setNew] = useState(false)
  const contents = useCall(getContents, { days: 365 }, { everyMs: 60_000, keep: true })
  const make = useAct(postContent, { refresh: [getContents], done: () => setNew(false) })
  return (
    <Page
      title={{ ja: "シェアされるコンテンツ", en: "Contents to be shared" }}
      above={[{ label: { ja: "紹介", en: "Referrals" }, to: "/referrals" }]}
      actions={
        may("loyalty:write") && (
          <Button look="go" label={{ ja: "コンテンツを加える", en: "Add a content" }} onClick={() => setNew(true)} />
        )
      }
    >
      <Views open="/referrals/contents" />
      <Loaded of={contents} what={{ ja: "コンテンツを読み込めませんでした", en: "The contents could not be loaded" }}>
        {({ items, currency }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "まだありません", en: "None yet" }}
              why={{
                ja: "読みものや動画ごとにリンクを分けると、どれが、誰から誰へ、どう広まったかが分かります。",
                en: "Give each page or film a link of its own, and see which of them went from whom to whom.",
              }}
            />
          ) : (
            <Table
              label={{ ja: "コンテンツ", en: "Contents" }}
              columns={columnsIn(currency)}
              rows={items}
              rowKey={({ contentId }) => contentId}
              to={({ contentId }) => `/referrals/contents/${contentId}`}
            />
          )
        }
      </Loaded>
      {isNew && (
        <ContentDialog
          content={null}
          busy={make.busy}
          onClose={() => setNew(false)}
          onSave={(document) => make.run({ document })}
        />
      )}
    </Page>
  )
}

const columnsIn = (currency: string): Column<ContentItem>[] => [
  { key: "title", head: { ja: "コンテンツ", en: "Content" }, cell: (row) => <Name of={row} /> },
  {
    key: "reach",
    head: { ja: "届いた人", en: "Reached" },
    end: true,
    cell: ({ spread }) => <NumberText value={spread.reach} />,
  },
  {
    key: "new",
    head: { ja: "新しいお客様", en: "Newcomers" },
    end: true,
    cell: ({ spread }) => <NumberText value={spread.newcomers} />,
  },
  {
    key: "k",
    head: { ja: "K値", en: "K-factor" },
    end: true,
    cell: ({ spread }) => <NumberText value={spread.kFactor} digits={2} />,
  },
  {
    key: "value",
    head: { ja: "売上", en: "Sales" },
    end: true,
    cell: ({ money }) => <MoneyText minor={money.value} currency={currency} />,
  },
  { key: "feelings", head: { ja: "反応", en: "Felt" }, end: true, cell: (row) => <Felt of={row} /> },
]

function Name({ of: { document, pausedAt } }: { of: ContentItem }) {
  const t = useText()
  return (
    <>
      {document.title}
      <span className="under">
        {pausedAt ? (
          <Status is="paused" label={{ ja: "止めています", en: "Paused" }} />
        ) : (
          document.reason && t(reasonWords(document.reason))
        )}
      </span>
    </>
  )
}

function Felt({ of: { feelings } }: { of: ContentItem }) {
  const t = useText()
  const good = feelings.moved + feelings.useful
  return <>{t({ ja: `よい${good}・よくない${feelings.negative}`, en: `${good} good, ${feelings.negative} not` })}</>
}
