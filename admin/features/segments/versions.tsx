import { useState } from "react"
import { listVersions } from "../../../server/capabilities/segments/contract.ts"
import type { SegmentVersion } from "../../../server/capabilities/segments/model-segment.ts"
import { Dialog } from "../../../ui/dialog.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Status } from "../../../ui/status.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { DocumentChanges } from "./document-changes.tsx"
import { documentText } from "../../app/conditions/sentence.ts"
import { useOffer } from "../../app/conditions/use-offer.ts"

/** Every version in words, newest first, each with what it changed. */
export function Versions({ segmentId }: { segmentId: string }) {
  const versions = useCall(listVersions, { segmentId })
  return (
    <Loaded of={versions} rows={4} what={{ ja: "版を読み込めませんでした", en: "The versions could not be loaded" }}>
      {({ items }) => <List versions={items.toSorted((a, b) => b.version - a.version)} />}
    </Loaded>
  )
}

function List({ versions }: { versions: readonly SegmentVersion[] }) {
  const t = useText()
  const { names } = useOffer()
  const [open, setOpen] = useState<number>()
  const shown = versions.find(({ version }) => version === open)
  const before = versions.find(({ version }) => open !== undefined && version < open)
  return (
    <>
      <ul className="segment-versions">
        {versions.map((version, index) => (
          <li key={version.version}>
            <span className="when">
              <b>{t({ ja: `第${version.version}版`, en: `Version ${version.version}` })}</b>
              {version.publishedAt ? <DateText at={version.publishedAt} /> : <Status is="draft" />}
            </span>
            <span>
              {t(documentText(version.document, names))}
              {version.note && <span className="segment-under">{noteWords(version.note, t)}</span>}
            </span>
            {index < versions.length - 1 && (
              <button type="button" className="link" onClick={() => setOpen(version.version)}>
                {t({ ja: "変わったところ", en: "What changed" })}
              </button>
            )}
          </li>
        ))}
      </ul>
      <Dialog
        wide
        open={shown !== undefined}
        onClose={() => setOpen(undefined)}
        title={{ ja: `第${open}版で変わったところ`, en: `What version ${open} changed` }}
      >
        {shown && <DocumentChanges before={before?.document} after={shown.document} names={names} />}
      </Dialog>
    </>
  )
}

/** The product writes a word of its own where it published by itself. */
function noteWords(note: string, t: ReturnType<typeof useText>): string {
  if (note === "data")
    return t({ ja: "ブランドのデータに合わせて、基準が変わりました", en: "The thresholds followed the brand's data" })
  if (note === "thresholds") return t({ ja: "基準を変えました", en: "The thresholds were changed" })
  return note
}
