import { getTemplateVersion } from "../../../server/capabilities/messages/contract.ts"
import { useSurroundings, useText } from "../../../ui/language.tsx"
import { ChangedLines, VersionList } from "../../app/blocks/version-list.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { linesOf } from "./lines-of.ts"
import type { WholeTemplate } from "./whole-template.ts"

/** The published versions of a wording; below them the one it came with. */
export function Versions({ template }: { template: WholeTemplate }) {
  const t = useText()
  return (
    <VersionList
      versions={template.versions}
      comparedFrom={1}
      below={
        <span>
          {t({ ja: "はじめからの文面", en: "The original wording" })}
          <span className="under">{t({ ja: "Maido に入っていたもの", en: "It came with Maido" })}</span>
        </span>
      }
      changes={(version) => <Changes template={template} version={version} />}
    />
  )
}

function Changes({ template, version }: { template: WholeTemplate; version: number }) {
  const { language: speech } = useSurroundings()
  const { kind, language } = template
  const after = useCall(getTemplateVersion, { kind, language, version })
  const before = useCall(getTemplateVersion, { kind, language, version: version - 1 })
  return (
    <Loaded of={after}>
      {(newer) => (
        <Loaded of={before}>
          {(older) => <ChangedLines before={linesOf(older.document, speech)} after={linesOf(newer.document, speech)} />}
        </Loaded>
      )}
    </Loaded>
  )
}
