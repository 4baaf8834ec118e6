import { getCircle, getRanks, postRanks, putRanksDraft } from "../../../server/capabilities/members/contract.ts"
import { DateText } from "../../../ui/figures.tsx"
import { useForm } from "../../../ui/form.ts"
import { useText } from "../../../ui/language.tsx"
import { Columns, Note, Rows, Section, Stack } from "../../../ui/layout.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { DocumentPage } from "./document-page.tsx"
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
  const currency = useCall(getCircle, {}).data?.currency ?? "JPY"
  const form = useForm(valuesOf((draft ?? live)?.document ?? suggested))
  const read = documentOf(form.values)
  const save = useAct(putRanksDraft, { refresh: [getRanks] })
  const publish = useAct(postRanks, { refresh: [getRanks, getCircle] })
  const onSave = () => {
    if ("document" in read)
      save.run(
        { document: read.document, note: "", basedOn: draft?.revision ?? 0 },
        { onSuccess: () => form.restart(form.values) },
      )
  }
  const isNew = !draft && !live
  return (
    <DocumentPage
      title={{ ja: "会員ランク", en: "Ranks" }}
      draft={draft}
      live={live}
      changed={form.changed}
      maySave={"document" in read && (form.changed || isNew)}
      saving={save.busy}
      onSave={onSave}
      publishing={{
        title: { ja: "ランクを公開する", en: "Publish the ranks" },
        words: {
          ja: "公開すると、全員のランクを新しい決まりで判定し直します。上がった方には「ランクが上がった」フローが動きます。",
          en: "Everybody is judged anew by these ranks. Flows for a rank reached begin for those who rise.",
        },
        busy: publish.busy,
        run: (basedOn, done) => publish.run({ basedOn }, { onSuccess: done }),
      }}
    >
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
    </DocumentPage>
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
