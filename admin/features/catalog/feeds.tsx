import "./catalog.css"
import { useState } from "react"
import { listFeeds, patchFeed, refreshFeedNow, removeFeed } from "../../../server/capabilities/catalog/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Menu } from "../../../ui/menu.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { counted, same } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { SettingsPage } from "../../app/settings-page.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { FeedForm } from "./feed-form.tsx"
import { FeedRuns, RunState } from "./feed-runs.tsx"
import type { Feed } from "./whole-product.ts"

/** Where products are fetched from besides the shops, and how the last fetch went. */
export function Feeds() {
  const t = useText()
  const may = useMay()
  const feeds = useCall(listFeeds, {}, { everyMs: 10_000 })
  const [adding, setAdding] = useState(false)
  return (
    <SettingsPage
      title={{ ja: "商品フィード", en: "Product feeds" }}
      over={t({
        ja: "Google Merchant 形式（RSS・Atom）の商品データを取り込みます",
        en: "Products in Google Merchant form (RSS or Atom)",
      })}
      actions={
        may("catalog:write") && (
          <Button
            look="go"
            label={{ ja: "フィードを登録する", en: "Register a feed" }}
            onClick={() => setAdding(true)}
          />
        )
      }
    >
      <Loaded of={feeds} what={{ ja: "フィードを読み込めませんでした", en: "The feeds could not be loaded" }}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "商品フィードはまだありません", en: "There are no product feeds yet" }}
              why={{
                ja: "Google ショッピングへ出している商品データのアドレスがあれば、そのまま登録できます。ショップをつないでいるなら、要りません。",
                en: "The address of the data you give to Google Shopping works as it is. With a connected shop you need none.",
              }}
            />
          ) : (
            <Stack>
              {items.map((feed) => (
                <OneFeed key={feed.feedId} feed={feed} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      {adding && <FeedForm onClose={() => setAdding(false)} />}
    </SettingsPage>
  )
}

function OneFeed({ feed }: { feed: Feed }) {
  const t = useText()
  const { number } = useFormat()
  const run = feed.lastRun
  const rows = [
    { label: { ja: "アドレス", en: "Address" }, value: <span className="product-break">{feed.url}</span> },
    {
      label: { ja: "間隔", en: "Pace" },
      value: t({ ja: `${feed.everyHours}時間ごと`, en: `every ${feed.everyHours} h` }),
    },
    {
      label: { ja: "次の取り込み", en: "Next" },
      value: feed.paused ? t({ ja: "休んでいます", en: "Paused" }) : <DateText at={feed.nextAt} beside />,
    },
    { label: { ja: "価格に通貨がないとき", en: "Prices without a currency" }, value: feed.currency },
    {
      label: { ja: "商品", en: "Products" },
      value: (
        <Link to={`/products?source=${encodeURIComponent(feed.source)}`}>
          {t({ ja: "この商品を見る", en: "See its products" })}
        </Link>
      ),
    },
  ]
  return (
    <Section
      title={same(feed.name)}
      scope={
        run
          ? { ja: `直近は${number(run.items)}商品`, en: `${counted(run.items, "product")} in the last fetch` }
          : { ja: "まだ取り込んでいません", en: "not fetched yet" }
      }
      beside={
        <span className="button-row">
          {feed.paused ? <Status is="paused" /> : run && <RunState run={run} />}
          <Acts feed={feed} />
        </span>
      }
    >
      <Rows rows={rows} />
      <FeedRuns feed={feed} />
    </Section>
  )
}

function Acts({ feed }: { feed: Feed }) {
  const t = useText()
  const may = useMay()
  const toast = useToast()
  const [open, setOpen] = useState<"change" | "remove">()
  const { feedId } = feed
  const fetch = useAct(refreshFeedNow, {
    done: () => toast({ words: { ja: "取り込みを始めました。", en: "Fetching." } }),
  })
  const patch = useAct(patchFeed)
  const remove = useAct(removeFeed, {
    done: () => toast({ words: { ja: "登録を外しました。", en: "The feed is removed." } }),
  })
  if (!may("catalog:write")) return null
  return (
    <>
      <Menu
        label={{ ja: "操作", en: "Actions" }}
        items={[
          { label: { ja: "いま取り込む", en: "Fetch now" }, onClick: () => fetch.run({ feedId }) },
          { label: { ja: "名前と間隔を変える", en: "Name and pace" }, onClick: () => setOpen("change") },
          feed.paused
            ? {
                label: { ja: "また取り込む", en: "Fetch it again" },
                onClick: () => patch.run({ feedId, paused: false }),
              }
            : { label: { ja: "休ませる", en: "Pause" }, onClick: () => patch.run({ feedId, paused: true }) },
          "line",
          { label: { ja: "登録を外す", en: "Remove" }, danger: true, onClick: () => setOpen("remove") },
        ]}
      />
      {open === "change" && <FeedForm feed={feed} onClose={() => setOpen(undefined)} />}
      <ConfirmDialog
        open={open === "remove"}
        onClose={() => setOpen(undefined)}
        look="danger"
        title={{ ja: `「${feed.name}」を外しますか`, en: `Remove “${feed.name}”?` }}
        confirm={{ ja: "外す", en: "Remove" }}
        onConfirm={() => {
          setOpen(undefined)
          remove.run({ feedId })
        }}
      >
        <p>
          {t({
            ja: "これからは取り込みません。いままでに届いた商品は残ります。",
            en: "It is not fetched any more. Products that came from it stay.",
          })}
        </p>
      </ConfirmDialog>
    </>
  )
}
