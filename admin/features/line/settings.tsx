import { useState } from "react"
import "./line.css"
import { deleteAccount, getLine, postCheck, postFollowers } from "../../../server/capabilities/line/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { CopyText } from "../../../ui/copy.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Columns, Note, Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Menu } from "../../../ui/menu.tsx"
import { Tabs } from "../../../ui/nav.tsx"
import { QrCode } from "../../../ui/qr.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { same, type Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Narrowcasts } from "../../app/narrowcasts.tsx"
import { useMay } from "../../app/session.tsx"
import { Below, SettingsPage } from "../../app/settings-page.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { ChangeAccount, ConnectAccount } from "./account-form.tsx"
import { Login } from "./login.tsx"
import { Menus } from "./menus.tsx"
import { Plan } from "./plan.tsx"
import { closedWords } from "./words.ts"

type Whole = Reply<typeof getLine>
type Account = NonNullable<Whole["account"]>

const tabs = {
  account: { ja: "公式アカウント", en: "Official account" },
  menus: { ja: "リッチメニュー", en: "Rich menus" },
  login: { ja: "LINEログイン", en: "LINE Login" },
  plan: { ja: "料金と同意", en: "Price and consent" },
} as const
type Tab = keyof typeof tabs

/** The official account: who it is, whether it is well, what it costs, and how people become its friends. */
export function LineSettingsPage({ search, setSearch }: PageProps) {
  const may = useMay()
  const line = useCall(getLine, {}, { everyMs: 30_000 })
  const [connecting, setConnecting] = useState(false)
  const connect = may("brand:write") && (
    <Button look="go" label={{ ja: "LINEをつなぐ", en: "Connect LINE" }} onClick={() => setConnecting(true)} />
  )
  return (
    <SettingsPage title={{ ja: "LINE", en: "LINE" }}>
      <Loaded of={line} what={{ ja: "LINEの設定を読み込めませんでした", en: "LINE's settings could not be loaded" }}>
        {(whole) => {
          const shown = shownTabs(whole)
          const open: Tab = shown.find((tab) => tab === search.tab) ?? "account"
          return (
            <Stack>
              {whole.isCaught && <TestNote />}
              <Tabs
                label={{ ja: "LINEの設定", en: "LINE's settings" }}
                tabs={shown.map((key) => ({ key, label: tabs[key] }))}
                open={open}
                onOpen={(tab) => setSearch({ tab: tab === "account" ? "" : tab })}
              >
                {open === "account" &&
                  (whole.account ? (
                    <OneAccount account={whole.account} price={whole.price} />
                  ) : (
                    <Empty
                      title={{ ja: "公式アカウントをまだつないでいません", en: "No official account is connected yet" }}
                      why={{
                        ja: "つなぐと、友だちにお便りとお知らせが届き、返事ができます。要るのは LINE Developers のチャネルシークレットとアクセストークンだけです。",
                        en: "Connect it to write to friends and answer them. All you need is the channel secret and access token from LINE Developers.",
                      }}
                      action={connect || undefined}
                    />
                  ))}
                {open === "menus" && <Menus />}
                {open === "login" && <Login login={whole.login} loginUrls={whole.loginUrls} />}
                {open === "plan" && (
                  <Stack>
                    <Plan key={whole.version} settings={whole.settings} version={whole.version} />
                    {whole.settings.narrowcast && <Narrowcasts />}
                  </Stack>
                )}
              </Tabs>
            </Stack>
          )
        }}
      </Loaded>
      {connecting && <ConnectAccount onClose={() => setConnecting(false)} />}
    </SettingsPage>
  )
}

/** What there is nothing to set for yet is not shown. */
const shownTabs = ({ account, isCaught }: Whole): Tab[] => [
  "account",
  ...(account ? (["menus"] as const) : []),
  ...(account && !isCaught ? (["login"] as const) : []),
  "plan",
]

function TestNote() {
  const t = useText()
  return (
    <Note>
      {t({
        ja: "テスト環境では、LINEには何も送りません。どんなシークレットとトークンでもつながり、届くはずのものは「テスト環境のLINE」で見られます。",
        en: "A test brand sends nothing to LINE. Any secret and token connect it, and what would be sent is kept for you to see.",
      })}
    </Note>
  )
}

function standing({ closedBecause, refusedLastHour, lastEventAt }: Account): {
  is: "live" | "failed" | "waiting"
  label: Text
} {
  if (closedBecause) return { is: "failed", label: { ja: "送信が止まっています", en: "Nothing leaves" } }
  if (refusedLastHour > 0) return { is: "failed", label: { ja: "署名が合いません", en: "Signatures do not match" } }
  if (!lastEventAt)
    return { is: "waiting", label: { ja: "最初の知らせを待っています", en: "Waiting for its first event" } }
  return { is: "live", label: { ja: "つながっています", en: "Connected" } }
}

function OneAccount({ account, price }: { account: Account; price: Whole["price"] }) {
  const t = useText()
  const { closedBecause } = account
  return (
    <Section first title={same(account.displayName)} scope={same(account.basicId)} beside={<Acts />}>
      <Below>
        {closedBecause && <Note>{t(closedWords[closedBecause])}</Note>}
        <Columns split="6-6">
          <Rows
            rows={[
              { label: { ja: "様子", en: "State" }, value: <Status {...standing(account)} /> },
              { label: { ja: "友だち", en: "Friends" }, value: <NumberText value={account.following} /> },
              { label: { ja: "ブロック", en: "Have blocked it" }, value: <NumberText value={account.blocked} /> },
              { label: { ja: "今月の通数", en: "Messages this month" }, value: <Used account={account} /> },
              {
                label: { ja: "つぎの1通", en: "One message more" },
                value: <Price milliYen={price.milliYen} left={price.left} />,
              },
              { label: { ja: "最後の知らせ", en: "Last event" }, value: <When at={account.lastEventAt} /> },
              { label: { ja: "LINEに確かめた", en: "Asked LINE" }, value: <When at={account.checkedAt} /> },
              ...(account.refusedLastHour > 0
                ? [
                    {
                      label: { ja: "この1時間に断った知らせ", en: "Refused within an hour" },
                      value: <NumberText value={account.refusedLastHour} />,
                    },
                  ]
                : []),
              ...(account.oldSecretUntil
                ? [
                    {
                      label: { ja: "前のシークレットも通すのは", en: "The old secret counts until" },
                      value: <DateText at={account.oldSecretUntil} />,
                    },
                  ]
                : []),
            ]}
          />
          <Friends account={account} />
        </Columns>
      </Below>
    </Section>
  )
}

const When = ({ at }: { at: string | Date | null }) => {
  const t = useText()
  return at ? <DateText at={at} beside /> : <span className="faint">{t({ ja: "まだ", en: "not yet" })}</span>
}

function Used({ account: { quotaUsed, quotaLimit } }: { account: Account }) {
  const t = useText()
  if (quotaUsed === null) return <span className="faint">{t({ ja: "まだ", en: "not yet" })}</span>
  return (
    <>
      <NumberText value={quotaUsed} />
      {" / "}
      {quotaLimit === null ? t({ ja: "上限なし", en: "no limit" }) : <NumberText value={quotaLimit} />}
    </>
  )
}

function Price({ milliYen, left }: { milliYen: number; left: number | null }) {
  const t = useText()
  const { number } = useFormat()
  const yen = number(milliYen / 1_000)
  const how = left === null ? same("") : { ja: `（残り${number(left)}通）`, en: ` (${number(left)} left)` }
  return (
    <>
      {t({ ja: `${yen}円`, en: `¥${yen}` })}
      {t(how)}
    </>
  )
}

function Friends({ account: { webhookUrl, addFriendUrl } }: { account: Account }) {
  const t = useText()
  return (
    <Stack near>
      <div>
        <p className="small">
          {t({
            ja: "LINE Developers の Messaging API 設定で、Webhook URL にこれを入れ、「Webhookの利用」と「Webhookの再送」をオンにしてください。",
            en: "In LINE Developers, Messaging API settings, enter this as the webhook URL; switch on “Use webhook” and “Webhook redelivery”.",
          })}
        </p>
        <CopyText value={webhookUrl} label={{ ja: "Webhook URL", en: "webhook URL" }} />
      </div>
      <div className="line-add">
        <QrCode
          value={addFriendUrl}
          size={132}
          label={{ ja: "友だち追加のQRコード", en: "QR code to become a friend" }}
        />
        <div>
          <p className="small">{t({ ja: "友だち追加のリンク", en: "Link to become a friend" })}</p>
          <CopyText value={addFriendUrl} label={{ ja: "友だち追加のリンク", en: "link to become a friend" }} />
        </div>
      </div>
    </Stack>
  )
}

function Acts() {
  const t = useText()
  const may = useMay()
  const toast = useToast()
  const [changing, setChanging] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const check = useAct(postCheck, {
    done: ({ isOpen }) =>
      toast({
        words: isOpen
          ? { ja: "LINEはつながっています。", en: "LINE is connected." }
          : {
              ja: "いまは送れません。理由は下にあります。",
              en: "Nothing can leave right now; the reason stands below.",
            },
      }),
  })
  const followers = useAct(postFollowers, {
    done: () =>
      toast({
        words: {
          ja: "取り込みを始めました。LINEが教えてくれるのは、認証済アカウントの友だちだけです。",
          en: "Begun. LINE tells the friends of verified accounts only.",
        },
      }),
  })
  const leave = useAct(deleteAccount, {})
  if (!may("brand:write")) return null
  return (
    <>
      <Menu
        label={{ ja: "LINEの操作", en: "Acts on LINE" }}
        items={[
          { label: { ja: "LINEに確かめる", en: "Ask LINE now" }, onClick: () => check.run({}) },
          {
            label: { ja: "前からの友だちを取り込む", en: "Take in earlier friends" },
            onClick: () => followers.run({}),
          },
          {
            label: { ja: "シークレットやトークンを替える", en: "Change secret or token" },
            onClick: () => setChanging(true),
          },
          { label: { ja: "外す", en: "Disconnect" }, onClick: () => setLeaving(true), danger: true },
        ]}
      />
      {changing && <ChangeAccount onClose={() => setChanging(false)} />}
      <ConfirmDialog
        open={leaving}
        onClose={() => setLeaving(false)}
        look="danger"
        title={{ ja: "LINEを外しますか", en: "Disconnect LINE?" }}
        confirm={{ ja: "外す", en: "Disconnect" }}
        onConfirm={() => {
          setLeaving(false)
          leave.run({})
        }}
      >
        <p>
          {t({
            ja: "シークレットとトークンを捨て、LINEでは届かなくなります。友だちとトークは残り、同じアカウントをつなぐと戻ります。",
            en: "Secret and token are thrown away and nothing arrives by LINE. Friends and talks stay and come back with the same account.",
          })}
        </p>
      </ConfirmDialog>
    </>
  )
}
