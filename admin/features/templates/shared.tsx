import { useState } from "react"
import { listReadyShared, listShared, postShared } from "../../../server/capabilities/templates/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { Select, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { useWay } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay, useSession } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"

type Shared = Reply<typeof listShared>["items"][number]

/** Blocks with a name that several templates hold. */
export function SharedList() {
  const may = useMay()
  const [making, setMaking] = useState(false)
  const list = useCall(listShared, {})
  const make = may("messages:write") && (
    <Button look="go" label={{ ja: "共有ブロックを作る", en: "New shared block" }} onClick={() => setMaking(true)} />
  )
  return (
    <Page
      title={{ ja: "共有ブロック", en: "Shared blocks" }}
      above={[{ label: { ja: "テンプレート", en: "Templates" }, to: "/templates" }]}
      actions={make}
    >
      <Loaded
        of={list}
        what={{ ja: "共有ブロックを読み込めませんでした", en: "The shared blocks could not be loaded" }}
      >
        {({ items }) =>
          items.length > 0 ? (
            <Table
              label={{ ja: "共有ブロック", en: "Shared blocks" }}
              columns={columns}
              rows={items}
              rowKey={({ sharedId }) => sharedId}
              to={({ sharedId }) => `/templates/shared/${sharedId}`}
            />
          ) : (
            <Empty
              title={{ ja: "共有ブロックがまだありません", en: "There are no shared blocks yet" }}
              why={{
                ja: "返品の約束やブランドの紹介など、何通にも出る部分を一か所で直せるようにします。",
                en: "What stands in many letters, such as your promise on returns, is then changed in one place.",
              }}
            />
          )
        }
      </Loaded>
      <NewShared open={making} onClose={() => setMaking(false)} />
    </Page>
  )
}

const columns: Column<Shared>[] = [
  { key: "name", head: { ja: "名前", en: "Name" }, cell: ({ name }) => name },
  { key: "used", head: { ja: "使っているところ", en: "Used in" }, cell: (one) => <Count of={one} /> },
  {
    key: "changed",
    head: { ja: "変えた日", en: "Changed" },
    cell: (one) => <DateText at={one.changedAt} only="date" />,
  },
]

function Count({ of: { usedIn } }: { of: Shared }) {
  const t = useText()
  return <>{t({ ja: `${usedIn.length}通`, en: `${usedIn.length}` })}</>
}

function NewShared({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { go } = useWay()
  const { brand } = useSession()
  const ready = useCall(listReadyShared, {}, { when: open }).data?.items ?? []
  const [key, setKey] = useState("none")
  const [name, setName] = useState("")
  const language = brand.language === "en" ? "en" : "ja"
  const make = useAct(postShared, {
    refresh: [listShared],
    done: ({ sharedId }) => go(`/templates/shared/${sharedId}`),
  })
  const chosen = ready.find((one) => one.key === key)
  const named = name.trim() || chosen?.name[language] || ""
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={{ ja: "共有ブロックを作る", en: "New shared block" }}
      actions={
        <Button
          look="go"
          label={{ ja: "作る", en: "Make it" }}
          busy={make.busy}
          dimmed={named === ""}
          onClick={() =>
            make.run({
              name: named,
              blocks: chosen?.blocks ?? { ja: [], en: [], [language]: [{ kind: "text", text: named, tone: "normal" }] },
            })
          }
        />
      }
    >
      <Fields>
        <Field label={{ ja: "何から始めるか", en: "Begin with" }} hint={chosen?.about}>
          <Select
            value={key}
            onChange={setKey}
            options={[
              { value: "none", label: { ja: "白紙", en: "Nothing written" } },
              ...ready.map((one) => ({ value: one.key, label: one.name })),
            ]}
          />
        </Field>
        <Field label={{ ja: "名前", en: "Name" }} optional={chosen !== undefined}>
          <TextInput value={name} onChange={setName} maxLength={80} />
        </Field>
      </Fields>
    </Dialog>
  )
}
