import type { ReactNode } from "react"
import "./messages.css"
import { useWay } from "../../../ui/link.tsx"
import { Tabs } from "../../../ui/nav.tsx"
import type { Text } from "../../../ui/text.ts"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { SenderNotes } from "./sender-notes.tsx"

const tabs = [
  { key: "log", to: "/messages", label: { ja: "送った記録", en: "Log" }, right: "messages:read" },
  { key: "templates", to: "/messages/templates", label: { ja: "文面", en: "Wordings" }, right: "messages:read" },
  {
    key: "caught",
    to: "/messages/caught",
    label: { ja: "受け取り箱", en: "Caught mails" },
    right: "customers:personal",
  },
] as const
type Key = (typeof tabs)[number]["key"]

type Props = { open: Key; title: Text; over?: ReactNode; actions?: ReactNode; children: ReactNode }

/** The three views of what is said to customers, under one head. */
export function MessagesPage({ open, title, children, ...head }: Props) {
  const may = useMay()
  const { go } = useWay()
  return (
    <Page title={title} name={{ ja: "メッセージ", en: "Messages" }} {...head}>
      <SenderNotes />
      <Tabs
        label={{ ja: "メッセージの見方", en: "Views of messages" }}
        tabs={tabs.filter(({ right }) => may(right))}
        open={open}
        onOpen={(key) => go(tabs.find((tab) => tab.key === key)?.to ?? "/messages")}
      />
      {children}
    </Page>
  )
}
