import "./rewards.css"
import { listRewards } from "../../../server/capabilities/rewards/contract.ts"
import { ButtonLink } from "../../../ui/button.tsx"
import { NumberText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { ideas } from "./ideas.ts"
import { type Item, kindWords, nameOf, standingOf } from "./words.ts"

/** What points are spent on, and what became of it. */
export function Rewards() {
  const t = useText()
  const may = useMay()
  const rewards = useCall(listRewards, {}, { everyMs: 30_000, keep: true })
  const waiting = rewards.data?.waiting
  return (
    <Page
      title={{ ja: "特典", en: "Rewards" }}
      facts={
        waiting && waiting.open > 0
          ? [
              <Link key="to-do" to="/rewards/to-do">
                {t({
                  ja: `お渡しするもの ${waiting.open}件${waiting.late > 0 ? `（期限を過ぎた ${waiting.late}件）` : ""}`,
                  en: `${waiting.open} to hand over${waiting.late > 0 ? `, ${waiting.late} of them late` : ""}`,
                })}
              </Link>,
            ]
          : []
      }
      actions={
        <>
          <ButtonLink label={{ ja: "お渡しするもの", en: "To hand over" }} to="/rewards/to-do" />
          {may("loyalty:write") && (
            <ButtonLink look="go" label={{ ja: "特典を作る", en: "Make a reward" }} to="/rewards/new" />
          )}
        </>
      }
    >
      <Loaded of={rewards} what={{ ja: "特典を読み込めませんでした", en: "The rewards could not be loaded" }}>
        {({ items }) =>
          items.length === 0 ? (
            <Stack>
              <Empty
                title={{ ja: "まだありません", en: "None yet" }}
                why={{
                  ja: "たまったポイントで選べるものです。少ないポイントで届くものと、楽しみに待てるものを、ひとつずつ用意するのがおすすめです。",
                  en: "What points can be spent on. Begin with something that is soon within reach, and something to look forward to.",
                }}
              />
              <Ideas />
            </Stack>
          ) : (
            <Stack>
              <Table
                label={{ ja: "特典", en: "Rewards" }}
                columns={columns}
                rows={items}
                rowKey={({ rewardId }) => rewardId}
                to={({ rewardId }) => `/rewards/${rewardId}`}
              />
              <Ideas />
            </Stack>
          )
        }
      </Loaded>
    </Page>
  )
}

const columns: Column<Item>[] = [
  { key: "name", head: { ja: "特典", en: "Reward" }, cell: (one) => <Name of={one} /> },
  { key: "state", head: { ja: "状態", en: "State" }, cell: ({ state }) => <Status {...standingOf(state)} /> },
  {
    key: "needs",
    head: { ja: "必要ポイント", en: "Points" },
    end: true,
    cell: ({ live, draft }) => <NumberText value={(live ?? draft)?.points ?? 0} unit="pt" />,
  },
  {
    key: "redeemed",
    head: { ja: "交換", en: "Redeemed" },
    end: true,
    cell: ({ redeemed }) => <NumberText value={redeemed} />,
  },
  {
    key: "open",
    head: { ja: "お渡し待ち", en: "To hand over" },
    end: true,
    cell: ({ open }) => (open === 0 ? "—" : <NumberText value={open} />),
  },
  {
    key: "left",
    head: { ja: "残り", en: "Left" },
    end: true,
    cell: ({ live, taken }) =>
      live === null || live.stock === null ? "—" : <NumberText value={Math.max(0, live.stock - taken)} />,
  },
]

function Name({ of: { live, draft } }: { of: Item }) {
  const t = useText()
  const shown = live ?? draft
  return (
    <>
      {t(nameOf(shown))}
      <span className="under">
        {shown ? t(kindWords(shown.gives.kind)) : ""}
        {live && draft ? t({ ja: "、公開していない変更あり", en: ", with changes to publish" }) : ""}
      </span>
    </>
  )
}

/** Ready-made rewards, each a filled form. */
function Ideas() {
  const t = useText()
  const { number } = useFormat()
  const may = useMay()
  if (!may("loyalty:write")) return null
  return (
    <Section title={{ ja: "はじめの一品に", en: "Ideas to begin with" }}>
      <ul className="rewards-ideas">
        {ideas.map(({ key, kind, title, about, points }) => (
          <li key={key}>
            <span>
              {t(title)}
              <small>
                {t({
                  ja: `${t(kindWords(kind))} ${number(points)}pt。${t(about)}`,
                  en: `${t(kindWords(kind))}, ${number(points)} points. ${t(about)}`,
                })}
              </small>
            </span>
            <ButtonLink label={{ ja: "これで作る", en: "Use this" }} to={`/rewards/new?idea=${key}`} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
