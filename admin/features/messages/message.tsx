import { useState } from "react"
import { RotateCw } from "lucide-react"
import { getMessage, resendMessage } from "../../../server/capabilities/messages/contract.ts"
import { channelName } from "../../../server/capabilities/messages/reason-words-rules.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Columns, Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Status } from "../../../ui/status.tsx"
import { languageNames } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { MessageContent } from "./message-content.tsx"
import { reasonWords, states, wayWords } from "./message-words.ts"
import { Signals } from "./signals.tsx"
import { Tries } from "./tries.tsx"
import "./messages.css"
import { WhyMessage } from "./why.tsx"
import { isUnderWay, type WholeMessage } from "./whole-message.ts"

/** One message: what it said, whether it left, and each attempt. */
export function Message({ params }: PageProps<"/messages/$messageId">) {
  const { messageId } = params
  const message = useCall(getMessage, { messageId }, { everyMs: 10_000 })
  return (
    <Loaded of={message} what={{ ja: "メッセージを読み込めませんでした", en: "The message could not be loaded" }}>
      {(found) => <Shown message={found} />}
    </Loaded>
  )
}

function Shown({ message }: { message: WholeMessage }) {
  const t = useText()
  const may = useMay()
  const { moment } = useFormat()
  const facts = [
    <Status key="state" {...states[message.state]} />,
    ...(message.reason ? [t(reasonWords(message.reason))] : []),
    moment(message.acceptedAt ?? message.endedAt ?? message.plannedAt),
    languageNames[message.language],
    ...(message.isTest ? [t({ ja: "試し送り", en: "Test" })] : []),
  ]
  return (
    <Page
      title={message.title}
      above={[{ label: { ja: "メッセージ", en: "Messages" }, to: "/messages" }]}
      facts={facts}
      actions={
        <>
          <ButtonLink look="text" to={wordingOf(message)} label={{ ja: "文面を見る", en: "See the wording" }} />
          {may("messages:send") && <Resend message={message} />}
        </>
      }
    >
      <Columns split="8-4">
        {may("customers:personal") ? (
          <MessageContent message={message} />
        ) : (
          <Section first title={{ ja: "送った内容", en: "What it said" }}>
            <p className="quiet small messages-gap">
              {t({
                ja: "宛先と本文を見るには「お客様の個人情報を見る」権限が要ります。",
                en: "Seeing whom it went to and what it said needs the right to see personal data.",
              })}
            </p>
          </Section>
        )}
        <Stack near>
          {message.origin && <WhyMessage message={message} />}
          <Signals messageId={message.messageId} />
          <Tries message={message} />
          <About message={message} />
        </Stack>
      </Columns>
    </Page>
  )
}

const wordingOf = ({ templateId, kind, language }: WholeMessage) =>
  templateId === null ? `/messages/templates/${kind}/${language}` : `/templates/${templateId}`

function Resend({ message }: { message: WholeMessage }) {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const toast = useToast()
  const resend = useAct(resendMessage, {
    done: () => toast({ words: { ja: "もう一度送ります。", en: "It is being sent again." } }),
  })
  if (!message.mayResend) return null
  const unknown = message.state === "unknown"
  return (
    <>
      <Button
        look="go"
        icon={RotateCw}
        label={{ ja: "もう一度送る", en: "Send again" }}
        busy={resend.busy}
        onClick={() => setAsking(true)}
      />
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={{ ja: "このメールをもう一度送りますか", en: "Send this mail again?" }}
        confirm={{ ja: "送る", en: "Send" }}
        onConfirm={() => {
          setAsking(false)
          resend.run({ messageId: message.messageId })
        }}
      >
        <p>
          {unknown
            ? t({
                ja: "前の送信は届いているかもしれません。送ると、同じメールが2通になることがあります。",
                en: "The last one may have arrived. Sending again can make it two.",
              })
            : t({
                ja: "1通だけ、同じお客様に送ります。文面はいま公開しているものになります。",
                en: "One mail to the same customer, in the wording that is published now.",
              })}
        </p>
      </ConfirmDialog>
    </>
  )
}

function About({ message }: { message: WholeMessage }) {
  const t = useText()
  const version =
    message.templateVersion === null
      ? isUnderWay(message.state)
        ? { ja: "まだ組み立てていません", en: "Not rendered yet" }
        : { ja: "分かりません", en: "Not known" }
      : message.templateVersion === 0
        ? { ja: "はじめからの文面", en: "The original wording" }
        : { ja: `第${message.templateVersion}版`, en: `Version ${message.templateVersion}` }
  return (
    <Section title={{ ja: "このメッセージについて", en: "About this message" }}>
      <Rows
        rows={[
          { label: { ja: "できごと", en: "Planned" }, value: <DateText at={message.plannedAt} /> },
          ...(message.acceptedAt
            ? [{ label: { ja: "送信", en: "Sent" }, value: <DateText at={message.acceptedAt} /> }]
            : []),
          ...(message.expiresAt && isUnderWay(message.state)
            ? [
                {
                  label: { ja: "これを過ぎたら送らない", en: "Not sent after" },
                  value: <DateText at={message.expiresAt} />,
                },
              ]
            : []),
          {
            label: { ja: "お客様", en: "Customer" },
            value: message.customerId ? (
              <Link to={`/customers/${message.customerId}`}>{t({ ja: "見る", en: "See" })}</Link>
            ) : (
              t({ ja: "なし", en: "none" })
            ),
          },
          ...(message.origin
            ? [
                {
                  label: { ja: "送り主", en: "Planned by" },
                  value: (
                    <Link to={`/${message.origin.kind}s/${message.origin.id}`}>
                      {t(
                        message.origin.kind === "flow"
                          ? { ja: "フロー", en: "A flow" }
                          : { ja: "キャンペーン", en: "A campaign" },
                      )}
                    </Link>
                  ),
                },
              ]
            : []),
          ...(message.channel
            ? [{ label: { ja: "経路", en: "Channel" }, value: t(channelName(message.channel)) }]
            : []),
          ...(message.mergedInto
            ? [
                {
                  label: { ja: "まとめた先", en: "Merged into" },
                  value: <Link to={`/messages/${message.mergedInto}`}>{t({ ja: "見る", en: "See" })}</Link>,
                },
              ]
            : []),
          { label: { ja: "文面の版", en: "Wording" }, value: t(version) },
          ...(message.transport
            ? [{ label: { ja: "送り口", en: "Way out" }, value: t(wayWords(message.transport)) }]
            : []),
          {
            label: { ja: "Message-ID", en: "Message-ID" },
            value: <code className="messages-id">{message.mailId}</code>,
          },
          ...(message.contentHash
            ? [
                {
                  label: { ja: "内容の指紋", en: "Hash of the content" },
                  value: <code className="messages-id">{message.contentHash}</code>,
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
