import "./clauses.css"
import { Ellipsis } from "lucide-react"
import type { ReactNode } from "react"
import type { Leaf } from "../../../server/capabilities/segments/model.ts"
import { Menu, type MenuItem, Popup } from "../../../ui/menu.tsx"
import { useSurroundings, useText } from "../../../ui/language.tsx"
import { Mark } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"
import { AddCondition } from "./add-condition.tsx"
import * as tree from "./edited.ts"
import type { Part, Slot } from "./phrase.ts"
import { frameOf, groupWords, phraseOf } from "./sentence.ts"
import { SlotEditor } from "./slot-editor.tsx"
import type { Offered } from "./use-offer.ts"

/** Changes the whole tree; absent where conditions are only read. */
export type Edit = (change: (root: tree.Group) => tree.Group) => void

type ListProps = {
  group: tree.Group
  offered: Offered
  edit?: Edit | undefined
  /** How many are left after this row, beside it: for the outermost rows. */
  beside?: (at: number) => ReactNode
  /** The nested group that this list is; undefined for the outermost one. */
  groupId?: string | undefined
}

/** Conditions as the clauses of one sentence, one per row; every word that can be changed opens its inputs. */
export function Clauses({ group, offered, edit, beside, groupId }: ListProps) {
  return (
    <>
      {group.items.map((item, at) => (
        <li key={item.id} data-item={item.id} className={item.excluded ? "excluded" : undefined}>
          <div className="segment-clause">
            <ClauseWords item={item} group={group} at={at} offered={offered} edit={edit} />
            {beside?.(at)}
            {edit && <RowMenu item={item} at={at} group={group} edit={edit} nested={groupId !== undefined} />}
          </div>
          {tree.isGroup(item.body) && (
            <ul className="segment-clauses nested">
              <Clauses group={item.body} offered={offered} edit={edit} groupId={item.id} />
              {edit && (
                <li className="segment-add">
                  <AddCondition
                    offered={offered}
                    onAdd={(leaf) => edit((root) => tree.addItem(root, item.id, tree.itemOf(leaf)))}
                  />
                  <JoinSwitch item={item} group={item.body} edit={edit} />
                </li>
              )}
            </ul>
          )}
        </li>
      ))}
    </>
  )
}

type RowProps = { item: tree.Item; group: tree.Group; at: number; offered: Offered; edit: Edit | undefined }

function ClauseWords({ item, group, at, offered, edit }: RowProps) {
  const t = useText()
  const { language } = useSurroundings()
  const { body } = item
  const frame = frameOf(group, at)
  const change = (leaf: Leaf) =>
    edit?.((root) => tree.replaceItem(root, item.id, (found) => ({ ...found, body: leaf })))
  const lacks = !tree.isGroup(body) && !tree.isComplete(body)
  const end = tree.isGroup(body) ? groupWords(body.join)[frame.ending] : phraseOf(body, offered.names)[frame.ending]
  return (
    <p className="segment-words">
      {t(frame.before) && <span className="soft">{t(frame.before)}</span>}
      {tree.isGroup(body)
        ? groupWords(body.join)[language]
        : phraseOf(body, offered.names)[language].map((part, index) => (
            <Word
              key={index}
              part={part}
              excluded={item.excluded}
              editor={
                edit && ((slot: Slot) => <SlotEditor leaf={body} slot={slot} onChange={change} offered={offered} />)
              }
            />
          ))}
      {language === "ja" && end}
      <span className={item.excluded ? "soft" : undefined}>{t(frame.after)}</span>
      {lacks && (
        <span className="segment-lacks">
          <Mark shape="alert" tone="needed" />
          {t({ ja: "まだ決まっていないところがあります", en: "Something is not chosen yet" })}
        </span>
      )}
    </p>
  )
}

type WordProps = { part: Part; excluded: boolean; editor: ((slot: Slot) => ReactNode) | undefined }

function Word({ part, excluded, editor }: WordProps) {
  if (typeof part === "string") return part
  const { text, slot } = part
  const className = `segment-token${excluded ? " not" : ""}`
  if (!editor) return <b className={`${className} still`}>{text}</b>
  return (
    <Popup trigger={text} className={className} label={slotLabels[slot]}>
      {() => editor(slot)}
    </Popup>
  )
}

const slotLabels: Record<Slot, Text> = {
  field: { ja: "項目", en: "Field" },
  test: { ja: "値", en: "Value" },
  names: { ja: "出来事", en: "What happened" },
  filters: { ja: "細かな条件", en: "Details" },
  window: { ja: "期間", en: "Period" },
  range: { ja: "どれだけ", en: "How much" },
  which: { ja: "最初か最後か", en: "First or last" },
  steps: { ja: "順番", en: "Order of steps" },
  within: { ja: "どれだけのうちに", en: "Within what time" },
  scope: { ja: "どの買い物か", en: "Which purchases" },
  average: { ja: "平均とのくらべ方", en: "Against the average" },
  interval: { ja: "購入間隔", en: "Purchase interval" },
  signal: { ja: "反応", en: "Response" },
  products: { ja: "商品", en: "Products" },
  consent: { ja: "同意", en: "Consent" },
  channel: { ja: "手段", en: "Channel" },
  stores: { ja: "店舗", en: "Stores" },
  segment: { ja: "セグメント", en: "Segment" },
  bucket: { ja: "割合", en: "Share" },
}

function JoinSwitch({ item, group, edit }: { item: tree.Item; group: tree.Group; edit: Edit }) {
  const t = useText()
  const other = group.join === "any" ? "all" : "any"
  const turn = () =>
    edit((root) => tree.replaceItem(root, item.id, (found) => ({ ...found, body: { ...group, join: other } })))
  return (
    <button type="button" className="link" onClick={turn}>
      {t(
        other === "any"
          ? { ja: "「どれか」に変える", en: "Change to “any of these”" }
          : { ja: "「すべて」に変える", en: "Change to “all of these”" },
      )}
    </button>
  )
}

type MenuProps = { item: tree.Item; at: number; group: tree.Group; edit: Edit; nested: boolean }

function RowMenu({ item, at, group, edit, nested }: MenuProps) {
  const { id, excluded, body } = item
  const items: MenuItem[] = [
    {
      label: excluded
        ? { ja: "当てはまる人を残す", en: "Keep those who match" }
        : { ja: "当てはまる人を除く", en: "Exclude those who match" },
      onClick: () => edit((root) => tree.replaceItem(root, id, (found) => ({ ...found, excluded: !excluded }))),
    },
    tree.isGroup(body)
      ? {
          label: { ja: "まとまりをほどく", en: "Take the group apart" },
          onClick: () => edit((root) => tree.unwrapItem(root, id)),
          ...(excluded && { blocked: { ja: "除いているあいだはほどけません", en: "Not while it is excluded" } }),
        }
      : {
          label:
            nested && group.join === "any"
              ? { ja: "「かつ」でまとめる", en: "Join with “and”" }
              : { ja: "「または」でつなぐ", en: "Add an alternative" },
          onClick: () => edit((root) => tree.wrapItem(root, id, nested && group.join === "any" ? "all" : "any")),
        },
    { label: { ja: "複製する", en: "Duplicate" }, onClick: () => edit((root) => tree.duplicateItem(root, id)) },
    ...(at > 0
      ? [{ label: { ja: "上へ", en: "Move up" }, onClick: () => edit((root) => tree.moveItem(root, id, -1)) }]
      : []),
    ...(at < group.items.length - 1
      ? [{ label: { ja: "下へ", en: "Move down" }, onClick: () => edit((root) => tree.moveItem(root, id, 1)) }]
      : []),
    "line",
    { label: { ja: "消す", en: "Remove" }, danger: true, onClick: () => edit((root) => tree.removeItem(root, id)) },
  ]
  return (
    <span className="segment-menu">
      <Menu
        label={{ ja: "この条件でできること", en: "What to do with this condition" }}
        items={items}
        face={<Ellipsis aria-hidden />}
      />
    </span>
  )
}
