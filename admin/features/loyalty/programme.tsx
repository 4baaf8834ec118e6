import { useState } from "react"
import {
  deleteDraft,
  getDraft,
  getOverview,
  listVersions,
  postPublish,
  putDraft,
} from "../../../server/capabilities/loyalty/contract.ts"
import { Programme as ProgrammeShape } from "../../../server/capabilities/loyalty/model.ts"
import { Button } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { Field } from "../../../ui/field.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Columns, Note, Section, Stack } from "../../../ui/layout.tsx"
import { Status } from "../../../ui/status.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import type { PageProps } from "../../app/feature.ts"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { ActionsPart } from "./actions-part.tsx"
import { Differences } from "./differences.tsx"
import { LintList, Lints } from "./lints.tsx"
import { MultipliersPart } from "./multipliers-part.tsx"
import { Preview } from "./preview.tsx"
import { PurchasePart } from "./purchase-part.tsx"
import { ReturnsPart } from "./returns-part.tsx"
import { usePlaces } from "./places.ts"
import type { Part } from "./words.ts"

type Found = Reply<typeof getDraft>
const reads = [getDraft, getOverview, listVersions]

/** The rules as sentences, with a real order beside them. */
export function ProgrammePage({ search }: PageProps<"/loyalty/programme">) {
  const draft = useCall(getDraft, {})
  return (
    <Loaded of={draft} what={{ ja: "決まりを読み込めませんでした", en: "The rules could not be loaded" }}>
      {(found) => <Editor key={`${found.revision}:${found.live?.version ?? 0}`} found={found} at={search.at} />}
    </Loaded>
  )
}

function Editor({ found, at }: { found: Found; at: string | undefined }) {
  const t = useText()
  const may = useMay()
  const { live, revision } = found
  const [programme, setProgramme] = useState(found.programme)
  const [asking, setAsking] = useState<"publish" | "discard" | null>(null)
  const [note, setNote] = useState(found.note)
  const { place, show } = usePlaces(at)
  const changed = JSON.stringify(programme) !== JSON.stringify(found.programme) || note !== found.note
  const isRight = ProgrammeShape.safeParse(programme).success
  const save = useAct(putDraft, { refresh: [getDraft, getOverview] })
  const publish = useAct(postPublish, { refresh: reads, done: () => setAsking(null) })
  const discard = useAct(deleteDraft, { refresh: reads, done: () => setAsking(null) })
  const part: Part = { programme, change: (to) => setProgramme((before) => ({ ...before, ...to })) }
  const must = found.lints.find(({ level }) => level === "must")
  return (
    <Page
      title={{ ja: "会員制度の決まり", en: "Rules of the programme" }}
      above={[{ label: { ja: "会員制度", en: "Programme" }, to: "/loyalty" }]}
      facts={[
        live ? (
          <Status
            key="live"
            is="live"
            label={{ ja: `第${live.version}版が有効`, en: `Version ${live.version} holds` }}
          />
        ) : (
          <Status key="none" is="none" label={{ ja: "まだ公開していません", en: "Not published yet" }} />
        ),
        revision > 0 ? <Status key="draft" is="draft" label={{ ja: "下書きあり", en: "There is a draft" }} /> : null,
      ].filter(Boolean)}
      actions={
        may("loyalty:write") && (
          <>
            {revision > 0 && (
              <Button
                look="text"
                label={{ ja: "下書きを捨てる", en: "Discard" }}
                onClick={() => setAsking("discard")}
              />
            )}
            <Button
              label={{ ja: "下書きを保存する", en: "Save the draft" }}
              busy={save.busy}
              dimmed={!isRight || !(changed || revision === 0)}
              onClick={() => save.run({ programme, note, basedOn: revision })}
            />
            <Button
              look="go"
              label={{ ja: "公開する", en: "Publish" }}
              dimmed={revision === 0 || changed || must !== undefined}
              onClick={() => setAsking("publish")}
            />
          </>
        )
      }
    >
      <UnsavedGuard changed={changed && !save.busy} />
      {!isRight && (
        <Note>
          {t({
            ja: "足りないところがあります。埋めると保存できます。",
            en: "Something is missing. Fill it in to save.",
          })}
        </Note>
      )}
      <Columns split="7-5">
        <Stack>
          <PurchasePart {...part} />
          <div id="returns">
            <ReturnsPart {...part} />
          </div>
          <div id="multipliers">
            <MultipliersPart key={place.asked} {...part} openAt={place.part === "multipliers" ? place.index : null} />
          </div>
          <div id="actions">
            <ActionsPart key={place.asked} {...part} openAt={place.part === "actions" ? place.index : null} />
          </div>
          <Section title={{ ja: "この版のメモ", en: "A note on this version" }}>
            <Field label={{ ja: "何をなぜ変えたか", en: "What changes, and why" }} optional>
              <TextInput value={note} onChange={setNote} maxLength={300} />
            </Field>
          </Section>
        </Stack>
        <Stack near>
          {isRight && <Preview programme={programme} />}
          <Lints lints={found.lints} onOpen={show} />
          {live && (
            <Section
              title={{ ja: "公開すると変わるところ", en: "What publishing changes" }}
              scope={{ ja: "保存した下書き", en: "the saved draft" }}
            >
              <Differences differences={found.differences} />
            </Section>
          )}
        </Stack>
      </Columns>
      <ConfirmDialog
        open={asking === "publish"}
        onClose={() => setAsking(null)}
        title={{ ja: "この決まりを公開する", en: "Publish these rules" }}
        confirm={{ ja: "公開する", en: "Publish" }}
        busy={publish.busy}
        onConfirm={() => publish.run({ basedOn: revision })}
      >
        <p>
          {t({
            ja: "これからの注文とアクションに効きます。すでに届いた注文は、前の版のまま数えます。公開した版は変えられません。",
            en: "It holds for orders and acts from now on. Orders that were placed before keep their version. What is published is never changed.",
          })}
        </p>
        <Differences differences={found.differences} />
        <LintList
          lints={found.lints.filter(({ level, law }) => level !== "note" || law !== null)}
          onOpen={(at) => {
            setAsking(null)
            show(at)
          }}
        />
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === "discard"}
        onClose={() => setAsking(null)}
        look="danger"
        title={{ ja: "下書きを捨てる", en: "Discard the draft" }}
        confirm={{ ja: "捨てる", en: "Discard" }}
        busy={discard.busy}
        onConfirm={() => discard.run({})}
      >
        <p>{t({ ja: "下書きは元に戻せません。", en: "A draft can't be brought back." })}</p>
      </ConfirmDialog>
    </Page>
  )
}
