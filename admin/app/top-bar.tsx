import { spotlight } from "@mantine/spotlight"
import { useIsFetching, useIsMutating } from "@tanstack/react-query"
import { Languages, Moon, Search, Sun, UserRound } from "lucide-react"
import type { Ref } from "react"
import { useSurroundings, useText } from "../../ui/language.tsx"
import { Menu, type MenuItem } from "../../ui/menu.tsx"
import { languageNames, same } from "../../ui/text.ts"
import { useSession } from "./session.tsx"

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)

export function TopBar(props: { crumbs: Ref<HTMLDivElement>; onSignOut: () => void }) {
  const t = useText()
  const working = useIsFetching() + useIsMutating() > 0
  return (
    <div className="top-bar">
      <div className="crumbs" ref={props.crumbs} />
      <button
        type="button"
        className="find"
        onClick={() => spotlight.open()}
        aria-label={t({ ja: "探す", en: "Search" })}
      >
        <Search aria-hidden />
        <span className="words">{t({ ja: "顧客・注文・フローを探す", en: "Find customers, orders, flows" })}</span>
        <kbd>{isApple ? "⌘K" : "Ctrl K"}</kbd>
      </button>
      <StaffMenu onSignOut={props.onSignOut} />
      {working && <span className="working" />}
    </div>
  )
}

function StaffMenu(props: { onSignOut: () => void }) {
  const { staff } = useSession()
  const items: MenuItem[] = [
    { label: { ja: "マイアカウント", en: "My account" }, icon: UserRound, to: "/account" },
    "line",
    ...useLookItems(),
    "line",
    { label: { ja: "サインアウト", en: "Sign out" }, onClick: props.onSignOut },
  ]
  return (
    <Menu
      label={{ ja: `${staff.name}のメニュー`, en: `Menu of ${staff.name}` }}
      face={<span className="who">{[...staff.name][0]}</span>}
      heading={
        <>
          {staff.name}
          <br />
          {staff.email}
        </>
      }
      items={items}
    />
  )
}

/** Language and night: also offered on pages without a bar. */
export function useLookItems(): MenuItem[] {
  const { language, speak, theme, paint } = useSurroundings()
  return [
    {
      label: same(languageNames[language === "ja" ? "en" : "ja"]),
      icon: Languages,
      onClick: () => speak(language === "ja" ? "en" : "ja"),
    },
    theme === "dark"
      ? { label: { ja: "明るい画面", en: "Light" }, icon: Sun, onClick: () => paint("light") }
      : { label: { ja: "暗い画面", en: "Dark" }, icon: Moon, onClick: () => paint("dark") },
    ...(theme === "system"
      ? []
      : [{ label: { ja: "明暗は端末に合わせる", en: "Follow the device" }, onClick: () => paint("system") }]),
  ]
}
