import { Ban, FileText, Mail, MessageCircle, MessageSquareText, Package, ShoppingCart } from "lucide-react"
import { useState } from "react"
import { Button } from "../../../ui/button.tsx"
import { MoneyText, NumberText } from "../../../ui/figures.tsx"
import { Columns, Kpis, Section, Stack } from "../../../ui/layout.tsx"
import { Menu } from "../../../ui/menu.tsx"
import { Timeline, type TimelineEntry } from "../../../ui/timeline.tsx"
import { same } from "../../../ui/text.ts"
import { WhyPanel } from "../../../ui/why.tsx"
import { Page } from "../page.tsx"

const line = same("LINE")
const entries: TimelineEntry[] = [
  {
    id: "1",
    at: "2026-11-19T11:41:00Z",
    icon: Ban,
    ended: "skipped",
    title: same("クリスマスコフレ先行案内を見送り"),
    source: line,
    detail: "理由：7日間に2通まで（11/14 と 11/17 に送信済み）。右に判定の中身を出しています。",
  },
  {
    id: "2",
    at: "2026-11-17T10:52:00Z",
    icon: Mail,
    title: same("「乾燥の季節の重ねづけ」を本人が開封"),
    source: same("メール"),
    detail: "19:04 に送信。機械による開封 1回は数えていません。",
  },
  {
    id: "3",
    at: "2026-11-15T01:12:00Z",
    icon: MessageSquareText,
    title: same("アンケートに回答、おすすめ度 9"),
    source: same("商品到着20日後"),
    quote: "乳液まで使うとしっとりします。ただ、冬は頬の乾燥が気になります。",
  },
  {
    id: "4",
    at: "2026-11-14T03:00:00Z",
    icon: MessageCircle,
    title: same("「使いはじめて3週間」を送信"),
    source: line,
    detail: "12:06 に「重ねづけのコツ」を押しました。",
  },
  {
    id: "5",
    at: "2026-11-08T06:30:00Z",
    icon: FileText,
    title: same("神楽坂店に来店、接客メモ"),
    source: same("店員 佐藤"),
    quote: "オイル美容液を検討中。香りは気に入ったが、べたつきが心配とのこと。見本を2包お渡し。",
  },
  {
    id: "6",
    at: "2026-10-26T05:20:00Z",
    icon: Package,
    title: same("荷物を受け取り"),
    source: same("ヤマト運輸"),
    detail: "置き配（玄関前）。お届け予定どおり。",
  },
  {
    id: "7",
    at: "2026-10-24T12:08:00Z",
    icon: ShoppingCart,
    title: same("注文 #H-20418　¥9,460"),
    source: same("オンライン"),
    detail: "うるおい化粧水 150mL ¥3,960、こめぬか乳液 ¥4,180、米ぬか石けん ¥1,320。94pt を付与。",
  },
]

export function PersonPart() {
  const [selected, setSelected] = useState("1")
  return (
    <Page
      person
      above={[{ label: { ja: "見本", en: "Gallery" }, to: "/gallery" }]}
      title={same("小林 美咲")}
      after={{ ja: "こばやし みさき　様", en: "Kobayashi Misaki" }}
      facts={[
        "34歳・鎌倉市",
        "ゴールド会員（2026/6/27 から）",
        "はじめての購入 2025/5/18",
        "担当店 神楽坂店",
        "ID C-10482",
      ]}
      actions={
        <>
          <Button look="text" label={{ ja: "この人として見る", en: "View as" }} />
          <Button label={{ ja: "メモを書く", en: "Write a note" }} />
          <Menu
            look="go"
            label={{ ja: "できること", en: "Actions" }}
            items={[{ label: { ja: "お詫びを送る", en: "Apologise" } }]}
          />
        </>
      }
    >
      <div style={{ marginBottom: 40 }}>
        <Kpis
          kpis={[
            { label: { ja: "購入", en: "Orders" }, value: <NumberText value={7} unit="回" />, remark: "うち店舗 1回" },
            { label: { ja: "累計", en: "Spent" }, value: <MoneyText minor={58_740} />, remark: "1回平均 ¥8,391" },
            {
              label: { ja: "買う間隔", en: "Interval" },
              value: <NumberText value={87} unit="日" />,
              remark: "前回から 27日",
            },
            {
              label: { ja: "化粧水がなくなる日", en: "Lotion runs out" },
              value: "12/10",
              remark: "前後4日・購入5回から",
            },
            {
              label: { ja: "ポイント", en: "Points" },
              value: <NumberText value={1284} unit="pt" />,
              remark: "300pt は 12/31 まで",
            },
            {
              label: { ja: "離れそうな度合い", en: "Churn risk" },
              value: <NumberText value={12} unit="%" />,
              remark: "全体の平均 27%",
            },
          ]}
        />
      </div>
      <Columns split="7-5">
        <Section first title={{ ja: "これまで", en: "So far" }} scope={{ ja: "すべての出来事", en: "everything" }}>
          <Timeline entries={entries} selected={selected} onSelect={setSelected} />
        </Section>
        <Stack near>
          <WhyPanel
            question={{ ja: "なぜ届かなかったか", en: "Why it was not sent" }}
            subject={{ ja: "クリスマスコフレ先行案内（LINE）", en: "Christmas preview (LINE)" }}
            judged="11/19（木）20:41 の判定"
            conditions={[
              {
                label: { ja: "ゴールド会員以上", en: "Gold or above" },
                value: "ゴールド、2026/6/27 から",
                passed: true,
              },
              {
                label: { ja: "LINE の同意とつながり", en: "LINE consent" },
                value: "同意あり、ブロックなし",
                passed: true,
              },
              {
                label: { ja: "静かな時間（21:00〜9:00）ではない", en: "Not in quiet hours" },
                value: "20:41",
                passed: true,
              },
              {
                label: { ja: "7日間に2通まで", en: "Two in seven days" },
                value: "すでに2通：11/14（土）12:00、11/17（火）19:04",
                passed: false,
              },
              { label: { ja: "対照群ではない", en: "Not in the holdout" }, passed: null },
            ]}
            outcome={[
              { label: { ja: "次に送れるとき", en: "Next" }, value: <b>11/21（土）12:00 以降</b> },
              {
                label: { ja: "変えるなら", en: "To change it" },
                value: "上限を3通にすると、この方を含む 412人に届きます。",
              },
            ]}
          />
        </Stack>
      </Columns>
    </Page>
  )
}
