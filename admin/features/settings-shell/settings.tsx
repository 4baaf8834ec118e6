import "./settings.css"
import { useText } from "../../../ui/language.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { useFeatures } from "../../app/feature.ts"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"

/** What every feature lets this person set up. */
export function SettingsPage() {
  const t = useText()
  const may = useMay()
  const entries = useFeatures()
    .flatMap((feature) => feature.settings ?? [])
    .filter((entry) => may(entry.right))
    .toSorted((a, b) => a.order - b.order)
  return (
    <Page title={{ ja: "設定", en: "Settings" }}>
      {entries.length === 0 ? (
        <Empty
          title={{ ja: "変えられる設定はありません", en: "There is nothing you can set" }}
          why={{
            ja: "設定の権限がありません。管理者に頼んでください。",
            en: "You do not have the rights for settings. Ask an administrator.",
          }}
        />
      ) : (
        <ul className="settings-list">
          {entries.map(({ icon: Mark, ...entry }) => (
            <li key={entry.to}>
              <Link to={entry.to}>
                <Mark aria-hidden />
                <b>{t(entry.label)}</b>
                <span className="about">{t(entry.about)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}
