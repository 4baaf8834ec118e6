import { useState } from "react"
import { getMessageContent } from "../../../server/capabilities/messages/contract.ts"
import { CodeBlock } from "../../../ui/copy.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Segments } from "../../../ui/nav.tsx"
import { Empty } from "../../../ui/states.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { MailFrame } from "../../app/blocks/mail-frame.tsx"
import { MailHead } from "../../app/blocks/mail-head.tsx"
import { isUnderWay, type WholeMessage } from "./whole-message.ts"

type View = "mail" | "text"
const views = [
  { key: "mail", label: { ja: "メール", en: "Mail" } },
  { key: "text", label: { ja: "文字だけ", en: "Text" } },
] as const

/** Whom the message went to and what it said, exactly as it was sent. */
export function MessageContent({ message }: { message: WholeMessage }) {
  const { messageId } = message
  const content = useCall(getMessageContent, { messageId })
  const [view, setView] = useState<View>("mail")
  return (
    <Section
      first
      title={{ ja: "送った内容", en: "What it said" }}
      {...(content.data?.sent && { scope: { ja: "送ったときのまま", en: "exactly as it was sent" } })}
      beside={
        content.data?.sent && (
          <Segments label={{ ja: "表し方", en: "Shown as" }} options={views} value={view} onChange={setView} />
        )
      }
    >
      <Loaded of={content} what={{ ja: "内容を読み込めませんでした", en: "The content could not be loaded" }}>
        {(found) => <Content found={found} view={view} message={message} />}
      </Loaded>
    </Section>
  )
}

type ContentProps = { found: Reply<typeof getMessageContent>; view: View; message: WholeMessage }

function Content({ found, view, message }: ContentProps) {
  const { sent, to } = found
  if (!sent)
    return (
      <>
        <MailHead rows={[{ label: { ja: "宛先", en: "To" }, value: box(to) }]} />
        {found.isForgotten ? (
          message.tries.length > 0 ? (
            <Forgotten />
          ) : (
            <Earlier />
          )
        ) : isUnderWay(message.state) ? (
          <NotYet />
        ) : (
          <Never />
        )}
      </>
    )
  return (
    <>
      <MailHead
        subject={sent.subject}
        rows={[
          { label: { ja: "差出人", en: "From" }, value: box(sent.from) },
          { label: { ja: "宛先", en: "To" }, value: box(sent.to) },
          ...(sent.replyTo ? [{ label: { ja: "返信先", en: "Reply to" }, value: sent.replyTo }] : []),
          { label: { ja: "一覧に出る文", en: "Preheader" }, value: sent.preheader },
        ]}
      />
      {view === "mail" ? (
        <MailFrame html={sent.html} label={{ ja: "送ったメール", en: "The mail as it was sent" }} />
      ) : (
        <CodeBlock text={sent.text} label={{ ja: "文字だけの本文", en: "The text part" }} />
      )}
    </>
  )
}

const box = ({ name, address }: { name?: string | null; address: string | null }) =>
  [name, address && (name ? `<${address}>` : address)].filter(Boolean).join(" ")

const Forgotten = () => (
  <Empty
    title={{ ja: "本文はもう残っていません", en: "The text is gone" }}
    why={{
      ja: "保存の期間が過ぎたため消えました。送った事実と内容の指紋は残っています。期間は設定の「メールの送り方」で変えられます。",
      en: "It was kept for its time. That it was sent, and a hash of it, stay. The time is set under How mails leave.",
    }}
  />
)

const Earlier = () => (
  <Empty
    title={{ ja: "本文はありません", en: "There is no text" }}
    why={{
      ja: "Maido より前に送られたもので、送った事実だけを引き継いでいます。",
      en: "It was sent before Maido; only that it was sent came along.",
    }}
  />
)

const NotYet = () => (
  <Empty
    title={{ ja: "まだ組み立てていません", en: "Not written out yet" }}
    why={{
      ja: "メールは送る直前に組み立てます。送るまでに文面が変われば、新しい文面で届きます。",
      en: "Mails are written out right before they are sent, in the wording that is published then.",
    }}
  />
)

const Never = () => (
  <Empty
    title={{ ja: "送っていません", en: "Nothing was sent" }}
    why={{
      ja: "送らずに終わったため、内容はありません。わけは下の「なぜ」にあります。",
      en: "It ended without being sent, so there is nothing to show. The reason stands below, under Why.",
    }}
  />
)
