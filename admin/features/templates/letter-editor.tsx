import { useState } from "react"
import { channels, type LetterChannel } from "../../../server/capabilities/templates/model.ts"
import { useText } from "../../../ui/language.tsx"
import { Columns, Section, Stack } from "../../../ui/layout.tsx"
import { Segments, Tabs } from "../../../ui/nav.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Language, languageNames, same } from "../../../ui/text.ts"
import { BlockList } from "../../app/blocks/block-list.tsx"
import { letterKinds } from "../../app/blocks/block-words.ts"
import type { PageProps } from "../../app/feature.ts"
import { Page } from "../../app/page.tsx"
import { useMay, useSession } from "../../app/session.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { Actions } from "./actions.tsx"
import { ChannelHead } from "./channel-head.tsx"
import { type EditedWords, freshWords, mistakesIn } from "./edited-letter.ts"
import { FactNames } from "./fact-names.tsx"
import { LetterPreview } from "./letter-preview.tsx"
import { Settings } from "./settings.tsx"
import { SharedForm, useSharedNames } from "./shared-form.tsx"
import { type LetterDraft, useLetterDraft } from "./use-letter-draft.ts"
import { TryOnSegment } from "./try-on-segment.tsx"
import { UsedIn } from "./used-in.tsx"
import { Versions } from "./versions.tsx"
import type { WholeTemplate } from "./whole-template.ts"
import { channelWords, standings } from "./words.ts"

type Props = { whole: WholeTemplate } & Pick<PageProps, "search" | "setSearch">

export function LetterEditor({ whole, search, setSearch }: Props) {
  const { template } = whole
  const draft = useLetterDraft(whole)
  const { brand } = useSession()
  const own = brand.language === "en" ? "en" : "ja"
  const language: Language =
    search.language === "ja" || search.language === "en" ? search.language : firstOf(draft, own)
  const channel = channels.find((name) => name === search.channel) ?? template.channels[0] ?? "mail"
  return (
    <Page
      title={template.name}
      above={[{ label: { ja: "テンプレート", en: "Templates" }, to: "/templates" }]}
      facts={[<Status key="state" {...standings[template.state]} />, <DraftState key="draft" draft={draft} />]}
      actions={
        <>
          <Segments
            label={{ ja: "言語", en: "Language" }}
            options={[
              { key: "ja", label: same(languageNames.ja) },
              { key: "en", label: same(languageNames.en) },
            ]}
            value={language}
            onChange={(language) => setSearch({ language })}
          />
          <Actions template={template} draft={draft} language={language} channel={channel} />
        </>
      }
    >
      <UnsavedGuard changed={draft.changed} />
      <Opened
        whole={whole}
        draft={draft}
        language={language}
        channel={channel}
        onChannel={(channel) => setSearch({ channel })}
      />
    </Page>
  )
}

const firstOf = ({ letter }: LetterDraft, own: Language): Language =>
  letter[own] ? own : letter.ja ? "ja" : letter.en ? "en" : own

function DraftState({ draft }: { draft: LetterDraft }) {
  if (draft.changed) return <Status is="waiting" label={{ ja: "保存していない変更", en: "Unsaved changes" }} />
  if (draft.hasDraft) return <Status is="draft" label={{ ja: "下書きあり", en: "There is a draft" }} />
  return <Status is="none" label={{ ja: "下書きなし", en: "No draft" }} />
}

type OpenedProps = {
  whole: WholeTemplate
  draft: LetterDraft
  language: Language
  channel: LetterChannel
  onChannel: (channel: LetterChannel) => void
}

function Opened({ whole, draft, language, channel, onChannel }: OpenedProps) {
  const t = useText()
  const may = useMay()
  const [openBlock, setOpenBlock] = useState<string>()
  const names = useSharedNames()
  const words = draft.letter[language]
  const other = draft.letter[language === "ja" ? "en" : "ja"]
  const change = (next: (words: EditedWords) => EditedWords) =>
    draft.change((now) => {
      const mine = now[language]
      return mine ? { ...now, [language]: next(mine) } : now
    })
  if (!words)
    return (
      <Section first title={{ ja: "この言語はまだありません", en: "Not written in this language yet" }}>
        <p className="templates-gap">
          {t({
            ja: "書かれていない言語のお客様には、もう一方の言語で届きます。",
            en: "People who read this language get the other one.",
          })}
        </p>
        {may("messages:write") && (
          <button
            type="button"
            className="link"
            onClick={() => draft.change((now) => ({ ...now, [language]: freshWords(other) }))}
          >
            {t(
              other
                ? { ja: "もう一方の言語を写して始める", en: "Begin with a copy of the other" }
                : { ja: "書きはじめる", en: "Begin" },
            )}
          </button>
        )}
      </Section>
    )
  const mistakes = mistakesIn(draft.letter, language)
  return (
    <Stack>
      <Columns split="6-6">
        <Stack near>
          <Tabs
            label={{ ja: "チャネル", en: "Channel" }}
            tabs={channels.map((key) => ({
              key,
              label: words[key]
                ? channelWords[key]
                : { ja: `${channelWords[key].ja}（なし）`, en: `${channelWords[key].en} (none)` },
            }))}
            open={channel}
            onOpen={onChannel}
          />
          <ChannelHead channel={channel} words={words} mistakes={mistakes} onChange={change} />
          {(channel === "mail" || channel === "line") && (
            <BlockList
              blocks={words.blocks}
              onChange={(next) => change((now) => ({ ...now, blocks: next(now.blocks) }))}
              mistakes={mistakes}
              kinds={letterKinds}
              forSegments
              open={openBlock}
              onOpen={setOpenBlock}
              form={(block, set) => (block.kind === "shared" ? <SharedForm block={block} onChange={set} /> : undefined)}
              summaryOf={(block) => (block.kind === "shared" ? names.get(String(block.parts.sharedId)) : undefined)}
            />
          )}
        </Stack>
        <LetterPreview
          templateId={whole.template.templateId}
          draft={draft}
          language={language}
          channel={channel}
          onBlock={(index) => setOpenBlock(words.blocks[index]?.id)}
        />
      </Columns>
      <Columns split="6-6">
        <Stack near>
          <FactNames variables={whole.variables} />
          <TryOnSegment templateId={whole.template.templateId} draft={draft} />
          <UsedIn template={whole.template} />
        </Stack>
        <Stack near>
          <Settings key={String(whole.template.changedAt)} template={whole.template} />
          <Versions whole={whole} />
        </Stack>
      </Columns>
    </Stack>
  )
}
