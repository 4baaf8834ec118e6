import { useState } from "react"
import { listFlowVersions } from "../../../server/capabilities/flows/contract.ts"
import { Dialog } from "../../../ui/dialog.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Status } from "../../../ui/status.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { FlowChanges } from "./flow-changes.tsx"
import type { FlowNames } from "./naming.ts"
import { triggerText } from "./words-time.ts"

/** Every version, newest first, each with what it changed. */
export function Versions({
  flowId,
  names,
  liveVersion,
}: {
  flowId: string
  names: FlowNames
  liveVersion: number | null
}) {
  const t = useText()
  const [open, setOpen] = useState<number>()
  const versions = useCall(listFlowVersions, { flowId })
  return (
    <div className="flow-page">
      <Loaded of={versions} rows={4} what={{ ja: "版を読み込めませんでした", en: "The versions could not be loaded" }}>
        {({ items }) => {
          const newest = items.toSorted((a, b) => b.version - a.version)
          const shown = newest.find(({ version }) => version === open)
          const before = newest.find(({ version }) => open !== undefined && version < open)
          return (
            <>
              <ul className="flow-versions">
                {newest.map((one, index) => (
                  <li key={one.version}>
                    <span className="when">
                      <b>{t({ ja: `第${one.version}版`, en: `Version ${one.version}` })}</b>
                      {one.publishedAt ? <DateText at={one.publishedAt} /> : <Status is="draft" />}
                    </span>
                    <span>
                      {t(triggerText(one.document.trigger, names))}
                      {one.version === liveVersion && <Status is="live" label={{ ja: "稼働中", en: "Running" }} />}
                      {(one.publishedBy || one.note) && (
                        <span className="flow-under">{[one.publishedBy, one.note].filter(Boolean).join("　")}</span>
                      )}
                    </span>
                    {index < newest.length - 1 && (
                      <button type="button" className="link" onClick={() => setOpen(one.version)}>
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
                {shown && before && <FlowChanges before={before.document} after={shown.document} names={names} />}
              </Dialog>
            </>
          )
        }}
      </Loaded>
    </div>
  )
}
