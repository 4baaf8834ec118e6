import { Page } from "../../app/page.tsx"
import { useSession } from "../../app/session.tsx"
import { useFormat } from "../../../ui/language.tsx"

/** What needs a person today. */
export function Today() {
  const { brand } = useSession()
  const { date } = useFormat()
  return (
    <Page
      title={{ ja: `${brand.name}の今日`, en: `Today at ${brand.name}` }}
      name={{ ja: "今日", en: "Today" }}
      over={date(Date.now())}
    >
      {null}
    </Page>
  )
}
