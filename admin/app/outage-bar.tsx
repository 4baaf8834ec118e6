import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useRef, useSyncExternalStore } from "react"
import "./shell.css"
import { useText } from "../../ui/language.tsx"
import { type Outage, outage } from "./outage.ts"

const words: Record<Exclude<Outage, "none">, { ja: string; en: string }> = {
  database: {
    ja: "データベースにつながりません。受け付け済みの注文・お便り・ポイントは失われません。つながりしだい自動で続きます（注文の連絡が先、お知らせは後）。お店からの新しい注文は「後で」と断り、お店が送り直します。それまで、この画面での保存はお待ちください。",
    en: "The database is away. Nothing accepted is lost: orders, letters and points go on by themselves once it is back, notices of orders first, news after them. New orders are told to come back, and shops send them again. Until then, please wait with saving here.",
  },
  server: {
    ja: "サーバーにつながりません。通信の状態をご確認ください。つながりしだい、この画面は自動で続きます。",
    en: "The server does not answer. Check the connection; this screen goes on by itself once it is back.",
  },
}

/** Above every page while something essential is away: what is the matter, what happens meanwhile, and that it goes on. */
export function OutageBar() {
  const t = useText()
  const client = useQueryClient()
  const now = useSyncExternalStore(outage.subscribe, outage.now)
  const before = useRef<Outage>("none")
  useEffect(() => {
    // What could not be read meanwhile is asked anew without anybody reloading the page.
    if (before.current !== "none" && now === "none") void client.invalidateQueries()
    before.current = now
  }, [client, now])
  return (
    <div role="alert" className="outage-bar" hidden={now === "none"}>
      {now === "none" ? null : t(words[now])}
    </div>
  )
}
