import { useState } from "react"
import "./line.css"
import { getLine, listTalks } from "../../../server/capabilities/line/contract.ts"
import { ButtonLink } from "../../../ui/button.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Segments } from "../../../ui/nav.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Pager } from "../../../ui/table.tsx"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useSession } from "../../app/session.tsx"
import { useCall, useList } from "../../app/use-call.ts"
import { useCustomerNames } from "../../app/use-customer-names.ts"
import { Talk } from "./talk.tsx"
import { lastWords } from "./words.ts"

type Summary = Reply<typeof listTalks>["items"][number]

const views = [
  { key: "all", label: { ja: "すべて", en: "All" } },
  { key: "unread", label: { ja: "まだ読んでいない", en: "Unread" } },
] as const

/** Everybody who wrote by LINE, and the talk with each: what was said, who answered, and an answer. */
export function Talks({ search, setSearch }: PageProps) {
  const { brand } = useSession()
  const line = useCall(getLine, {})
  return (
    <Page
      title={{ ja: "LINE", en: "LINE" }}
      actions={
        brand.isTest ? (
          <ButtonLink to="/line/caught" label={{ ja: "テストで届いたもの", en: "What was caught" }} />
        ) : undefined
      }
    >
      <Loaded of={line} what={{ ja: "LINEを読み込めませんでした", en: "LINE could not be loaded" }}>
        {({ account }) =>
          account ? (
            <Inbox open={search.with} onOpen={(userId) => setSearch({ with: userId })} />
          ) : (
            <Empty
              title={{ ja: "LINE公式アカウントがまだありません", en: "No LINE account is connected yet" }}
              why={{
                ja: "つなぐと、友だちからの言葉がここに届き、ここから返事ができます。",
                en: "Connect one: what friends write arrives here, and is answered here.",
              }}
              action={<ButtonLink look="go" to="/settings/line" label={{ ja: "LINEをつなぐ", en: "Connect LINE" }} />}
            />
          )
        }
      </Loaded>
    </Page>
  )
}

function Inbox({ open, onOpen }: { open: string | undefined; onOpen: (userId: string | undefined) => void }) {
  const [view, setView] = useState<(typeof views)[number]["key"]>("all")
  const talks = useList(
    listTalks,
    { unreadOnly: view === "unread" ? "true" : "false" },
    { everyMs: 10_000, keep: true },
  )
  return (
    <>
      <Segments label={{ ja: "表すもの", en: "Shown" }} options={views} value={view} onChange={setView} />
      <Loaded of={talks} what={{ ja: "トークを読み込めませんでした", en: "The talks could not be loaded" }}>
        {({ items }) =>
          items.length === 0 && !open ? (
            <Empty
              title={
                view === "unread"
                  ? { ja: "みんな読みました", en: "Everything is read" }
                  : { ja: "まだ誰からも届いていません", en: "Nobody has written yet" }
              }
              why={{
                ja: "友だちが話しかけると、ここに並びます。",
                en: "Whoever writes to the account appears here.",
              }}
            />
          ) : (
            <div className={open ? "line-inbox reading" : "line-inbox"}>
              <div className="line-list">
                <List items={items} open={open} onOpen={onOpen} />
                <Pager shown={items.length} more={talks.more} busy={talks.isFetchingNextPage} onMore={talks.readMore} />
              </div>
              {open && <Talk key={open} userId={open} onBack={() => onOpen(undefined)} />}
            </div>
          )
        }
      </Loaded>
    </>
  )
}

type ListProps = { items: readonly Summary[]; open: string | undefined; onOpen: (userId: string) => void }

function List({ items, open, onOpen }: ListProps) {
  const t = useText()
  const names = useCustomerNames(items.map(({ customerId }) => customerId))
  return (
    <ul>
      {items.map((talk) => (
        <li key={talk.userId}>
          <button
            type="button"
            className={talk.unread > 0 ? "line-entry unread" : "line-entry"}
            aria-current={talk.userId === open ? "true" : undefined}
            onClick={() => onOpen(talk.userId)}
          >
            <span className="line-who">
              {names?.get(talk.customerId) ??
                talk.displayName ??
                t({ ja: "名前のない友だち", en: "A friend without a name" })}
            </span>
            <span className="tiny quiet">
              <DateText at={talk.lastAt} />
            </span>
            <span className="line-last">{t(lastWords(talk.last))}</span>
            {talk.unread > 0 && (
              <span className="line-unread num">{t({ ja: `未読${talk.unread}`, en: `${talk.unread} new` })}</span>
            )}
          </button>
        </li>
      ))}
    </ul>
  )
}
