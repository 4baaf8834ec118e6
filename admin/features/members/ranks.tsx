import { useState } from "react"
import { getCircle, getRanks, postRanks, putRanksDraft } from "../../../server/capabilities/members/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useForm } from "../../../ui/form.ts"
import { useText } from "../../../ui/language.tsx"
import { Columns, Note, Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Status } from "../../../ui/status.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { documentOf, valuesOf } from "./ranks-form.ts"
import { RankList, RankRules } from "./ranks-fields.tsx"
import { RanksPreview } from "./ranks-preview.tsx"

type Found = Reply<typeof getRanks>

/** The ranks: what counts, from how much on, and what each gives. */
export function RanksPage() {
  const ranks = useCall(getRanks, {})
  return (
    <Loaded of={ranks} what={{ ja: "ランクを読み込めませんでした", en: "The ranks could not be loaded" }}>
      {(found) => <Editor key={`${found.draft?.revision ?? 0}:${found.live?.version ?? 0}`} found={found} />}
    </Loaded>
  )
}

function Editor({ found }: { found: Found }) {
  const { draft, live, suggested } = found
  const t = useText()
  const may = useMay()
  const currency = useCall(getCircle, {}).data?.currency ?? "JPY"
  const [asking, setAsking] = useState(false)
  const form = useForm(valuesOf((draft ?? live)?.document ?? suggested))
  const read = documentOf(form.values)
  const save = useAct(putRanksDraft, { refresh: [getRanks] })
  const publish = useAct(postRanks, { refresh: [getRanks, getCircle], done: () => setAsking(false) })
  const onSave = () => {
    if ("document" in read)
      save.run(
        { document: read.document, note: "", basedOn: draft?.revision ?? 0 },
        { onSuccess: () => form.restart(form.values) },
      )
  }
  const isNew = !draft && !live
  return (
    <Page
      title={{ ja: "会員ランク", en: "Ranks" }}
      above={[{ label: { ja: "会員", en: "Members" }, to: "/members" }]}
      facts={[
        live ? (
          <Status
            key="live"
            is="live"
            label={{ ja: `第${live.version}版が有効`, en: `Version ${live.version} holds` }}
          />
        ) : null,
        draft ? <Status key="draft" is="draft" label={{ ja: "下書きあり", en: "There is a draft" }} /> : null,
      ].filter(Boolean)}
      actions={
        may("loyalty:write") && (
          <>
            <Button
              label={{ ja: "下書きを保存する", en: "Save the draft" }}
              busy={save.busy}
              dimmed={!("document" in read) || !(form.changed || isNew)}
              onClick={onSave}
            />
            <Button
              look="go"
              label={{ ja: "公開する", en: "Publish" }}
              dimmed={!draft || form.changed}
              onClick={() => setAsking(true)}
            />
          </>
        )
      }
    >
      <UnsavedGuard changed={form.changed && !save.busy} />
      {isNew && (
        <Note>
          {t({
            ja: "まだランクはありません。よくある形を入れてあります。人数を見ながら直してください。",
            en: "There are no ranks yet. A usual set is filled in: change it while you look at the numbers.",
          })}
        </Note>
      )}
      <Columns split="7-5">
        <Stack>
          <RankRules form={form} />
          <RankList form={form} wrong={"wrong" in read ? read.wrong : new Map()} currency={currency} />
        </Stack>
        <Stack near>
          <RanksPreview document={"document" in read ? read.document : null} />
          <Versions versions={found.versions} />
        </Stack>
      </Columns>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={{ ja: "ランクを公開する", en: "Publish the ranks" }}
        confirm={{ ja: "公開する", en: "Publish" }}
        busy={publish.busy}
        onConfirm={() => draft && publish.run({ basedOn: draft.revision })}
      >
        <p>
          {t({
            ja: "公開すると、全員のランクを新しい決まりで判定し直します。上がった方には「ランクが上がった」フローが動きます。",
            en: "Everybody is judged anew by these ranks. Flows for a rank reached begin for those who rise.",
          })}
        </p>
      </ConfirmDialog>
    </Page>
  )
}

function Versions({ versions }: { versions: Found["versions"] }) {
  if (versions.length === 0) return null
  return (
    <Section title={{ ja: "これまでの版", en: "Versions" }}>
      <Rows
        rows={versions.map(({ version, publishedAt }) => ({
          label: { ja: `第${version}版`, en: `Version ${version}` },
          value: <DateText at={publishedAt} />,
        }))}
      />
    </Section>
  )
}
