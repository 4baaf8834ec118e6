import { getMyPageTasks } from "../../../server/capabilities/mypage/contract.ts"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { Below } from "../../app/settings-page.tsx"
import { useCall } from "../../app/use-call.ts"
import { actionNames } from "./action-names.ts"

/** What customers began on their page in the last thirty days, and what of it they ended (F12). */
export function Tasks() {
  const t = useText()
  const { number } = useFormat()
  const tasks = useCall(getMyPageTasks, { days: 30 })
  return (
    <Section title={{ ja: "この30日の操作", en: "What was done in thirty days" }}>
      <Below>
        <Loaded of={tasks} what={{ ja: "数を読み込めませんでした", en: "The numbers could not be loaded" }}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="small quiet">
                {t({
                  ja: "まだ操作はありません。お便りの「マイページ」のボタンから開かれます。",
                  en: "Nothing yet. Customers get here by the button “my page” of your letters.",
                })}
              </p>
            ) : (
              <table className="my-page-tasks">
                <thead>
                  <tr>
                    <th scope="col">{t({ ja: "操作", en: "What" })}</th>
                    <th scope="col">{t({ ja: "始めた", en: "Begun" })}</th>
                    <th scope="col">{t({ ja: "終えた", en: "Done" })}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ action, began, done }) => (
                    <tr key={action}>
                      <th scope="row">{actionNames[action] ? t(actionNames[action]) : action}</th>
                      <td className="num">{number(began)}</td>
                      <td className="num">{number(done)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )
          }
        </Loaded>
      </Below>
    </Section>
  )
}
