import { useState } from "react"
import { listProperties, patchProperty } from "../../../server/capabilities/customers/contract.ts"
import type { PropertyDefinition } from "../../../server/capabilities/customers/property-rules.ts"
import { Button } from "../../../ui/button.tsx"
import { useText } from "../../../ui/language.tsx"
import { Menu } from "../../../ui/menu.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { SettingsPage } from "../../app/settings-page.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { PropertyForm, typeWords } from "./property-form.tsx"

/** What the brand wants to know of its customers: added, renamed and put away here (A15). */
export function PropertiesSettings() {
  const may = useMay()
  const [editing, setEditing] = useState<PropertyDefinition | "new">()
  const properties = useCall(listProperties, {})
  const add = may("customers:write") && (
    <Button look="go" label={{ ja: "項目を足す", en: "New property" }} onClick={() => setEditing("new")} />
  )
  return (
    <SettingsPage title={{ ja: "お客様の項目", en: "Customer properties" }} over={<About />} actions={add}>
      <Loaded of={properties} rows={5} what={{ ja: "項目を読み込めませんでした", en: "They could not be loaded" }}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "項目はまだありません", en: "There are none yet" }}
              why={{
                ja: "肌質や好きな香りのように、このブランドが知りたいことを足せます。足すとすぐに、フォーム、取り込み、セグメント、文面で使えます。",
                en: "Add what this brand wants to know, such as skin type or favourite scent. Forms, imports, segments and wordings can use it at once.",
              }}
              {...(add && { action: add })}
            />
          ) : (
            <List items={items} onEdit={setEditing} />
          )
        }
      </Loaded>
      {editing && (
        <PropertyForm {...(editing !== "new" && { property: editing })} onClose={() => setEditing(undefined)} />
      )}
    </SettingsPage>
  )
}

function About() {
  const t = useText()
  return t({
    ja: "このブランドだけの項目です。しまった項目の値は残り、戻せばまた見えます。",
    en: "The brand's own. What is put away keeps its values and can be brought back.",
  })
}

function List({ items, onEdit }: { items: PropertyDefinition[]; onEdit: (property: PropertyDefinition) => void }) {
  const columns: readonly Column<PropertyDefinition>[] = [
    { key: "name", head: { ja: "項目", en: "Property" }, cell: (row) => <Name of={row} /> },
    { key: "type", head: { ja: "種類", en: "Type" }, cell: ({ type }) => <Words of={typeWords[type]} /> },
    {
      key: "personal",
      head: { ja: "個人情報", en: "Personal" },
      cell: ({ personal }) => personal && <Status is="needed" label={{ ja: "権限のある人だけ", en: "Restricted" }} />,
    },
    { key: "state", head: { ja: "状態", en: "State" }, cell: (row) => <State of={row} /> },
    {
      key: "menu",
      head: { ja: "操作", en: "Actions" },
      end: true,
      cell: (row) => <Actions of={row} onEdit={onEdit} />,
    },
  ]
  return (
    <Table
      label={{ ja: "お客様の項目", en: "Customer properties" }}
      columns={columns}
      rows={items}
      rowKey={({ key }) => key}
    />
  )
}

const State = ({ of: { isArchived } }: { of: PropertyDefinition }) =>
  isArchived ? (
    <Status is="none" label={{ ja: "しまってあります", en: "Put away" }} />
  ) : (
    <Status is="done" label={{ ja: "使っています", en: "In use" }} />
  )

function Words({ of }: { of: PropertyDefinition["label"] }) {
  return useText()(of)
}

function Name({ of: { key, label } }: { of: PropertyDefinition }) {
  const t = useText()
  return (
    <>
      {t(label)}
      <span className="under">
        <code>{key}</code>
      </span>
    </>
  )
}

type ActionsProps = { of: PropertyDefinition; onEdit: (property: PropertyDefinition) => void }

function Actions({ of: property, onEdit }: ActionsProps) {
  const may = useMay()
  const change = useAct(patchProperty, { refresh: [listProperties] })
  if (!may("customers:write")) return null
  const { key, isArchived } = property
  return (
    <Menu
      look="text"
      label={{ ja: "変える", en: "Change" }}
      items={[
        { label: { ja: "名前と選択肢を変える", en: "Name and choices" }, onClick: () => onEdit(property) },
        isArchived
          ? { label: { ja: "戻す", en: "Bring back" }, onClick: () => change.run({ key, isArchived: false }) }
          : { label: { ja: "しまう", en: "Put away" }, onClick: () => change.run({ key, isArchived: true }) },
      ]}
    />
  )
}
