import "./segments.css"
import { archiveSegment, overlapMap, restoreSegment } from "../../../server/capabilities/segments/contract.ts"
import type { GuardNote } from "../../../server/capabilities/segments/model-segment.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import { Link, useWay } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { items as counted, type Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { Freshness } from "./freshness.tsx"

type Overlap = Reply<typeof overlapMap>

/** Segments that could go or become one, and a map of who is in several. */
export function Tidy() {
  const map = useCall(overlapMap, {})
  return (
    <Page
      above={[{ label: { ja: "セグメント", en: "Segments" }, to: "/segments" }]}
      title={{ ja: "重なりと整理", en: "Overlaps and tidying up" }}
    >
      <Loaded of={map} rows={8} what={{ ja: "重なりを読み込めませんでした", en: "The overlaps could not be loaded" }}>
        {(found) => (
          <>
            <Freshness of={found.freshness} />
            <Stack>
              <Notes found={found} />
              <OverlapMap found={found} />
            </Stack>
          </>
        )}
      </Loaded>
    </Page>
  )
}

const reasons: Record<GuardNote["why"], Text> = {
  tiny: { ja: "とても小さい", en: "Tiny" },
  empty: { ja: "だれもいない", en: "Empty" },
  unused: { ja: "使っていない", en: "Unused" },
  overlapping: { ja: "重なりが大きい", en: "Overlapping" },
  same: { ja: "同じ人たち", en: "The same people" },
}

function Notes({ found }: { found: Overlap }) {
  const { notes } = found
  return (
    <Section first title={{ ja: "整理できるもの", en: "Could be tidied up" }} scope={counted(notes.length)}>
      {notes.length === 0 ? (
        <Empty
          title={{ ja: "いま、整理するものはありません", en: "There is nothing to tidy up" }}
          why={{
            ja: "小さすぎるもの、使われていないもの、ほとんど同じ人が入っているものが見つかると、ここに出ます。用意されたセグメントどうしは数えません。",
            en: "Segments that are tiny, unused or hold nearly the same people show up here; ready-made ones are not held against each other.",
          }}
        />
      ) : (
        <ul className="segment-notes">
          {notes.map((note) => (
            <Note key={`${note.segmentId}${note.why}${note.otherId}`} note={note} found={found} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function Note({ note, found }: { note: GuardNote; found: Overlap }) {
  const t = useText()
  const may = useMay()
  const toast = useToast()
  const restore = useAct(restoreSegment)
  const archive = useAct(archiveSegment, {
    done: ({ segmentId }) =>
      toast({ words: { ja: "しまいました", en: "Archived" }, undo: () => restore.run({ segmentId }) }),
  })
  const name = found.segments.find(({ segmentId }) => segmentId === note.segmentId)?.name
  const { otherId } = note
  return (
    <li>
      <Status is={note.why === "unused" ? "none" : "waiting"} label={reasons[note.why]} />
      <div>
        <h3>
          <Link to={`/segments/${note.segmentId}`}>{t(name ?? { ja: "セグメント", en: "Segment" })}</Link>
        </h3>
        <p>{t(note.sentence)}</p>
      </div>
      <div className="button-row">
        {otherId && (
          <ButtonLink
            look="text"
            label={{ ja: "くらべる", en: "Compare" }}
            to={`/segments/compare?one=${note.segmentId}&other=${otherId}`}
          />
        )}
        {may("segments:write") &&
          (otherId ? (
            <ButtonLink
              label={{ ja: "一つにまとめる", en: "Make one of them" }}
              to={`/segments/new?merge=${note.segmentId},${otherId}`}
            />
          ) : (
            <Button
              label={{ ja: "しまう", en: "Archive" }}
              busy={archive.busy}
              onClick={() => archive.run({ segmentId: note.segmentId })}
            />
          ))}
      </div>
    </li>
  )
}

const mostOnMap = 16

/** Each row against each column: how much of the row's people are also in the column's. */
function OverlapMap({ found }: { found: Overlap }) {
  const t = useText()
  const { go } = useWay()
  const { percent, number } = useFormat()
  const shown = found.segments
    .map((segment, at) => ({ ...segment, at }))
    .filter(({ members }) => members > 0)
    .toSorted((a, b) => b.members - a.members)
    .slice(0, mostOnMap)
  if (shown.length < 2) return null
  const both = new Map(
    found.pairs.map((pair) => [`${Math.min(pair.a, pair.b)} ${Math.max(pair.a, pair.b)}`, pair.both]),
  )
  const shared = (a: number, b: number) => both.get(`${Math.min(a, b)} ${Math.max(a, b)}`) ?? 0
  return (
    <Section
      title={{ ja: "重なりの地図", en: "Overlap map" }}
      scope={{
        ja: `左の人のうち、上にも入っている割合${found.segments.length > shown.length ? `・大きい順に${shown.length}件` : ""}`,
        en: `of the people at the left, how many are also at the top${found.segments.length > shown.length ? `; the ${shown.length} largest` : ""}`,
      }}
    >
      <div className="segment-map-scroll">
        <table className="segment-map">
          <thead>
            <tr>
              <td />
              {shown.map((column, index) => (
                <th key={column.segmentId} scope="col" title={t(column.name)}>
                  {index + 1}
                  <span className="hidden-text">{t(column.name)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              <tr key={row.segmentId}>
                <th scope="row">
                  <span className="order">{index + 1}</span>
                  <Link to={`/segments/${row.segmentId}`}>{t(row.name)}</Link>
                  <span className="num">{number(row.members)}</span>
                </th>
                {shown.map((column) => {
                  if (column.at === row.at) return <td key={column.segmentId} className="self" />
                  const rate = row.members === 0 ? 0 : Math.min(1, shared(row.at, column.at) / row.members)
                  const label = t({
                    ja: `${row.name.ja}の${percent(rate, 0)}が${column.name.ja}にも入っています`,
                    en: `${percent(rate, 0)} of ${row.name.en} are also in ${column.name.en}`,
                  })
                  return (
                    <td key={column.segmentId}>
                      <button
                        type="button"
                        title={label}
                        aria-label={label}
                        className={rate >= 0.5 ? "deep" : undefined}
                        style={{ "--rate": `${Math.round(rate * 100)}%` } as object} // safe: a custom property, which the style type does not know
                        onClick={() => go(`/segments/compare?one=${row.segmentId}&other=${column.segmentId}`)}
                      >
                        {rate === 0 ? "·" : rate < 0.01 ? "<1" : number(rate * 100)}
                      </button>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
