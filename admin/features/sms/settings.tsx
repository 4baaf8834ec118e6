import { useState } from "react"
import { deleteSmsAccount, getSms, listCaughtSms } from "../../../server/capabilities/sms/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { CopyText } from "../../../ui/copy.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Note, Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Tabs } from "../../../ui/nav.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { same } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { Below, SettingsPage } from "../../app/settings-page.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { ConnectSms } from "./connect.tsx"
import { Cost } from "./cost.tsx"

type Whole = Reply<typeof getSms>
type Account = NonNullable<Whole["account"]>

const tabs = {
  account: { ja: "送信会社", en: "Provider" },
  cost: { ja: "費用と長さ", en: "Cost and length" },
  caught: { ja: "届くはずだったもの", en: "What was caught" },
} as const
type Tab = keyof typeof tabs

/** The account by which SMS leave, what they cost, and what was caught. */
export function SmsSettingsPage({ search, setSearch }: PageProps) {
  const may = useMay()
  const sms = useCall(getSms, {}, { everyMs: 30_000 })
  const [connecting, setConnecting] = useState(false)
  const connect = may("brand:write") && (
    <Button look="go" label={{ ja: "SMSをつなぐ", en: "Connect SMS" }} onClick={() => setConnecting(true)} />
  )
  return (
    <SettingsPage title={{ ja: "SMS", en: "SMS" }}>
      <Loaded of={sms} what={{ ja: "SMSの設定を読み込めませんでした", en: "SMS settings could not be loaded" }}>
        {(whole) => {
          const shown = (["account", "cost", "caught"] as const).filter(
            (tab) => tab !== "caught" || (whole.isCaught && may("customers:personal")),
          )
          const open: Tab = shown.find((tab) => tab === search.tab) ?? "account"
          return (
            <Stack>
              {whole.isCaught && <CaughtNote />}
              <Tabs
                label={{ ja: "SMSの設定", en: "SMS settings" }}
                tabs={shown.map((key) => ({ key, label: tabs[key] }))}
                open={open}
                onOpen={(tab) => setSearch({ tab: tab === "account" ? "" : tab })}
              >
                {open === "account" &&
                  (whole.account ? (
                    <OneAccount account={whole.account} onChange={() => setConnecting(true)} />
                  ) : (
                    <Empty
                      title={{ ja: "SMSの送信会社をまだつないでいません", en: "No SMS provider is connected yet" }}
                      why={{
                        ja: "つなぐと、同意のあるお客様の携帯電話に短いお便りを送れます。要るのは Account SID と Auth Token と送信元です。",
                        en: "Connect one to send short messages to mobiles of customers who agreed. It takes Account SID, Auth Token and a sender.",
                      }}
                      action={connect || undefined}
                    />
                  ))}
                {open === "cost" && <Cost key={whole.version} settings={whole.settings} version={whole.version} />}
                {open === "caught" && <Caught />}
              </Tabs>
            </Stack>
          )
        }}
      </Loaded>
      {connecting && <ConnectSms onClose={() => setConnecting(false)} />}
    </SettingsPage>
  )
}

function CaughtNote() {
  const t = useText()
  return (
    <Note>
      {t({
        ja: "このブランドのSMSはどこにも届かず、ここに残ります。どんなアカウントでもつながります。",
        en: "This brand's SMS reach no phone and are kept here. Any account connects.",
      })}
    </Note>
  )
}

const closedWords: Readonly<Record<string, { ja: string; en: string }>> = {
  "token-refused": {
    ja: "アカウントかトークンが受け付けられません。新しいものを入れてください。",
    en: "Account or token are refused. Enter new ones.",
  },
  "account-suspended": {
    ja: "送信会社がアカウントを止めています。送信会社に問い合わせてください。",
    en: "The provider has suspended the account. Ask them.",
  },
  "sender-refused": { ja: "送信元が受け付けられません。", en: "The sender is refused." },
  "region-not-allowed": {
    ja: "この国への送信が許されていません。送信会社の設定を確かめてください。",
    en: "Sending to this country is not allowed. See the provider's settings.",
  },
}

function OneAccount({ account, onChange }: { account: Account; onChange: () => void }) {
  const t = useText()
  const may = useMay()
  const toast = useToast()
  const [leaving, setLeaving] = useState(false)
  const leave = useAct(deleteSmsAccount, {
    refresh: [getSms],
    done: () => toast({ words: { ja: "外しました。", en: "Disconnected." } }),
  })
  const { closedBecause, closedUntil } = account
  return (
    <Section
      first
      title={same(account.name)}
      scope={same(account.accountSid)}
      beside={
        may("brand:write") && (
          <>
            <Button look="text" label={{ ja: "替える", en: "Change" }} onClick={onChange} />
            <Button look="text" label={{ ja: "外す", en: "Disconnect" }} onClick={() => setLeaving(true)} />
          </>
        )
      }
    >
      <Below>
        {closedBecause && (
          <Note>{t(closedWords[closedBecause] ?? { ja: "送信が止まっています。", en: "Nothing leaves." })}</Note>
        )}
        <Rows
          rows={[
            {
              label: { ja: "様子", en: "State" },
              value: closedBecause ? (
                <Status is="failed" label={{ ja: "止まっています", en: "Nothing leaves" }} />
              ) : (
                <Status is="live" label={{ ja: "つながっています", en: "Connected" }} />
              ),
            },
            ...(closedUntil
              ? [{ label: { ja: "つぎに試す", en: "Tried again" }, value: <DateText at={closedUntil} /> }]
              : []),
            { label: { ja: "送信元", en: "Sender" }, value: account.sender },
            { label: { ja: "つないだ日", en: "Connected" }, value: <DateText at={account.connectedAt} /> },
          ]}
        />
        <p className="small">
          {t({
            ja: "「停止」の返信を受け取るには、送信会社の受信Webhookにこれを入れてください。",
            en: "To hear of STOP, enter this as the provider's webhook for incoming messages.",
          })}
        </p>
        <CopyText value={account.answersUrl} label={{ ja: "受信Webhook", en: "webhook for answers" }} />
      </Below>
      <ConfirmDialog
        open={leaving}
        onClose={() => setLeaving(false)}
        look="danger"
        title={{ ja: "SMSを外しますか", en: "Disconnect SMS?" }}
        confirm={{ ja: "外す", en: "Disconnect" }}
        onConfirm={() => {
          setLeaving(false)
          leave.run({})
        }}
      >
        <p>
          {t({
            ja: "トークンを捨て、SMSでは届かなくなります。待っているお便りは、つながるか期限が過ぎるまで待ちます。",
            en: "The token is thrown away and nothing leaves by SMS. Letters that wait go on waiting until one is connected or their time passes.",
          })}
        </p>
      </ConfirmDialog>
    </Section>
  )
}

function Caught() {
  const t = useText()
  const caught = useCall(listCaughtSms, {}, { everyMs: 10_000 })
  return (
    <Section title={{ ja: "届くはずだったSMS", en: "What would have been sent" }}>
      <Loaded of={caught} what={{ ja: "読み込めませんでした", en: "This could not be loaded" }}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="small quiet sms-gap">{t({ ja: "まだありません。", en: "Nothing yet." })}</p>
          ) : (
            <ul className="sms-caught">
              {items.map(({ caughtId, number, text, parts, caughtAt }) => (
                <li key={caughtId}>
                  <p>{text}</p>
                  <p className="small quiet">
                    {number} · {t({ ja: `${parts}通分`, en: parts === 1 ? "1 part" : `${parts} parts` })} ·{" "}
                    <DateText at={caughtAt} />
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  )
}
