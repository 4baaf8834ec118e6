import { ButtonLink } from "../../ui/button.tsx"
import { Empty } from "../../ui/states.tsx"
import { Page } from "./page.tsx"

export const NotFound = () => (
  <Page title={{ ja: "このページは見つかりません", en: "This page cannot be found" }}>
    <Empty
      title={{
        ja: "移動したか、削除されたか、アドレスが違います",
        en: "It was moved or removed, or the address is wrong",
      }}
      why={{ ja: "上の検索（⌘K）で名前や番号から探せます。", en: "Search for its name or number above (⌘K)." }}
      action={<ButtonLink to="/" label={{ ja: "今日へ戻る", en: "Back to today" }} />}
    />
  </Page>
)
