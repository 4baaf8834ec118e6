import "./imports.css"
import { FileUp, Import } from "lucide-react"
import { listImports } from "../../../server/capabilities/imports/contract.ts"
import { ButtonLink } from "../../../ui/button.tsx"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useList } from "../../app/use-call.ts"
import { type Import as ImportRow, kindWords, states } from "./words.ts"

const fromKlaviyo = { ja: "Klaviyo から取り込む", en: "Bring in from Klaviyo" }
const begin = { ja: "CSV を取り込む", en: "Bring in a CSV file" }

export function Imports() {
  const t = useText()
  const imports = useList(listImports, {}, { keep: true, everyMs: 5_000 })
  return (
    <Page
      title={{ ja: "取り込み", en: "Imports" }}
      over={t({
        ja: "これまでの注文・商品・お客様を、CSV や Klaviyo から",
        en: "Past orders, products and customers from CSV files or Klaviyo",
      })}
      actions={
        <>
          <ButtonLink icon={Import} label={fromKlaviyo} to="/imports/klaviyo" />
          <ButtonLink look="go" icon={FileUp} label={begin} to="/imports/new" />
        </>
      }
    >
      <Loaded
        of={imports}
        rows={5}
        what={{ ja: "取り込みの一覧を読み込めませんでした", en: "The imports could not be loaded" }}
      >
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "まだ何も取り込んでいません", en: "Nothing was brought in yet" }}
              why={{
                ja: "いまのカートや会員システムから書き出した CSV を、そのまま読めます。UTF-8 でも Shift_JIS でもかまいません。取り込んでも、お客様にメールは送られません。",
                en: "CSV files that your shop or member system exports are read as they are, UTF-8 or Shift_JIS. No mail goes out to customers.",
              }}
              action={<ButtonLink icon={FileUp} label={begin} to="/imports/new" />}
            />
          ) : (
            <>
              <Table
                label={{ ja: "取り込み", en: "Imports" }}
                columns={columns}
                rows={items}
                rowKey={(it) => it.importId}
                to={(it) => `/imports/${it.importId}`}
              />
              <Pager
                shown={items.length}
                more={imports.more}
                busy={imports.isFetchingNextPage}
                onMore={imports.readMore}
              />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

const columns: readonly Column<ImportRow>[] = [
  { key: "name", head: { ja: "名前", en: "Name" }, cell: (it) => <span className="import-break">{it.name}</span> },
  { key: "kind", head: { ja: "種類", en: "Kind" }, cell: (it) => <Kind it={it} /> },
  { key: "state", head: { ja: "状態", en: "State" }, cell: (it) => <Status {...states[it.state]} /> },
  {
    key: "rows",
    head: { ja: "行", en: "Lines" },
    end: true,
    cell: (it) => (it.rowsTotal > 0 ? <NumberText value={it.rowsTotal} /> : "–"),
  },
  {
    key: "created",
    head: { ja: "新しく入った", en: "New" },
    end: true,
    cell: (it) => (it.startedAt ? <NumberText value={it.tally.created} /> : "–"),
  },
  {
    key: "refused",
    head: { ja: "取り込めなかった", en: "Not taken in" },
    end: true,
    cell: (it) => (it.startedAt ? <NumberText value={it.tally.refused} /> : "–"),
  },
  { key: "at", head: { ja: "日時", en: "When" }, cell: (it) => <DateText at={it.createdAt} /> },
]

function Kind({ it }: { it: ImportRow }) {
  const t = useText()
  return t(kindWords[it.kind])
}
