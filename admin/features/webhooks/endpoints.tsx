import { useState } from "react"
import {
  deleteWebhook,
  type listTopics,
  listWebhooks,
  patchWebhook,
  postSecret,
} from "../../../server/capabilities/webhooks/contract.ts"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Menu } from "../../../ui/menu.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { joined } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import { useAct } from "../../app/use-call.ts"
import { SecretDialog } from "./secret-dialog.tsx"
import { TestDialog } from "./test-dialog.tsx"
import { type Endpoint, endpointStanding } from "./words.ts"

type Topics = Reply<typeof listTopics>["items"]
type Asked = { what: "secret" | "remove" | "test"; endpoint: Endpoint }

/** The addresses that hear of what happens. */
export function Endpoints(props: { items: Endpoint[]; topics: Topics; onEdit: (endpoint: Endpoint) => void }) {
  const t = useText()
  const toast = useToast()
  const [asked, setAsked] = useState<Asked>()
  const [secret, setSecret] = useState<string>()
  const close = () => setAsked(undefined)
  const change = useAct(patchWebhook, { refresh: [listWebhooks] })
  const renew = useAct(postSecret, { refresh: [listWebhooks], done: (made) => setSecret(made.secret) })
  const remove = useAct(deleteWebhook, {
    done: () => toast({ words: { ja: "通知先を削除しました。", en: "The endpoint is removed." } }),
  })
  const columns: Column<Endpoint>[] = [
    { key: "name", head: { ja: "通知先", en: "Endpoint" }, cell: (endpoint) => <Name of={endpoint} /> },
    {
      key: "topics",
      head: { ja: "知らせること", en: "Hears of" },
      cell: ({ topics }) => (
        <span className="small">
          {topics.length === props.topics.length
            ? t({ ja: "すべて", en: "Everything" })
            : t(
                joined(
                  props.topics.filter(({ topic }) => topics.includes(topic)).map(({ words }) => words),
                  { ja: "、", en: "; " },
                ),
              )}
        </span>
      ),
    },
    { key: "state", head: { ja: "状態", en: "State" }, cell: (endpoint) => <Standing of={endpoint} /> },
    {
      key: "answered",
      head: { ja: "最後の応答", en: "Last answer" },
      cell: ({ lastAnswerAt }) =>
        lastAnswerAt ? (
          <DateText at={lastAnswerAt} beside />
        ) : (
          <span className="faint">{t({ ja: "まだ", en: "none yet" })}</span>
        ),
    },
    {
      key: "menu",
      head: { ja: "操作", en: "Action" },
      end: true,
      cell: (endpoint) => (
        <Menu
          label={{ ja: `「${endpoint.name}」の操作`, en: `Actions for “${endpoint.name}”` }}
          items={[
            { label: { ja: "変える", en: "Change" }, onClick: () => props.onEdit(endpoint) },
            ...(endpoint.state === "active"
              ? [
                  {
                    label: { ja: "ためしに通知する", en: "Send a test" },
                    onClick: () => setAsked({ what: "test", endpoint }),
                  },
                  {
                    label: { ja: "一時停止", en: "Pause" },
                    onClick: () => change.run({ endpointId: endpoint.endpointId, state: "paused" }),
                  },
                ]
              : [
                  {
                    label: { ja: "再開する", en: "Resume" },
                    onClick: () => change.run({ endpointId: endpoint.endpointId, state: "active" }),
                  },
                ]),
            {
              label: { ja: "署名の鍵を入れ替える", en: "Change the secret" },
              onClick: () => setAsked({ what: "secret", endpoint }),
            },
            {
              label: { ja: "削除", en: "Remove" },
              danger: true,
              onClick: () => setAsked({ what: "remove", endpoint }),
            },
          ]}
        />
      ),
    },
  ]
  return (
    <Section title={{ ja: "通知先", en: "Endpoints" }} first>
      {props.items.length === 0 ? (
        <Empty
          title={{ ja: "まだありません", en: "None yet" }}
          why={{
            ja: "基幹システムや社内のチャットに、注文や荷物のことをすぐに知らせられます。届くまで送り直し、署名で本物と分かります。",
            en: "Tell an ERP or a chat of orders and parcels at once: tried again until taken, and signed so that they can be believed.",
          }}
        />
      ) : (
        <Table
          label={{ ja: "通知先", en: "Endpoints" }}
          columns={columns}
          rows={props.items}
          rowKey={(e) => e.endpointId}
        />
      )}
      {asked?.what === "test" && <TestDialog endpoint={asked.endpoint} topics={props.topics} onClose={close} />}
      {secret !== undefined && <SecretDialog secret={secret} onClose={() => setSecret(undefined)} />}
      <ConfirmDialog
        open={asked?.what === "secret"}
        onClose={close}
        title={{ ja: "署名の鍵を入れ替えますか", en: "Change the secret?" }}
        confirm={{ ja: "入れ替える", en: "Change it" }}
        onConfirm={() => {
          if (asked) renew.run({ endpointId: asked.endpoint.endpointId, oldSecretHours: 24 })
          close()
        }}
      >
        <p>
          {t({
            ja: "24時間は、前の鍵と新しい鍵の両方で署名します。そのあいだに相手のシステムの鍵を替えてください。",
            en: "For 24 hours messages are signed with both secrets. Change the receiver's in that time.",
          })}
        </p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asked?.what === "remove"}
        onClose={close}
        look="danger"
        title={{ ja: `「${asked?.endpoint.name ?? ""}」を削除しますか`, en: `Remove “${asked?.endpoint.name ?? ""}”?` }}
        confirm={{ ja: "削除", en: "Remove" }}
        onConfirm={() => {
          if (asked) remove.run({ endpointId: asked.endpoint.endpointId })
          close()
        }}
      >
        <p>{t({ ja: "通知の記録も消えます。元に戻せません。", en: "Its log goes, too. This cannot be undone." })}</p>
      </ConfirmDialog>
    </Section>
  )
}

const Name = ({ of: { name, url } }: { of: Endpoint }) => (
  <>
    {name}
    <span className="under">
      <code>{url}</code>
    </span>
  </>
)

function Standing({ of: endpoint }: { of: Endpoint }) {
  const t = useText()
  const { is, label, why } = endpointStanding(endpoint)
  return (
    <>
      <Status is={is} label={label} />
      {why && <span className="under">{t(why)}</span>}
    </>
  )
}
