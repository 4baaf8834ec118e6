import { type ReactNode, useState } from "react"
import { Dialog } from "../../../ui/dialog.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { compare } from "./compare.ts"

type Version = { readonly version: number; readonly publishedAt: string | Date; readonly note?: string | null }
type Props = {
  versions: readonly Version[]
  /** The first one that something can be compared with: 1 where something stood before anybody published. */
  comparedFrom: number
  /** What stands below the oldest version, or instead of all while there is none. */
  below?: ReactNode
  changes: (version: number) => ReactNode
}

/** What was published and when; each can be compared with the one before it. */
export function VersionList({ versions, comparedFrom, below, changes }: Props) {
  const t = useText()
  const [open, setOpen] = useState<number>()
  return (
    <Section title={{ ja: "これまでの版", en: "Versions" }} scope={{ ja: "新しい順", en: "newest first" }}>
      <ul className="rows">
        {versions.map(({ version, note, publishedAt }) => (
          <li key={version}>
            <span>
              {t({ ja: `第${version}版`, en: `Version ${version}` })}
              <span className="under">
                <DateText at={publishedAt} beside /> {note}
              </span>
            </span>
            {version >= comparedFrom && (
              <button type="button" className="link" onClick={() => setOpen(version)}>
                {t({ ja: "変わったところを見る", en: "See what changed" })}
              </button>
            )}
          </li>
        ))}
        {below && <li>{below}</li>}
      </ul>
      <Dialog
        wide
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={{ ja: `第${open}版で変わったところ`, en: `What version ${open} changed` }}
      >
        {open !== undefined && changes(open)}
      </Dialog>
    </Section>
  )
}

const marks = { same: " ", gone: "−", new: "＋" }

/** Two versions as lines: what is gone, what is new, what stayed. */
export function ChangedLines({ before, after }: { before: readonly string[]; after: readonly string[] }) {
  const t = useText()
  return (
    <ol className="template-diff">
      {compare(before, after).map(({ line, mark }, index) => (
        <li key={index} className={mark}>
          <span aria-hidden>{marks[mark]}</span>
          <span className="hidden-text">
            {mark === "gone" && t({ ja: "なくなった行", en: "Gone: " })}
            {mark === "new" && t({ ja: "新しい行", en: "New: " })}
          </span>
          {line}
        </li>
      ))}
    </ol>
  )
}
