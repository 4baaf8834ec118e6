import { useState } from "react"
import { endKey, listKeys } from "../../../server/capabilities/brands/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useNow, useText } from "../../../ui/language.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { joined, type Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { SettingsPage } from "../../app/settings-page.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { keyState } from "./key-state.ts"
import { NewKey } from "./new-key.tsx"

type Keys = Reply<typeof listKeys>
type Key = Keys["items"][number]

/** Keys for servers, and those that browsers may carry. */
export function ApiKeys() {
  const keys = useCall(listKeys, {})
  const [making, setMaking] = useState<Key["kind"]>()
  return (
    <SettingsPage
      title={{ ja: "APIキー", en: "API keys" }}
      actions={
        <>
          <Button
            label={{ ja: "ブラウザー用のキーを作る", en: "New browser key" }}
            onClick={() => setMaking("write")}
          />
          <Button
            look="go"
            label={{ ja: "サーバー用のキーを作る", en: "New server key" }}
            onClick={() => setMaking("secret")}
          />
        </>
      }
    >
      <Loaded of={keys} what={{ ja: "キーを読み込めませんでした", en: "The keys could not be loaded" }}>
        {(found) => (
          <>
            <Stack>
              <KeySection
                found={found}
                kind="secret"
                title={{ ja: "サーバー用", en: "For servers" }}
                scope={{ ja: "秘密。値は作ったときに一度だけ見えます", en: "secret; the value is shown once" }}
              />
              <KeySection
                found={found}
                kind="write"
                title={{ ja: "ブラウザー用（書き込みだけ）", en: "For browsers (write only)" }}
                scope={{ ja: "公開。決めたサイトからだけ使えます", en: "public; only from the sites you name" }}
              />
              <ApiDocs />
            </Stack>
            {making && <NewKey kind={making} scopes={found.scopes} onClose={() => setMaking(undefined)} />}
          </>
        )}
      </Loaded>
    </SettingsPage>
  )
}

function ApiDocs() {
  const t = useText()
  return (
    <Section title={{ ja: "使い方", en: "How to use them" }}>
      <p className="small settings-below">
        {t({
          ja: "サーバー用のキーは Authorization: Bearer mk_live_… のヘッダーで送ります。書き込みには Idempotency-Key を付けると、二度届いても一度だけ数えます。",
          en: "Send server keys as Authorization: Bearer mk_live_…. With an Idempotency-Key a write that arrives twice counts once.",
        })}
      </p>
      <p className="small settings-links">
        <Link to="/settings/api">{t({ ja: "写して使える例を見る", en: "Samples to copy" })}</Link>
        <Link to="/settings/events">{t({ ja: "届いたイベントを見る", en: "See what arrives" })}</Link>
      </p>
    </Section>
  )
}

type SectionProps = { found: Keys; kind: Key["kind"]; title: Text; scope: Text }

function KeySection({ found, kind, title, scope }: SectionProps) {
  const t = useText()
  const rows = found.items.filter((key) => key.kind === kind)
  const [ending, setEnding] = useState<Key>()
  const toast = useToast()
  const end = useAct(endKey, {
    refresh: [listKeys],
    done: () => toast({ words: { ja: "キーを無効にしました。", en: "The key is revoked." } }),
  })
  const columns: Column<Key>[] = [
    { key: "name", head: { ja: "名前", en: "Name" }, cell: (key) => <Name of={key} /> },
    { key: "may", head: { ja: "できること", en: "May" }, cell: (key) => <Scopes of={key} scopes={found.scopes} /> },
    { key: "used", head: { ja: "最後に使った", en: "Last used" }, cell: (key) => <LastUsed of={key} /> },
    { key: "state", head: { ja: "状態", en: "State" }, cell: (key) => <State of={key} /> },
    {
      key: "end",
      head: { ja: "操作", en: "Action" },
      end: true,
      cell: (key) =>
        key.revokedAt ? null : (
          <Button look="text" label={{ ja: "無効にする", en: "Revoke" }} onClick={() => setEnding(key)} />
        ),
    },
  ]
  return (
    <Section title={title} scope={scope}>
      {rows.length === 0 ? (
        <Empty
          title={{ ja: "まだありません", en: "None yet" }}
          why={
            kind === "secret"
              ? {
                  ja: "お店のシステムから注文や荷物を送るときに作ります。",
                  en: "Make one when a system of yours sends orders or parcels.",
                }
              : { ja: "お店のサイトに計測タグを置くときに作ります。", en: "Make one for the tag on your shop's pages." }
          }
        />
      ) : (
        <Table label={title} columns={columns} rows={rows} rowKey={(key) => key.keyId} />
      )}
      <ConfirmDialog
        open={ending !== undefined}
        onClose={() => setEnding(undefined)}
        look="danger"
        title={{ ja: `「${ending?.name ?? ""}」を無効にしますか`, en: `Revoke “${ending?.name ?? ""}”?` }}
        confirm={{ ja: "無効にする", en: "Revoke" }}
        onConfirm={() => {
          if (ending) end.run({ keyId: ending.keyId })
          setEnding(undefined)
        }}
      >
        <p>
          {t({
            ja: "このキーを使っているものは、すぐに断られるようになります。元に戻せません。",
            en: "Whatever uses this key is refused at once. This cannot be undone.",
          })}
        </p>
      </ConfirmDialog>
    </Section>
  )
}

function Name({ of: key }: { of: Key }) {
  const t = useText()
  return (
    <>
      {key.name}
      <span className="under">
        <code>{key.publicKey ?? `…${key.hint}`}</code>
        {key.mode === "test" && ` ${t({ ja: "テスト用", en: "test" })}`}
      </span>
    </>
  )
}

function Scopes({ of: key, scopes }: { of: Key; scopes: Keys["scopes"] }) {
  const t = useText()
  if (key.kind === "write") return <>{key.origins.join(", ")}</>
  const names = key.scopes.map(
    (scope) => scopes.find((known) => known.scope === scope)?.name ?? { ja: scope, en: scope },
  )
  return <span className="small">{t(joined(names, { ja: "、", en: "; " }))}</span>
}

function LastUsed({ of: key }: { of: Key }) {
  const t = useText()
  if (!key.lastUsedAt) return <span className="faint">{t({ ja: "まだ", en: "never" })}</span>
  return <DateText at={key.lastUsedAt} beside />
}

function State({ of: key }: { of: Key }) {
  const state = keyState(key, useNow())
  if (state === "revoked") return <Status is="none" label={{ ja: "無効", en: "Revoked" }} />
  if (state === "expired") return <Status is="none" label={{ ja: "期限切れ", en: "Expired" }} />
  return <Status is="live" label={{ ja: "有効", en: "Valid" }} />
}
