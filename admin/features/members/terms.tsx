import { useState } from "react"
import { getCircle, getTerms, postTerms, putTermsDraft } from "../../../server/capabilities/members/contract.ts"
import { Checkbox } from "../../../ui/choices.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { useForm } from "../../../ui/form.ts"
import { TextArea, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Columns, Section, Stack } from "../../../ui/layout.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Table } from "../../../ui/table.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Below } from "../../app/settings-page.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { DocumentPage } from "./document-page.tsx"

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
  const form = useForm(valuesOf(draft ?? live), wrongIn)
  const save = useAct(putTermsDraft, { refresh: [getTerms] })
  const publish = useAct(postTerms, { refresh: [getTerms, getCircle] })
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
    <DocumentPage
      title={{ ja: "会員規約", en: "Terms" }}
      draft={draft}
      live={live}
      changed={form.changed}
      maySave={form.changed}
      saving={save.busy}
      onSave={onSave}
      publishing={{
        title: { ja: "規約を公開する", en: "Publish the terms" },
        words: draft?.document.asksAgain
          ? {
              ja: "公開した版は変えられません。会員には、会員ページで同意をお願いします。",
              en: "A published version never changes. Members are asked to accept it on their page.",
            }
          : {
              ja: "公開した版は変えられません。前の版に同意した会員には、あらためてお願いしません。",
              en: "A published version never changes. Whoever accepted an earlier one is not asked again.",
            },
        busy: publish.busy,
        run: (basedOn, done) => publish.run({ basedOn }, { onSuccess: done }),
      }}
    >
      <Columns split="7-5">
        <Text form={form} hasBefore={live !== null} />
        <Versions found={found} />
      </Columns>
    </DocumentPage>
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
