import { useState } from "react"
import {
  deleteShop,
  listPulls,
  listShops,
  postCheck,
  postPull,
} from "../../../server/capabilities/orders/contract-shops.ts"
import { Button } from "../../../ui/button.tsx"
import { CopyText } from "../../../ui/copy.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Columns, Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Menu } from "../../../ui/menu.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { same, type Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { Below, SettingsPage } from "../../app/settings-page.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { ChangeShop, ConnectShop } from "./shop-form.tsx"
import type { Shop } from "./shop.ts"

/** The shops that orders come from. */
export function Shops() {
  const may = useMay()
  const shops = useCall(listShops, {}, { everyMs: 30_000 })
  const [connecting, setConnecting] = useState(false)
  const connect = may("brand:write") && (
    <Button look="go" label={{ ja: "Shopify をつなぐ", en: "Connect Shopify" }} onClick={() => setConnecting(true)} />
  )
  return (
    <SettingsPage
      title={{ ja: "ショップ", en: "Shops" }}
      actions={shops.data && shops.data.items.length > 0 ? connect : undefined}
    >
      <Loaded of={shops} what={{ ja: "ショップを読み込めませんでした", en: "The shops could not be loaded" }}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "まだショップをつないでいません", en: "No shop is connected yet" }}
              why={{
                ja: "Shopify をつなぐと、注文・発送・返金がすぐに届き、お客様へのお知らせが始まります。要るのは管理画面で作る署名キーだけです。",
                en: "Connect Shopify and its orders, shipments and refunds arrive at once. All you need is its webhook secret.",
              }}
              action={connect}
            />
          ) : (
            <Stack>
              {items.map((shop) => (
                <OneShop key={shop.connectionId} shop={shop} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      {connecting && <ConnectShop onClose={() => setConnecting(false)} />}
    </SettingsPage>
  )
}

const troubles: Record<string, Text> = {
  access_denied: {
    ja: "アクセストークンが断られました。新しいものに替えてください。",
    en: "The access token was refused; replace it.",
  },
  uninstalled: { ja: "ショップ側でアプリが外されました。", en: "The app was uninstalled in the shop." },
}
const troubleWords = (trouble: string): Text =>
  troubles[trouble] ?? {
    ja: `ショップに問い合わせられません（${trouble}）。`,
    en: `The shop cannot be asked (${trouble}).`,
  }

function standing(shop: Shop): { is: "live" | "failed" | "waiting"; label: Text } {
  if (shop.state === "uninstalled") return { is: "failed", label: { ja: "外されています", en: "Uninstalled" } }
  if (shop.refusedLastHour > 0)
    return { is: "failed", label: { ja: "署名が合いません", en: "Signatures do not match" } }
  if (shop.trouble) return { is: "failed", label: { ja: "問い合わせられません", en: "Cannot be asked" } }
  if (!shop.lastMessageAt)
    return { is: "waiting", label: { ja: "最初の知らせを待っています", en: "Waiting for its first message" } }
  return { is: "live", label: { ja: "届いています", en: "Messages arrive" } }
}

function OneShop({ shop }: { shop: Shop }) {
  const t = useText()
  const state = standing(shop)
  return (
    <Section first title={same(shop.name)} scope={same(shop.shopDomain)} beside={<ShopActs shop={shop} />}>
      <Below>
        <Columns split="6-6">
          <Rows
            rows={[
              { label: { ja: "様子", en: "State" }, value: <Status {...state} /> },
              { label: { ja: "最後の知らせ", en: "Last message" }, value: <When at={shop.lastMessageAt} /> },
              {
                label: { ja: "注文が揃っているのは", en: "Orders complete until" },
                value: <DateText at={shop.completeUntil} />,
              },
              { label: { ja: "登録の確認", en: "Subscriptions checked" }, value: <When at={shop.checkedAt} /> },
              ...(shop.refusedLastHour > 0
                ? [
                    {
                      label: { ja: "署名で断った知らせ（1時間）", en: "Refused for their signature (1 h)" },
                      value: <NumberText value={shop.refusedLastHour} />,
                    },
                  ]
                : []),
              ...(shop.oldSecretUntil
                ? [
                    {
                      label: { ja: "前の署名キーも通すのは", en: "The old secret works until" },
                      value: <DateText at={shop.oldSecretUntil} />,
                    },
                  ]
                : []),
            ]}
          />
          <div>
            <p className="small quiet">
              {t({
                ja: "Webhook の届け先。ショップの管理画面で、注文・フルフィルメント・返金の Webhook（JSON）に入れてください。",
                en: "Address for webhooks. Enter it in the shop for orders, fulfilments and refunds (JSON).",
              })}
            </p>
            <Below>
              <CopyText value={shop.webhookUrl} label={{ ja: "Webhook の届け先", en: "webhook address" }} />
            </Below>
            {shop.trouble && <p className="small settings-below">{t(troubleWords(shop.trouble))}</p>}
            {!shop.canAsk && (
              <p className="small quiet settings-below">
                {t({
                  ja: "アクセストークンを入れると、登録の確認と、取りこぼした注文の取り込みができます。",
                  en: "With an access token, subscriptions can be checked and missed orders fetched.",
                })}
              </p>
            )}
          </div>
        </Columns>
        {shop.canAsk && <Pulls shop={shop} />}
      </Below>
    </Section>
  )
}

function When({ at }: { at: Date | null }) {
  const t = useText()
  return at ? <DateText at={at} beside /> : <span className="faint">{t({ ja: "まだ", en: "not yet" })}</span>
}

const noToken = { ja: "アクセストークンが要ります", en: "Needs an access token" }

function ShopActs({ shop }: { shop: Shop }) {
  const t = useText()
  const may = useMay()
  const toast = useToast()
  const [open, setOpen] = useState<"change" | "remove">()
  const { connectionId } = shop
  const check = useAct(postCheck, { done: () => toast({ words: { ja: "確かめています。", en: "Checking." } }) })
  const pull = useAct(postPull, {
    done: ({ started }) =>
      toast({
        words: started
          ? { ja: "注文の取り込みを始めました。", en: "Fetching orders." }
          : { ja: "いま取り込んでいるところです。", en: "Orders are being fetched already." },
      }),
  })
  const remove = useAct(deleteShop, { done: () => toast({ words: { ja: "接続を外しました。", en: "Disconnected." } }) })
  if (!may("brand:write")) return null
  return (
    <>
      <Menu
        label={{ ja: "操作", en: "Actions" }}
        items={[
          {
            label: { ja: "取りこぼしを取り込む", en: "Fetch missed orders" },
            onClick: () => pull.run({ connectionId }),
            ...(!shop.canAsk && { blocked: noToken }),
          },
          {
            label: { ja: "登録を確かめる", en: "Check subscriptions" },
            onClick: () => check.run({ connectionId }),
            ...(!shop.canAsk && { blocked: noToken }),
          },
          {
            label: { ja: "署名キーやトークンを替える", en: "Change secret or token" },
            onClick: () => setOpen("change"),
          },
          "line",
          { label: { ja: "接続を外す", en: "Disconnect" }, danger: true, onClick: () => setOpen("remove") },
        ]}
      />
      {open === "change" && <ChangeShop shop={shop} onClose={() => setOpen(undefined)} />}
      <ConfirmDialog
        open={open === "remove"}
        onClose={() => setOpen(undefined)}
        look="danger"
        title={{ ja: `${shop.name}の接続を外しますか`, en: `Disconnect ${shop.name}?` }}
        confirm={{ ja: "外す", en: "Disconnect" }}
        typed={shop.shopDomain}
        onConfirm={() => {
          setOpen(undefined)
          remove.run({ connectionId })
        }}
      >
        <p>
          {t({
            ja: "これからの注文は届かなくなります。いままでの注文は残ります。",
            en: "No more orders will arrive. Those that are here stay.",
          })}
        </p>
      </ConfirmDialog>
    </>
  )
}

const pullStates = {
  running: { is: "waiting", label: { ja: "取り込み中", en: "Running" } },
  done: { is: "done", label: { ja: "終わり", en: "Done" } },
  failed: { is: "failed", label: { ja: "失敗", en: "Failed" } },
} as const

function Pulls({ shop }: { shop: Shop }) {
  const pulls = useCall(listPulls, { connectionId: shop.connectionId }, { everyMs: 15_000 })
  type Pull = Reply<typeof listPulls>["items"][number]
  const columns: Column<Pull>[] = [
    { key: "at", head: { ja: "始めたとき", en: "Started" }, cell: (row) => <DateText at={row.startedAt} /> },
    { key: "since", head: { ja: "ここからの注文", en: "Orders since" }, cell: (row) => <DateText at={row.since} /> },
    { key: "state", head: { ja: "様子", en: "State" }, cell: (row) => <Status {...pullStates[row.state]} /> },
    { key: "orders", head: { ja: "注文", en: "Orders" }, end: true, cell: (row) => <NumberText value={row.orders} /> },
  ]
  const rows = pulls.data?.items ?? []
  if (rows.length === 0) return null
  return (
    <Below>
      <Table
        label={{ ja: "注文の取り込み", en: "Fetched orders" }}
        columns={columns}
        rows={rows.slice(0, 5)}
        rowKey={(row) => row.pullId}
      />
    </Below>
  )
}
