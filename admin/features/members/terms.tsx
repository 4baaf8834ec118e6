import { useState } from "react"
import { getCircle, getTerms, postTerms, putTermsDraft } from "../../../server/capabilities/members/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Checkbox } from "../../../ui/choices.tsx"
import { ConfirmDialog, Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { useForm } from "../../../ui/form.ts"
import { TextArea, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Columns, Section, Stack } from "../../../ui/layout.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { Table } from "../../../ui/table.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { Below } from "../../app/settings-page.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"

type Found = Reply<typeof getTerms>
type Version = Found["versions"][number]

/** The terms that members accept, with every version that ever held. */
export function TermsPage() {
  const terms = useCall(getTerms, {})
  return (
    <Loaded of={terms} what={{ ja: "規約を読み込めませんでした", en: "The terms could not be loaded" }}>
      {(found) => <Editor key={`${found.draft?.revision ?? 0}:${found.live?.version ?? 0}`} found={found} />}
    </Loaded>
  )
}

const valuesOf = (from: Version | null) => ({
  titleJa: from?.document.title.ja ?? "会員規約",
  titleEn: from?.document.title.en ?? "Terms of membership",
  bodyJa: from?.document.body.ja ?? "",
  bodyEn: from?.document.body.en ?? "",
  changesJa: from?.document.changes.ja ?? "",
  changesEn: from?.document.changes.en ?? "",
  asksAgain: from?.document.asksAgain ?? true,
})
type Values = ReturnType<typeof valuesOf>

const wrongIn = (values: Values) => ({
  titleJa: values.titleJa.trim() === "" ? { ja: "題を書いてください", en: "Give it a title" } : undefined,
  bodyJa: values.bodyJa.trim() === "" ? { ja: "本文を書いてください", en: "Write the terms" } : undefined,
  bodyEn:
    values.bodyEn.trim() === "" ? { ja: "英語の本文も書いてください", en: "Write them in English, too" } : undefined,
})

function Editor({ found }: { found: Found }) {
  const { draft, live } = found
  const t = useText()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const form = useForm(valuesOf(draft ?? live), wrongIn)
  const save = useAct(putTermsDraft, { refresh: [getTerms] })
  const publish = useAct(postTerms, { refresh: [getTerms, getCircle], done: () => setAsking(false) })
  const onSave = () =>
    form.submit((v) => {
      const document = {
        title: { ja: v.titleJa, en: v.titleEn || v.titleJa },
        body: { ja: v.bodyJa, en: v.bodyEn },
        changes: { ja: v.changesJa, en: v.changesEn },
        asksAgain: v.asksAgain,
      }
      save.run({ document, note: "", basedOn: draft?.revision ?? 0 }, { onSuccess: () => form.restart(form.values) })
    })
  return (
    <Page
      title={{ ja: "会員規約", en: "Terms" }}
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
              dimmed={!form.changed}
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
      <Columns split="7-5">
        <Text form={form} hasBefore={live !== null} />
        <Versions found={found} />
      </Columns>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={{ ja: "規約を公開する", en: "Publish the terms" }}
        confirm={{ ja: "公開する", en: "Publish" }}
        busy={publish.busy}
        onConfirm={() => draft && publish.run({ basedOn: draft.revision })}
      >
        <p>
          {t(
            draft?.document.asksAgain
              ? {
                  ja: "公開した版は変えられません。会員には、会員ページで同意をお願いします。",
                  en: "A published version never changes. Members are asked to accept it on their page.",
                }
              : {
                  ja: "公開した版は変えられません。前の版に同意した会員には、あらためてお願いしません。",
                  en: "A published version never changes. Whoever accepted an earlier one is not asked again.",
                },
          )}
        </p>
      </ConfirmDialog>
    </Page>
  )
}

function Text({ form, hasBefore }: { form: ReturnType<typeof useForm<Values>>; hasBefore: boolean }) {
  return (
    <Section title={{ ja: "本文", en: "Text" }} first>
      <Below>
        <Fields>
          <Field label={{ ja: "題", en: "Title in Japanese" }} error={form.errors.titleJa}>
            <TextInput {...form.input("titleJa")} maxLength={200} />
          </Field>
          <Field label={{ ja: "英語の題", en: "Title in English" }}>
            <TextInput {...form.input("titleEn")} maxLength={200} />
          </Field>
          <Field
            label={{ ja: "本文", en: "Terms in Japanese" }}
            hint={{ ja: "空行で段落が分かれます", en: "An empty line begins a paragraph" }}
            error={form.errors.bodyJa}
          >
            <TextArea {...form.input("bodyJa")} rows={12} />
          </Field>
          <Field label={{ ja: "英語の本文", en: "Terms in English" }} error={form.errors.bodyEn}>
            <TextArea {...form.input("bodyEn")} rows={12} />
          </Field>
          {hasBefore && (
            <>
              <Field
                label={{ ja: "変わったところ", en: "What is new, in Japanese" }}
                hint={{ ja: "同意をお願いするときに見せます", en: "Shown where members are asked to accept it" }}
                optional
              >
                <TextArea {...form.input("changesJa")} rows={3} />
              </Field>
              <Field label={{ ja: "その英語", en: "What is new, in English" }} optional>
                <TextArea {...form.input("changesEn")} rows={3} />
              </Field>
            </>
          )}
        </Fields>
        <Checkbox
          checked={form.values.asksAgain}
          onChange={(on) => form.set("asksAgain", on)}
          label={{ ja: "会員にあらためて同意をお願いする", en: "Ask members to accept it anew" }}
          hint={{
            ja: "会員に不利な変更のときは、必ずお願いしてください。",
            en: "Always do so when a change is to members' disadvantage.",
          }}
        />
      </Below>
    </Section>
  )
}

function Versions({ found }: { found: Found }) {
  const t = useText()
  const [open, setOpen] = useState<Version>()
  const circle = useCall(getCircle, {}).data
  return (
    <Stack near>
      <Section title={{ ja: "これまでの版", en: "Versions" }}>
        {found.versions.length === 0 ? (
          <Empty
            title={{ ja: "まだ公開していません", en: "None published yet" }}
            why={{
              ja: "公開すると、入会のときに同意を受け取り、証跡を残します。",
              en: "Once published, joining asks for it and keeps the evidence.",
            }}
          />
        ) : (
          <Table
            label={{ ja: "版", en: "Versions" }}
            rows={found.versions}
            rowKey={({ version }) => String(version)}
            onOpen={setOpen}
            columns={[
              { key: "version", head: { ja: "版", en: "Version" }, cell: ({ version }) => version },
              {
                key: "at",
                head: { ja: "公開", en: "Published" },
                cell: ({ publishedAt }) => (publishedAt ? <DateText at={publishedAt} /> : "—"),
              },
            ]}
          />
        )}
        {circle && found.asked !== null && (
          <p className="small quiet">
            {t({ ja: `第${found.asked}版の同意がまだの会員：`, en: `Members yet to accept version ${found.asked}: ` })}
            <NumberText value={circle.asked} />
          </p>
        )}
      </Section>
      {open && (
        <Dialog open wide onClose={() => setOpen(undefined)} title={open.document.title}>
          {t(open.document.body)
            .split(/\n{2,}/)
            .map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
        </Dialog>
      )}
    </Stack>
  )
}
