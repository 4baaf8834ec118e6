import { useState } from "react"
import { Button } from "../../../ui/button.tsx"
import { CodeBlock, CopyText } from "../../../ui/copy.tsx"
import { DateInput, MomentInput } from "../../../ui/dates.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { Columns, Section, Stack } from "../../../ui/layout.tsx"
import { Checklist, Todos } from "../../../ui/todo.tsx"

export function TodoPart() {
  const [day, setDay] = useState<string | null>("2026-11-20")
  const [at, setAt] = useState<Date | null>(new Date("2026-12-03T10:00:00Z"))
  return (
    <Columns split="7-5">
      <Section
        first
        title={{ ja: "いま、人を待っていること", en: "Waiting for someone" }}
        scope={{ ja: "急ぐ順", en: "most urgent first" }}
      >
        <Todos
          todos={[
            {
              id: "late",
              count: 9,
              unit: { ja: "件", en: "" },
              title: { ja: "連休前の到着が間に合わない荷物", en: "Parcels that miss the holidays" },
              about: {
                ja: "ヤマトの集荷遅れで、お届けが 11/21（土）から 11/24（火）に延びます。お詫びの下書きができています。",
                en: "Delayed from Nov 21 to Nov 24. An apology is drafted.",
              },
              due: { ja: "きょう 12:00 まで", en: "by 12:00 today" },
              action: <Button look="go" label={{ ja: "お詫びを確かめる", en: "Check the apology" }} />,
            },
            {
              id: "quota",
              count: 2488,
              unit: { ja: "通", en: "" },
              title: { ja: "今月の LINE が足りなくなる見込み", en: "LINE will run out this month" },
              about: {
                ja: "残り 3,412通に対して予定は 5,900通。11/26（木）に尽きます。メールでも反応の変わらない 2,488人を切り替えられます。",
                en: "3,412 left, 5,900 planned.",
              },
              due: { ja: "11/26（木）まで", en: "by Nov 26" },
              action: <Button label={{ ja: "送り分けを見る", en: "See the split" }} />,
            },
          ]}
        />
      </Section>
      <Stack near>
        <Section title={{ ja: "公開の前に", en: "Before publishing" }}>
          <Checklist
            checks={[
              {
                state: "failed",
                label: { ja: "3通目の割引コードがありません", en: "Message 3 has no code" },
                about: { ja: "クーポンを選ぶか、文から外してください", en: "Choose a coupon or drop it" },
                action: <Button look="text" label={{ ja: "直す", en: "Mend" }} />,
              },
              {
                state: "done",
                label: { ja: "届く人の同意", en: "Consent" },
                about: { ja: "1,454人すべて", en: "all 1,454" },
              },
              {
                state: "waiting",
                label: { ja: "LINE 12月の見込み 28,900通", en: "LINE in December" },
                about: { ja: "上限 30,000通", en: "limit 30,000" },
              },
              { state: "open", label: { ja: "試し送り", en: "Test send" } },
            ]}
          />
        </Section>
        <Section title={{ ja: "日と鍵", en: "Days and keys" }}>
          <div style={{ paddingTop: 20 }}>
            <Fields>
              <Field label={{ ja: "締めの日", en: "Closing day" }}>
                <DateInput value={day} onChange={setDay} />
              </Field>
              <Field
                group
                label={{ ja: "送る日時", en: "Send at" }}
                hint={{ ja: "ブランドの時計で", en: "On the brand's clock" }}
              >
                <MomentInput value={at} onChange={setAt} label={{ ja: "日", en: "Day" }} />
              </Field>
              <CopyText value="mk_test_7f3k29d0s8a1q5z6x4c2" label={{ ja: "API キー", en: "API key" }} />
              <CodeBlock
                label={{ ja: "例", en: "Example" }}
                text={'curl https://maido.example/api/v1/orders \\\n  -H "Authorization: Bearer mk_test_…"'}
              />
            </Fields>
          </div>
        </Section>
      </Stack>
    </Columns>
  )
}
