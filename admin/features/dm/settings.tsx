import { useState } from "react"
import { deleteDmAccount, getDm, listCaughtDms } from "../../../server/capabilities/dm/contract.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
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
import { ConnectDm } from "./connect.tsx"
import { DmRules } from "./rules.tsx"
import { closedWords, serviceWords } from "./words.ts"
import "./dm.css"

type Account = NonNullable<Reply<typeof getDm>["account"]>
const tabs = {
  account: { ja: "つなぐ", en: "Connection" },
  rules: { ja: "きまりと同意", en: "Rules and consent" },
  caught: { ja: "届くはずだったもの", en: "What was caught" },
} as const
type Tab = keyof typeof tabs

/** The page by which direct messages leave, what may leave when, and what was caught. */
export function DmSettingsPage({ search, setSearch }: PageProps) {
  const may = useMay()
  const dm = useCall(getDm, {}, { everyMs: 30_000 })
  const [connecting, setConnecting] = useState(false)
  return (
    <SettingsPage
      title={{ ja: "Instagram・Messenger", en: "Instagram, Messenger" }}
      actions={
        may("customers:personal") && <ButtonLink to="/dm" label={{ ja: "やりとりを見る", en: "See the talks" }} />
      }
    >
      <Loaded of={dm} what={{ ja: "DMの設定を読み込めませんでした", en: "These settings could not be loaded" }}>
        {({ account, settings, version, isCaught }) => {
          const shown = (["account", "rules", "caught"] as const).filter(
            (tab) => tab !== "caught" || (isCaught && may("customers:personal")),
          )
          const open: Tab = shown.find((tab) => tab === search.tab) ?? "account"
          return (
            <Stack>
              {isCaught && <CaughtNote />}
              <Tabs
                label={{ ja: "DMの設定", en: "Settings of direct messages" }}
                tabs={shown.map((key) => ({ key, label: tabs[key] }))}
                open={open}
                onOpen={(tab) => setSearch({ tab: tab === "account" ? "" : tab })}
              >
                {open === "account" &&
                  (account ? (
                    <OneAccount account={account} onChange={() => setConnecting(true)} />
                  ) : (
                    <NotYet onConnect={may("brand:write") ? () => setConnecting(true) : undefined} />
                  ))}
                {open === "rules" && <DmRules key={version} settings={settings} version={version} />}
                {open === "caught" && <Caught />}
              </Tabs>
            </Stack>
          )
        }}
      </Loaded>
      {connecting && <ConnectDm onClose={() => setConnecting(false)} />}
    </SettingsPage>
  )
}

function NotYet({ onConnect }: { onConnect: (() => void) | undefined }) {
  return (
    <Empty
      title={{ ja: "Facebookページをまだつないでいません", en: "No Facebook page is connected yet" }}
      why={{
        ja: "つなぐと、InstagramとMessengerで話しかけてくださった方にお便りと返事を届けられます。要るのはページIDとアクセストークンとapp secretです。",
        en: "Connect one to write to people who wrote to you on Instagram and Messenger. It takes the page's id, an access token and the app secret.",
      }}
      action={
        onConnect && (
          <Button
            look="go"
            label={{ ja: "Facebookページをつなぐ", en: "Connect a Facebook page" }}
            onClick={onConnect}
          />
        )
      }
    />
  )
}

function CaughtNote() {
  const t = useText()
  return (
    <Note>
      {t({
        ja: "このブランドのDMはだれにも届かず、ここに残ります。どんなページでもつながります。",
        en: "This brand's direct messages reach nobody and are kept here. Any page connects.",
      })}
    </Note>
  )
}

function OneAccount({ account, onChange }: { account: Account; onChange: () => void }) {
  const t = useText()
  const may = useMay()
  const toast = useToast()
  const [leaving, setLeaving] = useState(false)
  const leave = useAct(deleteDmAccount, {
    refresh: [getDm],
    done: () => toast({ words: { ja: "外しました。", en: "Disconnected." } }),
  })
  const { closedBecause, closedUntil, lastEventAt } = account
  return (
    <Section
      first
      title={same(account.pageName)}
      scope={same(account.instagramName ? `@${account.instagramName}` : account.pageId)}
      beside={
        may("brand:write") && (
          <>
            <Button look="text" label={{ ja: "つなぎ直す", en: "Connect anew" }} onClick={onChange} />
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
              ) : lastEventAt ? (
                <Status is="live" label={{ ja: "つながっています", en: "Connected" }} />
              ) : (
                <Status is="waiting" label={{ ja: "最初の知らせを待っています", en: "Waiting for its first event" }} />
              ),
            },
            ...(closedUntil
              ? [{ label: { ja: "つぎに試す", en: "Tried again" }, value: <DateText at={closedUntil} /> }]
              : []),
            {
              label: { ja: "Instagram", en: "Instagram" },
              value: account.instagramName
                ? `@${account.instagramName}`
                : t({ ja: "ページにつながっていません", en: "None is linked with the page" }),
            },
            ...(lastEventAt
              ? [{ label: { ja: "最後の知らせ", en: "Last event" }, value: <DateText at={lastEventAt} /> }]
              : []),
            { label: { ja: "つないだ日", en: "Connected" }, value: <DateText at={account.connectedAt} /> },
          ]}
        />
        <p className="small">
          {t({
            ja: "Metaのアプリの「Webhook」に、この2つを入れ、messages と messaging_postbacks を購読してください。",
            en: "In “Webhooks” of your app at Meta enter these two, and subscribe to messages and messaging_postbacks.",
          })}
        </p>
        <CopyText value={account.webhookUrl} label={{ ja: "コールバックURL", en: "callback URL" }} />
        <CopyText value={account.verifyToken} label={{ ja: "トークンを認証", en: "verify token" }} />
      </Below>
      <ConfirmDialog
        open={leaving}
        onClose={() => setLeaving(false)}
        look="danger"
        title={{ ja: "InstagramとMessengerを外しますか", en: "Disconnect Instagram and Messenger?" }}
        confirm={{ ja: "外す", en: "Disconnect" }}
        onConfirm={() => {
          setLeaving(false)
          leave.run({})
        }}
      >
        <p>
          {t({
            ja: "トークンを捨て、DMでは届かなくなります。待っているお便りは、つながるか期限が過ぎるまで待ちます。",
            en: "The token is thrown away and no direct message leaves. Letters that wait go on waiting until a page is connected or their time passes.",
          })}
        </p>
      </ConfirmDialog>
    </Section>
  )
}

function Caught() {
  const t = useText()
  const caught = useCall(listCaughtDms, {}, { everyMs: 10_000 })
  return (
    <Section first title={{ ja: "届くはずだったDM", en: "What would have been sent" }}>
      <Loaded of={caught} what={{ ja: "読み込めませんでした", en: "This could not be loaded" }}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="small quiet dm-gap">{t({ ja: "まだありません。", en: "Nothing yet." })}</p>
          ) : (
            <ul className="dm-caught">
              {items.map(({ caughtId, service, text, quickReplies, caughtAt }) => (
                <li key={caughtId}>
                  <p className="dm-bubble">{text}</p>
                  {quickReplies.length > 0 && (
                    <p className="dm-replies">
                      {quickReplies.map(({ title }) => (
                        <span key={title}>{title}</span>
                      ))}
                    </p>
                  )}
                  <p className="small quiet">
                    {t(serviceWords[service])} · <DateText at={caughtAt} />
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
