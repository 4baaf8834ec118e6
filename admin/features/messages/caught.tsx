import { useState } from "react"
import { emptyCatcher, getCaught, getMailSettings, listCaught } from "../../../server/capabilities/messages/contract.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { CodeBlock } from "../../../ui/copy.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Segments } from "../../../ui/nav.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Pager } from "../../../ui/table.tsx"
import type { Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useMay, useSession } from "../../app/session.tsx"
import { useAct, useCall, useList } from "../../app/use-call.ts"
import { MailFrame } from "../../app/blocks/mail-frame.tsx"
import { MailHead } from "../../app/blocks/mail-head.tsx"
import { MessagesPage } from "./messages-page.tsx"

type Summary = Reply<typeof listCaught>["items"][number]

/** The mailbox of mails that went nowhere else: list at the left, mail at the right. */
export function Caught({ search, setSearch }: PageProps<"/messages/caught">) {
  const mails = useList(listCaught, {}, { everyMs: 10_000, keep: true })
  const open = search.mail ?? mails.data?.items[0]?.caughtId
  const may = useMay()
  return (
    <MessagesPage
      open="caught"
      title={{ ja: "受け取り箱", en: "Caught mails" }}
      over={<Why />}
      actions={
        may("messages:write") && mails.data && mails.data.items.length > 0 ? (
          <EmptyBox onDone={() => setSearch({ mail: undefined })} />
        ) : undefined
      }
    >
      <Loaded of={mails} what={{ ja: "受け取り箱を読み込めませんでした", en: "The mailbox could not be loaded" }}>
        {({ items }) =>
          items.length === 0 ? (
            <NothingCaught />
          ) : (
            <div className={search.mail ? "mailbox reading" : "mailbox"}>
              <div className="mailbox-list">
                <ul>
                  {items.map((mail) => (
                    <li key={mail.caughtId}>
                      <Entry mail={mail} open={mail.caughtId === open} onOpen={(id) => setSearch({ mail: id })} />
                    </li>
                  ))}
                </ul>
                <Pager shown={items.length} more={mails.more} busy={mails.isFetchingNextPage} onMore={mails.readMore} />
              </div>
              {open && <Mail caughtId={open} onBack={() => setSearch({ mail: undefined })} />}
            </div>
          )
        }
      </Loaded>
    </MessagesPage>
  )
}

function Entry({ mail, open, onOpen }: { mail: Summary; open: boolean; onOpen: (id: string) => void }) {
  return (
    <button
      type="button"
      className="mailbox-entry"
      aria-current={open ? "true" : undefined}
      onClick={() => onOpen(mail.caughtId)}
    >
      <span className="mailbox-who">{mail.to.map(({ name, address }) => name ?? address).join(", ")}</span>
      <span className="tiny quiet">
        <DateText at={mail.receivedAt} />
      </span>
      <span className="mailbox-subject">{mail.subject}</span>
    </button>
  )
}

const views = [
  { key: "mail", label: { ja: "メール", en: "Mail" } },
  { key: "text", label: { ja: "文字だけ", en: "Text" } },
  { key: "headers", label: { ja: "ヘッダー", en: "Headers" } },
  { key: "source", label: { ja: "元のデータ", en: "Source" } },
] as const

function Mail({ caughtId, onBack }: { caughtId: string; onBack: () => void }) {
  const mail = useCall(getCaught, { caughtId }, { keep: true })
  const [view, setView] = useState<(typeof views)[number]["key"]>("mail")
  const t = useText()
  return (
    <section className="mailbox-mail" aria-label={t({ ja: "開いているメール", en: "The open mail" })}>
      <span className="mailbox-back">
        <Button look="text" label={{ ja: "一覧に戻る", en: "Back to the list" }} onClick={onBack} />
      </span>
      <Loaded of={mail} what={{ ja: "メールを読み込めませんでした", en: "The mail could not be loaded" }}>
        {(found) => (
          <>
            <MailHead
              subject={found.subject}
              rows={[
                { label: { ja: "差出人", en: "From" }, value: box(found.from) },
                { label: { ja: "宛先", en: "To" }, value: found.to.map(box).join(", ") },
                { label: { ja: "添付", en: "Attached" }, value: found.attachments.map(({ name }) => name).join(", ") },
              ]}
            />
            <Segments label={{ ja: "表し方", en: "Shown as" }} options={views} value={view} onChange={setView} />
            <div className="messages-gap">
              {view === "mail" && (
                <MailFrame
                  html={found.html || plain(found.text)}
                  label={{ ja: "受け取ったメール", en: "The caught mail" }}
                />
              )}
              {view === "text" && <CodeBlock text={found.text} label={views[1].label} />}
              {view === "headers" && (
                <CodeBlock
                  text={found.headers.map(({ name, value }) => `${name}: ${value}`).join("\n")}
                  label={views[2].label}
                />
              )}
              {view === "source" && <CodeBlock text={found.source} label={views[3].label} />}
            </div>
          </>
        )}
      </Loaded>
    </section>
  )
}

const box = ({ name, address }: { name?: string | undefined; address: string }) =>
  name ? `${name} <${address}>` : address
const plain = (text: string) => `<pre>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</pre>`

function useWhy(): Text | undefined {
  const { brand } = useSession()
  const settings = useCall(getMailSettings, {})
  if (brand.isTest)
    return {
      ja: "テスト環境なので、送ったメールはすべてここに届きます。お客様には届きません。",
      en: "This is the test brand: every mail it sends lands here and reaches no customer.",
    }
  if (!settings.data) return undefined
  return settings.data.isCaught
    ? {
        ja: "メールサーバーがまだ設定されていないので、送ったメールはすべてここに届きます。お客様には届きません。",
        en: "No mail server is set, so every mail lands here and reaches no customer.",
      }
    : {
        ja: `いまのメールは ${settings.data.way} から届いています。ここにあるのは、それより前のものです。`,
        en: `Mails now leave by ${settings.data.way}. What is here came before.`,
      }
}

function Why() {
  const t = useText()
  const why = useWhy()
  return why ? t(why) : null
}

function NothingCaught() {
  const why = useWhy()
  return (
    <Empty
      title={{ ja: "受け取り箱は空です", en: "No mail was caught" }}
      why={
        why ?? {
          ja: "メールサーバーを設定するまで、送ったメールはここに届きます。",
          en: "Until a mail server is set, mails land here.",
        }
      }
      action={<ButtonLink to="/settings/mail" label={{ ja: "メールサーバーを設定する", en: "Set a mail server" }} />}
    />
  )
}

function EmptyBox({ onDone }: { onDone: () => void }) {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const empty = useAct(emptyCatcher, { done: onDone })
  return (
    <>
      <Button label={{ ja: "空にする", en: "Empty the box" }} busy={empty.busy} onClick={() => setAsking(true)} />
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        look="danger"
        title={{ ja: "受け取り箱を空にしますか", en: "Empty the box?" }}
        confirm={{ ja: "すべて消す", en: "Delete all" }}
        onConfirm={() => {
          setAsking(false)
          empty.run({})
        }}
      >
        <p>{t({ ja: "元に戻せません。送った記録は残ります。", en: "This cannot be undone. The log stays." })}</p>
      </ConfirmDialog>
    </>
  )
}
