import { useState } from "react"
import { listSignupForms } from "../../../server/capabilities/signups/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { NumberText, PercentText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { NewForm } from "./new-form.tsx"
import { confirmRate, kindWords, standingOf, submitRate } from "./words.ts"

type Item = Reply<typeof listSignupForms>["items"][number]

/** Where people join the list, and how each place does. */
export function Forms() {
  const t = useText()
  const may = useMay()
  const forms = useCall(listSignupForms, {}, { everyMs: 30_000, keep: true })
  const [isMaking, setMaking] = useState(false)
  return (
    <Page
      title={{ ja: "登録フォーム", en: "Sign-ups" }}
      facts={[t({ ja: "数は、この30日のものです", en: "Numbers are of the last thirty days" })]}
      actions={
        may("messages:write") && (
          <Button look="go" label={{ ja: "フォームを作る", en: "Make a form" }} onClick={() => setMaking(true)} />
        )
      }
    >
      <Loaded of={forms} what={{ ja: "フォームを読み込めませんでした", en: "The forms could not be loaded" }}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "まだありません", en: "None yet" }}
              why={{
                ja: "お店のページや店頭で、お便りの登録を受け付けます。同意は、見せた文面と一緒に残ります。",
                en: "Let people join your list in the shop or in a store. Their consent is kept with the words that they saw.",
              }}
              action={
                may("messages:write") && (
                  <Button label={{ ja: "フォームを作る", en: "Make a form" }} onClick={() => setMaking(true)} />
                )
              }
            />
          ) : (
            <Table
              label={{ ja: "登録フォーム", en: "Sign-up forms" }}
              columns={columns}
              rows={items}
              rowKey={({ formId }) => formId}
              to={({ formId, version }) => (version === null ? `/sign-ups/${formId}/edit` : `/sign-ups/${formId}`)}
            />
          )
        }
      </Loaded>
      {isMaking && <NewForm onClose={() => setMaking(false)} />}
    </Page>
  )
}

const columns: Column<Item>[] = [
  { key: "name", head: { ja: "フォーム", en: "Form" }, cell: (form) => <Name of={form} /> },
  { key: "state", head: { ja: "状態", en: "State" }, cell: (form) => <Status {...standingOf(form)} /> },
  {
    key: "shown",
    head: { ja: "表示", en: "Shown" },
    end: true,
    cell: ({ kind, totals }) => (kind === "page" ? "—" : <NumberText value={totals.shown} />),
  },
  {
    key: "submitted",
    head: { ja: "登録", en: "Filled in" },
    end: true,
    cell: ({ totals }) => <NumberText value={totals.submitted} />,
  },
  {
    key: "rate",
    head: { ja: "登録率", en: "Rate" },
    end: true,
    cell: ({ kind, totals }) => <Rate value={submitRate(kind, totals)} />,
  },
  {
    key: "confirmed",
    head: { ja: "確認", en: "Confirmed" },
    end: true,
    cell: ({ totals }) => <NumberText value={totals.confirmed} />,
  },
  {
    key: "confirm-rate",
    head: { ja: "確認率", en: "Of those" },
    end: true,
    cell: ({ totals }) => <Rate value={confirmRate(totals)} />,
  },
]

function Name({ of: { name, kind } }: { of: Item }) {
  const t = useText()
  return (
    <>
      {name}
      <span className="under">{t(kindWords(kind))}</span>
    </>
  )
}

const Rate = ({ value }: { value: number | null }) => (value === null ? "—" : <PercentText rate={value} digits={1} />)
