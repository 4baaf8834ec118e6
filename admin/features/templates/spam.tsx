import { useText } from "../../../ui/language.tsx"
import { Status } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"

type Score = {
  readonly points: number
  readonly signs: readonly { readonly code: string; readonly points: number; readonly say: Text }[]
}

/** How a mail looks to filters: the sum, and each point with its reason. */
export function Spam({ score: { points, signs } }: { score: Score }) {
  const t = useText()
  const label = { ja: `迷惑メール点 ${points}（5から届きにくい）`, en: `Spam score ${points} (5 and more is risky)` }
  return (
    <details className="templates-spam">
      <summary>
        <Status is={points >= 5 ? "failed" : points > 0 ? "waiting" : "done"} label={label} />
      </summary>
      {signs.length === 0 ? (
        <p className="quiet small">{t({ ja: "点の付くところはありません。", en: "Nothing scores." })}</p>
      ) : (
        <ul className="rows small">
          {signs.map(({ code, points, say }) => (
            <li key={code}>
              <span>{t(say)}</span>
              <span className="num">+{points}</span>
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}
