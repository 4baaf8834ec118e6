import { Redo2, Undo2 } from "lucide-react"
import { useEffect, useState } from "react"
import type { Leaf } from "../../../server/capabilities/segments/model.ts"
import type { SegmentVersion } from "../../../server/capabilities/segments/model-segment.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { TextArea, TextInput } from "../../../ui/inputs.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Columns, Section, Stack } from "../../../ui/layout.tsx"
import { useWay } from "../../../ui/link.tsx"
import { Status } from "../../../ui/status.tsx"
import { same } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { Page } from "../../app/page.tsx"
import { useMay, useSession } from "../../app/session.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { AddCondition } from "../../app/conditions/add-condition.tsx"
import { ReachSection, RowCount, useAudience } from "./audience.tsx"
import { Clauses } from "../../app/conditions/clauses.tsx"
import { CountPanel } from "./count-panel.tsx"
import * as tree from "../../app/conditions/edited.ts"
import { Matching } from "./matching.tsx"
import { PublishDialog } from "./publish-dialog.tsx"
import { TryPanel } from "./try-panel.tsx"
import { useOffer } from "../../app/conditions/use-offer.ts"
import { type SegmentDraft, useSegmentDraft } from "./use-segment-draft.ts"
import { useSettled } from "./use-settled.ts"

type Props = {
  start: Parameters<typeof useSegmentDraft>[0]
  live: SegmentVersion | null
  members: number | null
  onMade: (segmentId: string) => void
}

/** Rows with a count of their own; with more the sums would keep the server busier than they are worth. */
const mostCountedRows = 8

/** Conditions as a sentence, and beside it who they are: counted again after every change. */
export function Builder({ start, live, members, onMade }: Props) {
  const may = useMay()
  const { go } = useWay()
  const toast = useToast()
  const offered = useOffer()
  const draft = useSegmentDraft(start, onMade)
  const [asking, setAsking] = useState(false)
  const [tried, setTried] = useState(false)
  const [all, setAll] = useState(false)
  const { content } = draft
  const settled = useSettled(content.group, 300)
  const document = tree.written(settled)
  const audience = useAudience(document, tree.canBeRead(settled))
  const lacking = tree.incomplete(content.group).length
  useUndoKeys(draft)
  const review = () => {
    if (draft.missing.length === 0) return setAsking(true)
    setTried(true)
    window.document.getElementById("about")?.scrollIntoView({ block: "center" })
  }
  const publish = async () => {
    const published = await draft.publish()
    if (!published) return
    toast({
      words: {
        ja: "公開しました。いま、入る人を数えています。",
        en: "Published. Its members are being worked out now.",
      },
    })
    go(`/segments/${published.segmentId}`)
  }
  const title = content.nameJa || content.nameEn
  return (
    <Page
      above={[{ label: { ja: "セグメント", en: "Segments" }, to: "/segments" }]}
      title={
        title
          ? { ja: content.nameJa || title, en: content.nameEn || title }
          : { ja: "新しいセグメント", en: "New segment" }
      }
      facts={[<DraftState key="state" draft={draft} lacking={lacking} />]}
      actions={
        may("segments:write") && (
          <>
            <IconButton icon={Undo2} label={{ ja: "元に戻す（⌘Z）", en: "Undo (⌘Z)" }} onClick={draft.undo} />
            <IconButton icon={Redo2} label={{ ja: "やり直す（⇧⌘Z）", en: "Redo (⇧⌘Z)" }} onClick={draft.redo} />
            <Button
              look="go"
              label={{ ja: "公開の確認へ", en: "Review and publish" }}
              onClick={review}
              dimmed={lacking > 0 || draft.missing.includes("document")}
            />
          </>
        )
      }
    >
      <UnsavedGuard changed={draft.isChanged && !isUntouched(draft)} />
      <Stack>
        <Columns split="8-4">
          <Sentence draft={draft} settled={settled} offered={offered} />
          <CountPanel audience={audience} to="#people" onOpen={() => setAll(true)} />
        </Columns>
        <About draft={draft} tried={tried} />
        {audience.data && <ReachSection reach={audience.data.reach} count={audience.data.count} />}
        <Columns split="8-4">
          <Matching audience={audience} document={document} all={all} onAll={setAll} />
          <TryPanel document={document} />
        </Columns>
      </Stack>
      <PublishDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => void publish()}
        busy={draft.busy}
        live={live}
        members={members}
        document={tree.written(content.group)}
        count={audience.data?.count}
        names={offered.names}
      />
    </Page>
  )
}

const isUntouched = (draft: SegmentDraft) => !draft.canUndo

/** Undo and redo by keyboard, except where the browser has its own. */
function useUndoKeys({ undo, redo }: SegmentDraft) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const writing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select")
      if (writing || event.key.toLowerCase() !== "z" || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      if (event.shiftKey) redo()
      else undo()
    }
    window.addEventListener("keydown", press)
    return () => window.removeEventListener("keydown", press)
  }, [undo, redo])
}

function DraftState({ draft, lacking }: { draft: SegmentDraft; lacking: number }) {
  const { missing, refusal, isChanged, busy, hasDraft, canUndo } = draft
  if (refusal) return <Status is="failed" label={refusal.sentence} />
  if (lacking > 0)
    return (
      <Status
        is="needed"
        label={{
          ja: `決まっていない条件が ${lacking}つあります`,
          en: `${lacking} ${lacking === 1 ? "condition is" : "conditions are"} not finished`,
        }}
      />
    )
  if (missing.includes("document"))
    return (
      <Status is="needed" label={{ ja: "条件の数か深さが多すぎます", en: "Too many conditions, or nested too deep" }} />
    )
  if (missing.length > 0)
    return (
      <Status
        is="draft"
        label={{
          ja: "名前と目的を書くと、下書きとして残ります",
          en: "Kept as a draft once it has a name and an intent",
        }}
      />
    )
  if (busy) return <Status is="waiting" label={{ ja: "保存しています", en: "Saving" }} />
  if (isChanged && canUndo) return <Status is="waiting" label={{ ja: "保存していない変更", en: "Unsaved changes" }} />
  if (hasDraft) return <Status is="draft" label={{ ja: "下書きを保存しました", en: "Draft saved" }} />
  return <Status is="none" label={{ ja: "変更はありません", en: "No changes" }} />
}

type SentenceProps = { draft: SegmentDraft; settled: tree.Group; offered: ReturnType<typeof useOffer> }

function Sentence({ draft, settled, offered }: SentenceProps) {
  const t = useText()
  const { brand } = useSession()
  const { number } = useFormat()
  const { group } = draft.content
  const everybody = useAudience(tree.written(tree.emptyGroup))
  const [added, setAdded] = useState<string>()
  useEffect(() => {
    if (!added) return
    window.document.querySelector<HTMLElement>(`[data-item="${added}"] .segment-token`)?.focus()
    setAdded(undefined)
  }, [added])
  const add = (body: Leaf | tree.Group) => {
    const item = tree.itemOf(body)
    draft.edit((root) => tree.addItem(root, undefined, item))
    setAdded(item.id)
  }
  const counted = settled.join === "all" && settled.items.length <= mostCountedRows
  const turn = () => draft.edit((root) => ({ ...root, join: root.join === "all" ? "any" : "all" }))
  return (
    <section className="segment-sentence" aria-label={t({ ja: "条件", en: "Conditions" })}>
      <ul className="segment-clauses">
        <li className="head">
          <div className="segment-clause">
            <p>
              {t({ ja: `${brand.name}の顧客のうち`, en: `Of the customers of ${brand.name}, those` })}
              {group.items.length > 1 && (
                <button type="button" className="link" onClick={turn}>
                  {t(
                    group.join === "all"
                      ? { ja: "すべてに当てはまる人", en: "who match all of these" }
                      : { ja: "どれかに当てはまる人", en: "who match any of these" },
                  )}
                </button>
              )}
            </p>
            <span className="num">{everybody.data && number(everybody.data.of)}</span>
          </div>
        </li>
        <Clauses
          group={group}
          offered={offered}
          edit={draft.edit}
          {...(counted && {
            beside: (at: number) => at < settled.items.length && <RowCount group={settled} at={at} />,
          })}
        />
      </ul>
      {group.items.length === 0 && (
        <p className="segment-none">
          {t({ ja: "まだ条件がないので、すべての方が入ります。", en: "Without conditions this is everybody." })}
        </p>
      )}
      <div className="segment-adds">
        <AddCondition offered={offered} onAdd={add} />
        <button type="button" className="link" onClick={() => add({ join: "any", items: [] })}>
          {t({ ja: "＋ 「または」のまとまり", en: "+ A group of alternatives" })}
        </button>
      </div>
    </section>
  )
}

function About({ draft, tried }: { draft: SegmentDraft; tried: boolean }) {
  const { content, change, missing } = draft
  const wrong = (what: "name" | "intent") => tried && missing.includes(what)
  return (
    <Section title={{ ja: "名前と目的", en: "Name and intent" }}>
      <div className="segment-about" id="about">
        <Fields>
          <Field
            label={{ ja: "名前", en: "Name in Japanese" }}
            error={wrong("name") ? { ja: "名前を書いてください。", en: "Give it a name." } : undefined}
          >
            <TextInput
              value={content.nameJa}
              maxLength={60}
              onChange={(nameJa) => change({ nameJa }, "nameJa")}
              example={same("化粧水を使いきったころの人")}
            />
          </Field>
          <Field optional label={{ ja: "英語の名前", en: "Name in English" }}>
            <TextInput
              value={content.nameEn}
              maxLength={60}
              onChange={(nameEn) => change({ nameEn }, "nameEn")}
              example={same("About to run out of lotion")}
            />
          </Field>
        </Fields>
        <Field
          label={{ ja: "目的", en: "Intent" }}
          hint={{
            ja: "だれに、何のために届けるのか。使われないセグメントを増やさないために書きます。",
            en: "Who is told what, and why: it keeps segments from piling up unused.",
          }}
          error={
            wrong("intent")
              ? { ja: "目的を4文字以上で書いてください。", en: "Write the intent, four letters or more." }
              : undefined
          }
        >
          <TextArea
            rows={3}
            value={content.intent}
            maxLength={400}
            onChange={(intent) => change({ intent }, "intent")}
            example={{
              ja: "2〜3回買って止まっている方に、冬の使い方を届ける",
              en: "Show winter care to those who stopped after two or three orders",
            }}
          />
        </Field>
      </div>
    </Section>
  )
}
