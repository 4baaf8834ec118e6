import { Ellipsis } from "lucide-react"
import "./campaigns.css"
import { duplicateCampaign, listCampaigns, restoreCampaign } from "../../../server/capabilities/campaigns/contract.ts"
import type { CampaignView } from "../../../server/capabilities/campaigns/model-views.ts"
import { ButtonLink } from "../../../ui/button.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { SearchField, Select } from "../../../ui/inputs.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { useWay } from "../../../ui/link.tsx"
import { Menu } from "../../../ui/menu.tsx"
import { Filters } from "../../../ui/nav.tsx"
import { Empty, FilteredToNothing } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { joined, same } from "../../../ui/text.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { standingOf, whenInWords } from "./words.ts"

const states = [
  { value: "all", label: { ja: "すべて", en: "All" } },
  { value: "draft", label: { ja: "下書き", en: "Drafts" } },
  { value: "waiting-approval", label: { ja: "承認待ち", en: "Waiting for approval" } },
  { value: "scheduled", label: { ja: "予約", en: "Scheduled" } },
  { value: "sending", label: { ja: "配信中", en: "Sending" } },
  { value: "paused", label: { ja: "一時停止", en: "Paused" } },
  { value: "finished", label: { ja: "完了", en: "Finished" } },
  { value: "stopped", label: { ja: "中止", en: "Stopped" } },
  { value: "binned", label: { ja: "ごみ箱", en: "Bin" } },
] as const

export function Campaigns({ search, setSearch }: PageProps<"/campaigns">) {
  const may = useMay()
  const query = search.q ?? ""
  const state = states.find(({ value }) => value === search.state)?.value ?? "all"
  const list = useCall(listCampaigns, { state, ...(query && { query }) }, { keep: true, everyMs: 15_000 })
  const stateLabel = states.find(({ value }) => value === state)?.label
  return (
    <Page
      title={{ ja: "キャンペーン", en: "Campaigns" }}
      actions={
        <>
          <ButtonLink label={{ ja: "カレンダー", en: "Calendar" }} to="/campaigns/calendar" />
          {may("messages:write") && (
            <ButtonLink look="go" label={{ ja: "キャンペーンを作る", en: "New campaign" }} to="/campaigns/new" />
          )}
        </>
      }
    >
      <Filters>
        <SearchField
          value={query}
          onChange={(q) => setSearch({ q })}
          label={{ ja: "キャンペーンを探す", en: "Find a campaign" }}
          example={{ ja: "名前", en: "Name" }}
        />
        <Select
          short
          label={{ ja: "状態", en: "State" }}
          value={state}
          onChange={(value) => setSearch({ state: value === "all" ? "" : value })}
          options={states}
        />
      </Filters>
      <Loaded
        of={list}
        rows={6}
        what={{ ja: "キャンペーンを読み込めませんでした", en: "The campaigns could not be loaded" }}
      >
        {({ items }) =>
          items.length > 0 ? (
            <CampaignTable items={items} />
          ) : query !== "" || state !== "all" ? (
            <FilteredToNothing
              conditions={[
                ...(query ? [same(`「${query}」`)] : []),
                ...(state !== "all" && stateLabel ? [stateLabel] : []),
              ]}
              onClear={() => setSearch({ q: "", state: "" })}
            />
          ) : (
            <None />
          )
        }
      </Loaded>
    </Page>
  )
}

function None() {
  const may = useMay()
  return (
    <Empty
      title={{ ja: "キャンペーンはまだありません", en: "There are no campaigns yet" }}
      why={{
        ja: "ひとつの話を、選んだ相手に、いま・決めた日時・その人の時間に届けます。送る前に、届く人数と直すところが分かります。",
        en: "One message to people you choose: now, at a time, or at each reader's own. Before it goes you see how many it reaches and what to mend.",
      }}
      {...(may("messages:write") && {
        action: (
          <ButtonLink
            look="go"
            label={{ ja: "はじめのキャンペーンを作る", en: "Make the first one" }}
            to="/campaigns/new"
          />
        ),
      })}
    />
  )
}

function CampaignTable({ items }: { items: readonly CampaignView[] }) {
  const t = useText()
  const { number, day } = useFormat()
  const columns: Column<CampaignView>[] = [
    {
      key: "name",
      head: { ja: "名前と相手", en: "Name and audience" },
      cell: ({ name, plan, segments }) => (
        <>
          {name}
          <span className="campaign-under">
            {t(joined(segments.slice(0, plan.audience.include.length).map(({ name: of }) => of))) ||
              t({ ja: "相手が未定", en: "No audience yet" })}
          </span>
        </>
      ),
    },
    {
      key: "state",
      head: { ja: "状態", en: "State" },
      cell: (campaign) => (
        <span className="small">
          <Status {...standingOf(campaign)} />
        </span>
      ),
    },
    {
      key: "when",
      head: { ja: "いつ", en: "When" },
      cell: ({ occurrences, plan }) => {
        const next = occurrences.at(-1)
        return <span className="small">{next ? <DateText at={next.dueAt} /> : t(whenInWords(plan.when, day))}</span>
      },
    },
    {
      key: "letters",
      head: { ja: "通数", en: "Letters" },
      end: true,
      cell: ({ occurrences }) => {
        const letters = occurrences.reduce((sum, one) => sum + one.letters, 0)
        const open = occurrences.reduce((sum, one) => sum + one.open, 0)
        if (occurrences.every(({ state }) => state === "scheduled")) return <span className="faint">－</span>
        return (
          <span className="num">
            {number(letters)}
            {open > 0 && (
              <span className="campaign-under">{t({ ja: `残り ${number(open)}`, en: `${number(open)} to go` })}</span>
            )}
          </span>
        )
      },
    },
    { key: "menu", head: { ja: "操作", en: "Action" }, end: true, cell: (campaign) => <Actions of={campaign} /> },
  ]
  return (
    <Table
      label={{ ja: "キャンペーン", en: "Campaigns" }}
      columns={columns}
      rows={items}
      rowKey={({ campaignId }) => campaignId}
      to={({ campaignId }) => `/campaigns/${campaignId}`}
    />
  )
}

function Actions({ of: { campaignId, name, binnedAt } }: { of: CampaignView }) {
  const may = useMay()
  const { go } = useWay()
  const copy = useAct(duplicateCampaign, { done: (made) => go(`/campaigns/${made.campaignId}/edit`) })
  const restore = useAct(restoreCampaign)
  if (!may("messages:write")) return null
  return (
    <Menu
      label={{ ja: `「${name}」の操作`, en: `Actions for “${name}”` }}
      face={<Ellipsis aria-hidden />}
      items={
        binnedAt
          ? [{ label: { ja: "戻す", en: "Restore" }, onClick: () => restore.run({ campaignId }) }]
          : [{ label: { ja: "複製する", en: "Duplicate" }, onClick: () => copy.run({ campaignId }) }]
      }
    />
  )
}
