import { useState } from "react"
import { getTemplateVersion } from "../../../server/capabilities/templates/contract.ts"
import { Dialog } from "../../../ui/dialog.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useSurroundings, useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { compare } from "../../app/blocks/compare.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { linesOfLetter } from "./lines-of-letter.ts"
import type { WholeTemplate } from "./whole-template.ts"

/** What was published and when; each can be compared with the one before it. */
export function Versions({ whole: { template, versions } }: { whole: WholeTemplate }) {
  const t = useText()
  const [open, setOpen] = useState<number>()
  return (
    <Section title={{ ja: "これまでの版", en: "Versions" }} scope={{ ja: "新しい順", en: "newest first" }}>
      {versions.length === 0 && (
        <p className="quiet small templates-gap">
          {t({ ja: "まだ公開していません。", en: "Nothing is published yet." })}
        </p>
      )}
      <ul className="rows">
        {versions.map(({ version, note, publishedAt }) => (
          <li key={version}>
            <span>
              {t({ ja: `第${version}版`, en: `Version ${version}` })}
              <span className="under">
                <DateText at={publishedAt} beside /> {note}
              </span>
            </span>
            {version > 1 && (
              <button type="button" className="link" onClick={() => setOpen(version)}>
                {t({ ja: "変わったところを見る", en: "See what changed" })}
              </button>
            )}
          </li>
        ))}
      </ul>
      <Dialog
        wide
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={{ ja: `第${open}版で変わったところ`, en: `What version ${open} changed` }}
      >
        {open !== undefined && <Changes templateId={template.templateId} version={open} />}
      </Dialog>
    </Section>
  )
}

function Changes({ templateId, version }: { templateId: string; version: number }) {
  const t = useText()
  const { language } = useSurroundings()
  const after = useCall(getTemplateVersion, { templateId, version })
  const before = useCall(getTemplateVersion, { templateId, version: version - 1 })
  const marks = { same: " ", gone: "−", new: "＋" }
  return (
    <Loaded of={after}>
      {(newer) => (
        <Loaded of={before}>
          {(older) => (
            <ol className="template-diff">
              {compare(linesOfLetter(older.document, language), linesOfLetter(newer.document, language)).map(
                ({ line, mark }, index) => (
                  <li key={index} className={mark}>
                    <span aria-hidden>{marks[mark]}</span>
                    <span className="hidden-text">
                      {mark === "gone" && t({ ja: "なくなった行", en: "Gone: " })}
                      {mark === "new" && t({ ja: "新しい行", en: "New: " })}
                    </span>
                    {line}
                  </li>
                ),
              )}
            </ol>
          )}
        </Loaded>
      )}
    </Loaded>
  )
}
