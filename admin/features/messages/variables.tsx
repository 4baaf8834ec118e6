import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"

/** The facts that a text may name. */
export function Variables({ variables }: { variables: readonly string[] }) {
  const t = useText()
  return (
    <Section
      title={{ ja: "差し込める項目", en: "Facts to name" }}
      scope={{ ja: `${variables.length}個`, en: `${variables.length}` }}
    >
      <details className="template-variables">
        <summary>{t({ ja: "一覧を開く", en: "Open the list" })}</summary>
        <ul>
          {variables.map((name) => (
            <li key={name}>
              <code>{`{{ ${name} }}`}</code>
            </li>
          ))}
        </ul>
      </details>
    </Section>
  )
}
