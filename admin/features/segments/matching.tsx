import { useState } from "react"
import { listAudience } from "../../../server/capabilities/segments/contract.ts"
import type { SegmentDocument } from "../../../server/capabilities/segments/model.ts"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Skeleton } from "../../../ui/states.tsx"
import { Pager } from "../../../ui/table.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useList } from "../../app/use-call.ts"
import { PeopleTable, type useAudience } from "./audience.tsx"
import { PeopleSearch } from "./people-search.tsx"
import { useSettled } from "./use-settled.ts"

type Props = {
  audience: ReturnType<typeof useAudience>
  document: SegmentDocument
  all: boolean
  onAll: (all: boolean) => void
}

/** Twenty of them at random, or all of them to go through; each of whom can be opened. */
export function Matching({ audience, document, all, onAll }: Props) {
  const t = useText()
  const { number } = useFormat()
  const { sample = [], count = 0 } = audience.data ?? {}
  const isMore = count > sample.length
  return (
    <div id="people">
      <Section
        title={{ ja: "当てはまる人", en: "Who matches" }}
        scope={
          sample.length === 0
            ? undefined
            : all || !isMore
              ? { ja: `${number(count)}人`, en: number(count) }
              : { ja: `無作為の${sample.length}人`, en: `${sample.length} at random` }
        }
        beside={
          isMore && (
            <button type="button" className="link" aria-expanded={all} onClick={() => onAll(!all)}>
              {t(
                all
                  ? { ja: "無作為の20人だけ", en: "Only 20 at random" }
                  : { ja: `${number(count)}人すべての一覧`, en: `List all ${number(count)}` },
              )}
            </button>
          )
        }
      >
        {all && isMore ? (
          <Everybody document={document} count={count} />
        ) : sample.length > 0 ? (
          <PeopleTable people={sample} />
        ) : audience.isFetching ? (
          <Skeleton />
        ) : (
          <p className="segment-none">{t({ ja: "いま当てはまる人はいません。", en: "Nobody matches right now." })}</p>
        )}
      </Section>
    </div>
  )
}

/** Everybody whom conditions hold, published or not. */
export function Everybody({ document, count }: { document: SegmentDocument; count: number | undefined }) {
  const t = useText()
  const [query, setQuery] = useState("")
  const settled = useSettled(query.trim(), 250)
  const people = useList(listAudience, { document, limit: 20, ...(settled && { query: settled }) }, { keep: true })
  return (
    <>
      <PeopleSearch
        label={{ ja: "当てはまる人から探す", en: "Search those who match" }}
        value={query}
        onChange={setQuery}
      />
      <Loaded of={people} rows={8} what={{ ja: "一覧を読み込めませんでした", en: "They could not be listed" }}>
        {({ items }) => (
          <>
            {items.length > 0 ? (
              <PeopleTable people={items} />
            ) : (
              <p className="segment-none">{t({ ja: "見つかりません。", en: "Nobody found." })}</p>
            )}
            <Pager
              shown={items.length}
              total={settled === "" ? count : undefined}
              more={people.more}
              busy={people.isFetchingNextPage}
              onMore={people.readMore}
            />
          </>
        )}
      </Loaded>
    </>
  )
}
