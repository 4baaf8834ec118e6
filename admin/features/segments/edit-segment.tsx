import "./segments.css"
import { useState } from "react"
import { getSegment } from "../../../server/capabilities/segments/contract.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import type { Reply } from "../../app/call.ts"
import { useCall } from "../../app/use-call.ts"
import { Builder } from "./builder.tsx"
import { edited, emptyGroup, itemOf } from "../../app/conditions/edited.ts"
import { documentIn } from "../../app/segment-address.ts"

const notFound = { ja: "セグメントを読み込めませんでした", en: "The segment could not be loaded" }

export function EditSegment({ params }: PageProps<"/segments/$segmentId/edit">) {
  const found = useCall(getSegment, { segmentId: params.segmentId })
  return (
    <Loaded of={found} rows={8} what={notFound}>
      {(whole) => <Opened key={params.segmentId} whole={whole} />}
    </Loaded>
  )
}

type Whole = Reply<typeof getSegment>
const documentOf = ({ draft, live }: Whole) => draft?.document ?? live?.document

/** Keeps what it was opened with: what comes back after each saving must not overwrite what is being typed. */
function Opened({ whole }: { whole: Whole }) {
  const [start] = useState(whole)
  const { segment } = start
  const document = documentOf(start)
  return (
    <Builder
      live={start.live}
      members={segment.members}
      start={{
        segmentId: segment.segmentId,
        hasDraft: segment.hasDraft,
        content: {
          nameJa: segment.name.ja,
          nameEn: segment.name.en === segment.name.ja ? "" : segment.name.en,
          intent: segment.intent,
          group: document ? edited(document) : emptyGroup,
        },
      }}
      onMade={() => undefined}
    />
  )
}

/**
 * A blank one, conditions that another page had (`who`), one of two that are to become one (`merge`), or the draft that this
 * page has already made (`id`).
 */
export function NewSegment({ search, setSearch }: PageProps<"/segments/new">) {
  const [opened] = useState({
    id: search.id,
    merge: search.merge?.split(",") ?? [],
    given: documentIn(search.who),
  })
  const onMade = (id: string) => setSearch({ id, merge: "", who: "" })
  if (opened.id) return <EditSegment params={{ segmentId: opened.id }} search={search} setSearch={setSearch} />
  const [one, other] = opened.merge
  if (one && other) return <Merged one={one} other={other} onMade={onMade} />
  const content = { nameJa: "", nameEn: "", intent: "", group: opened.given ? edited(opened.given) : emptyGroup }
  return (
    <Builder live={null} members={null} start={{ segmentId: undefined, hasDraft: false, content }} onMade={onMade} />
  )
}

function Merged({ one, other, onMade }: { one: string; other: string; onMade: (id: string) => void }) {
  const first = useCall(getSegment, { segmentId: one })
  const second = useCall(getSegment, { segmentId: other })
  return (
    <Loaded of={first} what={notFound}>
      {(a) => (
        <Loaded of={second} what={notFound}>
          {(b) => <MergedBuilder both={[a, b]} onMade={onMade} />}
        </Loaded>
      )}
    </Loaded>
  )
}

function MergedBuilder({ both, onMade }: { both: readonly [Whole, Whole]; onMade: (id: string) => void }) {
  const [start] = useState(() => {
    const items = both.flatMap((whole) => {
      const document = documentOf(whole)
      return document ? [itemOf(edited(document))] : []
    })
    const [a, b] = [both[0].segment, both[1].segment]
    return {
      segmentId: undefined,
      hasDraft: false,
      content: {
        nameJa: `${a.name.ja}と${b.name.ja}`.slice(0, 60),
        nameEn: `${a.name.en} and ${b.name.en}`.slice(0, 60),
        intent: a.intent === b.intent ? a.intent : `${a.intent} / ${b.intent}`.slice(0, 400),
        group: { join: "any" as const, items },
      },
    }
  })
  return <Builder live={null} members={null} start={start} onMade={onMade} />
}
