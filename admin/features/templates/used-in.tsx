import type { Template } from "../../../server/capabilities/templates/model.ts"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Status } from "../../../ui/status.tsx"
import { useAddress, useWords } from "./words.ts"

/** Which campaigns and flows send it, by version. */
export function UsedIn({ template: { uses } }: { template: Template }) {
  const t = useText()
  return (
    <Section title={{ ja: "使っているところ", en: "Used in" }}>
      {uses.length === 0 ? (
        <p className="quiet small templates-gap">
          {t({ ja: "まだどこでも使われていません。", en: "Nothing sends it yet." })}
        </p>
      ) : (
        <ul className="rows">
          {uses.map((use) => (
            <li key={`${use.id} ${use.version}`}>
              <span>
                <Link to={useAddress(use)}>{t(useWords(use))}</Link>
                {use.version !== null && (
                  <span className="under">{t({ ja: `第${use.version}版`, en: `version ${use.version}` })}</span>
                )}
              </span>
              {use.isLive && <Status is="live" />}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
