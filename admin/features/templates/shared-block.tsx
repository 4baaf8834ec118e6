import { useState } from "react"
import { getShared, listShared, publishShared } from "../../../server/capabilities/templates/contract.ts"
import { sharedBlocks } from "../../../server/capabilities/templates/model.ts"
import { Button } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { Field } from "../../../ui/field.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Columns, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Segments } from "../../../ui/nav.tsx"
import { type Language, languageNames, same } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { BlockList } from "../../app/blocks/block-list.tsx"
import { letterKinds } from "../../app/blocks/block-words.ts"
import { type EditedBlock, editedBlocks, writtenBlocks } from "../../app/blocks/edited-blocks.ts"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay, useSession } from "../../app/session.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import "../../app/blocks/blocks.css"
import "./templates.css"

type Shared = Reply<typeof getShared>
type Edited = Readonly<Record<Language, readonly EditedBlock[]>>
const kinds = letterKinds.filter((kind) => kind !== "shared" && kind !== "footer")

/** One shared block: what it says in each language, and which templates hold it. */
export function SharedBlock({ params }: PageProps<"/templates/shared/$sharedId">) {
  const shared = useCall(getShared, { sharedId: params.sharedId })
  return (
    <Loaded of={shared} what={{ ja: "共有ブロックを読み込めませんでした", en: "The shared block could not be loaded" }}>
      {(found) => <Editor key={`${found.sharedId} ${found.version}`} shared={found} />}
    </Loaded>
  )
}

const writtenOf = ({ ja, en }: Edited) => ({ ja: writtenBlocks(ja), en: writtenBlocks(en) })

function Editor({ shared }: { shared: Shared }) {
  const t = useText()
  const may = useMay()
  const toast = useToast()
  const { brand } = useSession()
  const [language, setLanguage] = useState<Language>(brand.language === "en" ? "en" : "ja")
  const [name, setName] = useState(shared.name)
  const [blocks, setBlocks] = useState<Edited>({
    ja: editedBlocks(shared.blocks.ja),
    en: editedBlocks(shared.blocks.en),
  })
  const [open, setOpen] = useState<string>()
  const [asking, setAsking] = useState(false)
  const parsed = sharedBlocks.safeParse(writtenOf(blocks))
  const changed = name.trim() !== shared.name || JSON.stringify(parsed.data) !== JSON.stringify(shared.blocks)
  const publish = useAct(publishShared, {
    refresh: [getShared, listShared],
    done: ({ renewed }) =>
      toast({
        words: {
          ja: `変えました。テンプレート${renewed.length}通の次の版を出しました。`,
          en: `Changed. ${renewed.length} templates have a next version.`,
        },
      }),
  })
  const mistakes = new Map(
    (parsed.error?.issues ?? []).flatMap(({ path, code }) =>
      path[0] === language ? [[path.slice(1).join("."), code] as const] : [],
    ),
  )
  return (
    <Page
      title={same(shared.name)}
      above={[
        { label: { ja: "テンプレート", en: "Templates" }, to: "/templates" },
        { label: { ja: "共有ブロック", en: "Shared blocks" }, to: "/templates/shared" },
      ]}
      actions={
        <>
          <Segments
            label={{ ja: "言語", en: "Language" }}
            options={[
              { key: "ja", label: same(languageNames.ja) },
              { key: "en", label: same(languageNames.en) },
            ]}
            value={language}
            onChange={setLanguage}
          />
          {may("messages:write") && (
            <Button
              look="go"
              label={{ ja: "変える", en: "Change it" }}
              busy={publish.busy}
              dimmed={!parsed.success || !changed || name.trim() === ""}
              onClick={() => setAsking(true)}
            />
          )}
        </>
      }
    >
      <UnsavedGuard changed={changed && !publish.busy} />
      <Columns split="8-4">
        <Stack near>
          <Field label={{ ja: "名前", en: "Name" }}>
            <TextInput value={name} onChange={setName} maxLength={80} />
          </Field>
          <BlockList
            blocks={blocks[language]}
            onChange={(next) => setBlocks((now) => ({ ...now, [language]: next(now[language]) }))}
            mistakes={mistakes}
            kinds={kinds}
            forSegments
            open={open}
            onOpen={setOpen}
          />
        </Stack>
        <Section title={{ ja: "使っているところ", en: "Used in" }}>
          {shared.usedIn.length === 0 && (
            <p className="quiet small templates-gap">
              {t({ ja: "まだどこでも使われていません。", en: "No template holds it yet." })}
            </p>
          )}
          <ul className="rows">
            {shared.usedIn.map(({ templateId, name }) => (
              <li key={templateId}>
                <Link to={`/templates/${templateId}`}>{t(name)}</Link>
              </li>
            ))}
          </ul>
        </Section>
      </Columns>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={{ ja: "共有ブロックを変えますか", en: "Change this shared block?" }}
        confirm={{ ja: "変える", en: "Change it" }}
        onConfirm={() => {
          setAsking(false)
          if (parsed.success)
            publish.run({ sharedId: shared.sharedId, name: name.trim(), blocks: parsed.data, version: shared.version })
        }}
      >
        <p>
          {t({
            ja: `使っている${shared.usedIn.length}通のテンプレートのうち、公開ずみのものの次の版を出します。送ったもの、承認されたものは変わりません。`,
            en: `Of the ${shared.usedIn.length} templates that hold it, those published get a next version. What was sent or approved does not change.`,
          })}
        </p>
      </ConfirmDialog>
    </Page>
  )
}
