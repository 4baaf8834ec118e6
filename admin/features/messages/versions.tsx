import { useState } from "react"
import { getTemplateVersion } from "../../../server/capabilities/messages/contract.ts"
import { Dialog } from "../../../ui/dialog.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useSurroundings, useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { compare } from "../../app/blocks/compare.ts"
import { useCall } from "../../app/use-call.ts"
import { linesOf } from "./lines-of.ts"
import type { WholeTemplate } from "./whole-template.ts"

/** What was published and when; each can be compared with the one before it. */
export function Versions({ template }: { template: WholeTemplate }) {
  const t = useText()
  const [open, setOpen] = useState<number>()
  const { versions } = template
  return (
    <Section title={{ ja: "これまでの版", en: "Versions" }} scope={{ ja: "新しい順", en: "newest first" }}>
      <ul className="rows">
        {versions.map((version) => (
          <li key={version.version}>
            <span>
              {t({ ja: `第${version.version}版`, en: `Version ${version.version}` })}
              <span className="under">
                <DateText at={version.publishedAt} beside />
              </span>
            </span>
            <button type="button" className="link" onClick={() => setOpen(version.version)}>
              {t({ ja: "変わったところを見る", en: "See what changed" })}
            </button>
          </li>
        ))}
        <li>
          <span>
            {t({ ja: "はじめからの文面", en: "The original wording" })}
            <span className="under">{t({ ja: "Maido に入っていたもの", en: "It came with Maido" })}</span>
          </span>
        </li>
      </ul>
      <Dialog
        wide
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={{ ja: `第${open}版で変わったところ`, en: `What version ${open} changed` }}
      >
        {open !== undefined && <Changes template={template} version={open} />}
      </Dialog>
    </Section>
  )
}

function Changes({ template, version }: { template: WholeTemplate; version: number }) {
  const t = useText()
  const { language: speech } = useSurroundings()
  const { kind, language } = template
  const after = useCall(getTemplateVersion, { kind, language, version })
  const before = useCall(getTemplateVersion, { kind, language, version: version - 1 })
  const marks = { same: " ", gone: "−", new: "＋" }
  return (
    <Loaded of={after}>
      {(newer) => (
        <Loaded of={before}>
          {(older) => (
            <ol className="template-diff">
              {compare(linesOf(older.document, speech), linesOf(newer.document, speech)).map(
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
