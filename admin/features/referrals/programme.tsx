import { getProgramme, postCheck, postPublish, putProgramme } from "../../../server/capabilities/referrals/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { CopyBlock } from "../../../ui/copy.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useForm } from "../../../ui/form.ts"
import { useText } from "../../../ui/language.tsx"
import { Columns, Note, Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Status } from "../../../ui/status.tsx"
import { same } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { Below } from "../../app/settings-page.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { useSettled } from "../../app/use-settled.ts"
import { Views } from "./parts.tsx"
import { programmeOf, valuesOf, wrongIn } from "./programme-form.ts"
import { ProgrammeFields } from "./programme-fields.tsx"
import { Pause } from "./results.tsx"

type Found = Reply<typeof getProgramme>

/** What both sides get and when; with what the friend will see, and what the law says of it. */
export function ProgrammePage() {
  const programme = useCall(getProgramme, {})
  return (
    <Loaded of={programme} what={{ ja: "制度を読み込めませんでした", en: "The programme could not be loaded" }}>
      {(found) => <Editor key={found.revision} found={found} />}
    </Loaded>
  )
}

function Editor({ found }: { found: Found }) {
  const t = useText()
  const may = useMay()
  const form = useForm(valuesOf(found.draft), wrongIn)
  const save = useAct(putProgramme, { refresh: [getProgramme] })
  const publish = useAct(postPublish, { refresh: [getProgramme] })
  const { live, pausedAt, revision, findings } = found
  const stops = findings.some(({ level }) => level === "stop")
  const isSame = live !== null && JSON.stringify(live.document) === JSON.stringify(found.draft)
  return (
    <Page
      title={{ ja: "紹介の制度", en: "The referral programme" }}
      above={[{ label: { ja: "紹介", en: "Referrals" }, to: "/referrals" }]}
      facts={[
        pausedAt ? (
          <Status key="state" is="paused" label={{ ja: "止めています", en: "Paused" }} />
        ) : live ? (
          <Status
            key="state"
            is="live"
            label={{ ja: `第${live.version}版を公開中`, en: `Version ${live.version} is live` }}
          />
        ) : (
          <Status key="state" is="draft" label={{ ja: "未公開", en: "Not published" }} />
        ),
        ...(live ? [<DateText key="at" at={live.publishedAt} />] : []),
        ...(live && !isSame
          ? [t({ ja: "公開していない変更があります", en: "There are changes that are not published" })]
          : []),
      ]}
      actions={
        <>
          <Pause />
          {may("loyalty:write") && (
            <>
              <Button
                label={{ ja: "下書きを保存する", en: "Save the draft" }}
                busy={save.busy}
                dimmed={!form.changed}
                onClick={() => form.submit((values) => save.run({ document: programmeOf(values), basedOn: revision }))}
              />
              <Button
                look="go"
                label={{ ja: "公開する", en: "Publish" }}
                busy={publish.busy}
                dimmed={form.changed || revision === 0 || isSame || stops}
                onClick={
                  form.changed || revision === 0 || isSame || stops
                    ? undefined
                    : () => publish.run({ basedOn: revision })
                }
              />
            </>
          )}
        </>
      }
    >
      <Views open="/referrals/programme" />
      <UnsavedGuard changed={form.changed} />
      <Below>
        <Columns split="7-5">
          <ProgrammeFields form={form} />
          <Preview values={form.values} />
        </Columns>
      </Below>
    </Page>
  )
}

/** What the check says of what is typed now, and what a friend and a reader of a post will see. */
function Preview({ values }: { values: ReturnType<typeof valuesOf> }) {
  const t = useText()
  const settled = useSettled(values, 600)
  const isWhole = Object.values(wrongIn(settled)).every((wrong) => wrong === undefined)
  const checked = useCall(postCheck, { document: programmeOf(settled) }, { when: isWhole, keep: true })
  if (!checked.data) return <Stack>{null}</Stack>
  const { findings, gifts, post } = checked.data
  return (
    <Stack>
      <Section title={{ ja: "公開前の確認", en: "Before it is published" }} first>
        {findings.length === 0 ? (
          <Status is="done" label={{ ja: "問題は見つかりません", en: "Nothing stands in the way" }} />
        ) : (
          <Rows
            rows={findings.map((finding) => ({
              label: finding.says,
              under: finding.law && t(finding.law),
              value:
                finding.level === "stop" ? (
                  <Status is="failed" label={{ ja: "直す", en: "Mend" }} />
                ) : (
                  <Status is="needed" label={{ ja: "確かめる", en: "Check" }} />
                ),
            }))}
          />
        )}
      </Section>
      <Section title={{ ja: "友だちに見えるもの", en: "What a friend sees" }}>
        <Rows
          rows={[
            { label: same(values.headlineJa), under: values.landingJa, value: gifts.friend ? t(gifts.friend) : "—" },
            ...gifts.terms.map((term) => ({ label: term, value: "" })),
          ]}
        />
        <Note>{t({ ja: values.disclosureJa, en: values.disclosureEn })}</Note>
      </Section>
      <Section title={{ ja: "投稿の文", en: "What a post says" }}>
        <CopyBlock prose text={t(post)} label={{ ja: "投稿の文", en: "the post" }} />
      </Section>
    </Stack>
  )
}
