import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { useToast } from "../../../ui/toast.tsx"

/** The facts that a text may name; one press copies one. */
export function FactNames({ variables }: { variables: readonly string[] }) {
  const t = useText()
  const toast = useToast()
  const copy = async (name: string) => {
    await navigator.clipboard.writeText(`{{ ${name} }}`)
    toast({ words: { ja: `{{ ${name} }} を写しました`, en: `{{ ${name} }} is copied` } })
  }
  return (
    <Section
      title={{ ja: "差し込める項目", en: "Facts to name" }}
      scope={{ ja: "カートや注文は、フローが渡したときだけ", en: "cart and order only where a flow gives them" }}
    >
      <details className="template-variables">
        <summary>{t({ ja: "一覧を開く", en: "Open the list" })}</summary>
        <ul>
          {variables.map((name) => (
            <li key={name}>
              <button type="button" className="link" onClick={() => void copy(name)}>
                <code>{`{{ ${name} }}`}</code>
              </button>
            </li>
          ))}
        </ul>
      </details>
    </Section>
  )
}
