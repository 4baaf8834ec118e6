import { Download, Plus, Trash2 } from "lucide-react"
import { useState } from "react"
import { Button, ButtonLink, ButtonRow, IconButton } from "../../../ui/button.tsx"
import { Checkbox, Checkboxes, Radios, Switch } from "../../../ui/choices.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput, SearchField, Select, TextArea, TextInput } from "../../../ui/inputs.tsx"
import { Columns, Section, Stack } from "../../../ui/layout.tsx"
import { Segments } from "../../../ui/nav.tsx"

const channels = [
  { value: "email", label: { ja: "メール", en: "E-mail" } },
  {
    value: "line",
    label: { ja: "LINE", en: "LINE" },
    hint: { ja: "つながっている方だけに届きます", en: "Reaches linked people only" },
  },
  { value: "sms", label: { ja: "SMS", en: "SMS" }, blocked: true },
] as const

export const ControlsPart = () => (
  <Columns split="6-6">
    <Stack>
      <Buttons />
      <Choices />
    </Stack>
    <Inputs />
  </Columns>
)

function Buttons() {
  const [busy, setBusy] = useState(false)
  return (
    <Section title={{ ja: "ボタン", en: "Buttons" }} first>
      <div style={{ display: "grid", gap: 16, paddingTop: 20 }}>
        <ButtonRow>
          <Button look="go" label={{ ja: "お詫びを確かめる", en: "Check the apology" }} />
          <Button label={{ ja: "承認を頼む", en: "Ask for approval" }} />
          <Button look="text" label={{ ja: "式で見る", en: "See as formula" }} />
          <Button look="danger" icon={Trash2} label={{ ja: "消す", en: "Delete" }} />
        </ButtonRow>
        <ButtonRow>
          <Button icon={Plus} label={{ ja: "条件を足す", en: "Add a condition" }} />
          <Button busy={busy} label={{ ja: "書き出す", en: "Export" }} icon={Download} onClick={() => setBusy(true)} />
          <Button busy look="go" label={{ ja: "送っています", en: "Sending" }} />
          <ButtonLink to="/gallery/lists" label={{ ja: "一覧へ", en: "To the lists" }} />
          <IconButton icon={Trash2} label={{ ja: "消す", en: "Delete" }} />
        </ButtonRow>
        <Button
          look="go"
          label={{ ja: "公開する", en: "Publish" }}
          blocked={{
            ja: "3通目の割引コードがありません。クーポンを選ぶと公開できます。",
            en: "The third message has no coupon. Choose one to publish.",
          }}
        />
      </div>
    </Section>
  )
}

function Choices() {
  const [one, setOne] = useState("email")
  const [several, setSeveral] = useState<("email" | "line" | "sms")[]>(["email"])
  const [on, setOn] = useState(true)
  const [month, setMonth] = useState("11")
  return (
    <Section title={{ ja: "選ぶ", en: "Choices" }}>
      <div style={{ display: "grid", gap: 24, paddingTop: 20 }}>
        <Field
          group
          label={{ ja: "送る手段", en: "Channel" }}
          hint={{ ja: "SMS は設定がまだです", en: "SMS is not set up yet" }}
        >
          <Radios value={one} onChange={setOne} options={channels} />
        </Field>
        <Field group label={{ ja: "知らせる先", en: "Notify by" }}>
          <Checkboxes values={several} onChange={setSeveral} options={channels} />
        </Field>
        <Checkbox
          partly
          checked={false}
          onChange={() => {}}
          label={{ ja: "一部だけ選ばれています", en: "Some are picked" }}
        />
        <Switch on={on} onChange={setOn} label={{ ja: "静かな時間を守る", en: "Keep quiet hours" }} />
        <Segments
          label={{ ja: "月", en: "Month" }}
          value={month}
          onChange={setMonth}
          options={["9", "10", "11"].map((key) => ({
            key,
            label: { ja: `${key}月`, en: ["Sep", "Oct", "Nov"][Number(key) - 9] ?? key },
          }))}
        />
      </div>
    </Section>
  )
}

type Sample = { name: string; rate: number | null; city: "" | "kamakura" | "fujisawa"; memo: string; mail: string }

function Inputs() {
  const form = useForm<Sample>({ name: "", rate: 100, city: "", memo: "", mail: "miura@" })
  const [query, setQuery] = useState("")
  return (
    <Section title={{ ja: "書く", en: "Inputs" }}>
      <div style={{ paddingTop: 20 }}>
        <Fields>
          <Field
            label={{ ja: "名前", en: "Name" }}
            hint={{ ja: "お客様には見えません", en: "Customers do not see it" }}
          >
            <TextInput {...form.input("name")} example={{ ja: "例：冬の乾燥ケア", en: "e.g. Winter care" }} />
          </Field>
          <Field
            label={{ ja: "メールアドレス", en: "E-mail address" }}
            error={{
              ja: "アドレスが途中で終わっています。@ の後ろを足してください。",
              en: "The address is incomplete. Add what follows the @.",
            }}
          >
            <TextInput {...form.input("mail")} type="email" />
          </Field>
          <Field
            label={{ ja: "付与", en: "Earn" }}
            hint={{ ja: "税込の金額から計算します", en: "From the amount including tax" }}
          >
            <NumberInput {...form.input("rate")} unit={{ ja: "円ごとに 1pt", en: "yen per 1 pt" }} />
          </Field>
          <Field label={{ ja: "住まい", en: "City" }} optional>
            <Select
              {...form.input("city")}
              options={[
                { value: "kamakura", label: { ja: "鎌倉市", en: "Kamakura" } },
                { value: "fujisawa", label: { ja: "藤沢市", en: "Fujisawa" } },
              ]}
            />
          </Field>
          <Field label={{ ja: "メモ", en: "Note" }} optional>
            <TextArea {...form.input("memo")} />
          </Field>
          <Field label={{ ja: "変えられないもの", en: "Cannot be changed" }}>
            <TextInput value="Asia/Tokyo" onChange={() => {}} disabled />
          </Field>
          <SearchField value={query} onChange={setQuery} label={{ ja: "顧客を探す", en: "Find customers" }} />
        </Fields>
      </div>
    </Section>
  )
}
