import "./publish-checks.css"
import { useText } from "../../ui/language.tsx"
import { Section } from "../../ui/layout.tsx"
import { Mark } from "../../ui/status.tsx"
import type { Text } from "../../ui/text.ts"

type Found = { readonly level: "stop" | "warn"; readonly code: string; readonly text: Text }

/** What is to be mended or known before a document is published. */
export function PublishChecks({ checks }: { readonly checks: readonly Found[] }) {
  const t = useText()
  return (
    <Section title={{ ja: "公開する前に", en: "Before it is published" }}>
      <ul className="publish-checks">
        {checks.length === 0 && (
          <li>
            <Mark shape="tick" tone="done" />
            <span>{t({ ja: "問題は見つかりませんでした。", en: "Nothing to mend." })}</span>
          </li>
        )}
        {checks.map(({ code, level, text }) => (
          <li key={code}>
            <Mark shape={level === "stop" ? "cross" : "alert"} tone={level === "stop" ? "failed" : "waiting"} />
            <span>
              <span className="hidden-text">
                {t(
                  level === "stop"
                    ? { ja: "直してください：", en: "To mend: " }
                    : { ja: "ご確認を：", en: "To know: " },
                )}
              </span>
              {t(text)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
