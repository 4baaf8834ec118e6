import { getTemplateVersion } from "../../../server/capabilities/templates/contract.ts"
import { useSurroundings, useText } from "../../../ui/language.tsx"
import { ChangedLines, VersionList } from "../../app/blocks/version-list.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { linesOfLetter } from "./lines-of-letter.ts"
import type { WholeTemplate } from "./whole-template.ts"

/** The published versions of a template. */
export function Versions({ whole: { template, versions } }: { whole: WholeTemplate }) {
  const t = useText()
  return (
    <VersionList
      versions={versions}
      comparedFrom={2}
      below={
        versions.length === 0 ? (
          <span className="quiet small">{t({ ja: "まだ公開していません。", en: "Nothing is published yet." })}</span>
        ) : undefined
      }
      changes={(version) => <Changes templateId={template.templateId} version={version} />}
    />
  )
}

function Changes({ templateId, version }: { templateId: string; version: number }) {
  const { language } = useSurroundings()
  const after = useCall(getTemplateVersion, { templateId, version })
  const before = useCall(getTemplateVersion, { templateId, version: version - 1 })
  return (
    <Loaded of={after}>
      {(newer) => (
        <Loaded of={before}>
          {(older) => (
            <ChangedLines
              before={linesOfLetter(older.document, language)}
              after={linesOfLetter(newer.document, language)}
            />
          )}
        </Loaded>
      )}
    </Loaded>
  )
}
