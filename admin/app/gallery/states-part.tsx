import { Button } from "../../../ui/button.tsx"
import { Halted } from "../../../ui/halted.tsx"
import { Columns, Section, Stack } from "../../../ui/layout.tsx"
import { Empty, Failed, FilteredToNothing, Progress, Skeleton } from "../../../ui/states.tsx"

export const StatesPart = () => (
  <Columns split="6-6">
    <Stack>
      <Section title={{ ja: "まだ何もない", en: "Nothing yet" }}>
        <Empty
          title={{ ja: "セグメントはまだありません", en: "No segments yet" }}
          why={{
            ja: "だれに送るかを決めると、ここに並びます。よく使う12個は、ひな型から作れます。",
            en: "They appear here once you decide who to write to. Twelve common ones come ready-made.",
          }}
          action={<Button look="go" label={{ ja: "ひな型から作る", en: "Start from a template" }} />}
        />
      </Section>
      <Section title={{ ja: "絞り込んだら何もない", en: "Filtered to nothing" }}>
        <FilteredToNothing
          conditions={[
            { ja: "名前に「佐藤」", en: "name has “佐藤”" },
            { ja: "鎌倉市", en: "Kamakura" },
          ]}
          onClear={() => {}}
        />
      </Section>
      <Section title={{ ja: "失敗した", en: "Failed" }}>
        <Failed
          what={{ ja: "ヤマト運輸の配送状況を取りに行けません", en: "Yamato's tracking cannot be read" }}
          reason={{
            ja: "相手のサーバーが応えません。5分ごとに自動で試しています。",
            en: "Their server does not answer. We try every five minutes.",
          }}
          since="2026-11-20T00:32:00Z"
          requestId="req_01jd3k8m2v"
          onRetry={() => {}}
        />
      </Section>
    </Stack>
    <Stack>
      <Section title={{ ja: "止まっている", en: "Halted" }}>
        <Halted
          name={{ ja: "止まっている送信", en: "A closed way out" }}
          title={{ ja: "メールの送信が止まっています", en: "Mails cannot leave" }}
          action={<Button label={{ ja: "直したので再開する", en: "Mended: resume" }} />}
        >
          <p>
            <code>535 5.7.8 Authentication failed</code>
          </p>
        </Halted>
      </Section>
      <Section title={{ ja: "読み込み中", en: "Loading" }}>
        <Skeleton rows={4} />
      </Section>
      <Section title={{ ja: "進みぐあい", en: "Progress" }}>
        <div style={{ display: "grid", gap: 32, paddingTop: 20 }}>
          <Progress
            label={{ ja: "注文を取り込んでいます", en: "Importing orders" }}
            done={128_400}
            of={500_000}
            remark={{
              ja: "あと 25秒ほど。画面を閉じても続きます。",
              en: "About 25 s left. It goes on when you close this.",
            }}
          />
          <Progress label={{ ja: "顧客を数えています", en: "Counting people" }} done={1284} of={null} />
        </div>
      </Section>
    </Stack>
  </Columns>
)
