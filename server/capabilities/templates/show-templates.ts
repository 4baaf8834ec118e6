import type { Context } from "#kernel/context"
import { languages } from "#kernel/text"
import { type MailFacts, pathsOf } from "#messages"
import { TemplateError } from "./errors.ts"
import {
  channels,
  type Template,
  type TemplateState,
  type TemplateUse,
  writtenLetter,
  type WrittenWords,
} from "./model.ts"
import { letterSamples } from "./samples.ts"
import {
  type ListedRow,
  selectDraft,
  selectTemplates,
  selectVersion,
  selectVersions,
  type TemplateRow,
} from "./storage.ts"
import { usesOf } from "./uses.ts"

/** How long what is in the bin can be taken out again. */
export const binDays = 30
const dayMs = 86_400_000

export type Wanted = {
  readonly state: TemplateState | "open" | "all"
  readonly query?: string | undefined
}

/** Templates by state: "open" are those that can be worked with. Those changed last first. */
export async function listTemplates(ctx: Context, { state, query = "" }: Wanted): Promise<{ items: Template[] }> {
  const rows = await selectTemplates(ctx)
  const uses = await usesOf(
    ctx,
    rows.map(({ templateId }) => templateId),
  )
  const sought = query.trim().toLowerCase()
  const items = rows
    .map((row) => templateOf(row, uses))
    .filter((one) => state === "all" || one.state === state || (state === "open" && isOpen(one)))
    .filter((one) => sought === "" || seen(one).includes(sought))
  return { items }
}

const isOpen = ({ state }: Template) => state === "live" || state === "draft"
const seen = ({ name, firstWords, key }: Template) =>
  [name.ja, name.en, firstWords.ja, firstWords.en, key].join("\n").toLowerCase()

/** Throws `templates.Unknown`. */
export async function showTemplate(ctx: Context, templateId: string): Promise<Template> {
  const row = (await selectTemplates(ctx)).find((one) => one.templateId === templateId)
  if (!row) throw TemplateError.Unknown({ field: "templateId" })
  return templateOf(row, await usesOf(ctx, [templateId]))
}

const stateOf = ({ binnedAt, archivedAt, liveVersion }: TemplateRow): TemplateState =>
  binnedAt ? "bin" : archivedAt ? "archived" : liveVersion > 0 ? "live" : "draft"

function templateOf(row: ListedRow, uses: readonly TemplateUse[]): Template {
  const written = writtenLetter.safeParse(row.document)
  const words = written.success ? written.data.words : {}
  const both = [words.ja, words.en]
  const { templateId, key, purpose, intent, topic, liveVersion, hasDraft, createdAt, changedAt, binnedAt } = row
  return {
    templateId,
    key,
    name: { ja: row.nameJa, en: row.nameEn },
    purpose,
    intent,
    topic,
    state: stateOf(row),
    liveVersion,
    hasDraft,
    channels: channels.filter((channel) => both.some((one) => one?.[channel])),
    languages: languages.filter((language) => words[language]),
    firstWords: { ja: firstWords(words.ja), en: firstWords(words.en) },
    uses: uses.filter((use) => use.templateId === templateId),
    createdAt,
    changedAt,
    goneFromBinAt: binnedAt && new Date(binnedAt.getTime() + binDays * dayMs),
  }
}

const firstWords = (words: WrittenWords | undefined): string | null =>
  words?.mail?.subject ?? words?.line?.altText ?? words?.push?.title ?? words?.sms?.text ?? words?.dm?.text ?? null

/** One template with its draft, its versions, and what its texts may name. */
export async function wholeTemplate(ctx: Context, templateId: string) {
  const template = await showTemplate(ctx, templateId)
  const draft = await selectDraft(ctx, templateId)
  const versions = await selectVersions(ctx, templateId)
  const live = versions.find(({ version }) => version === template.liveVersion)
  return {
    template,
    live: live ? { version: live.version, document: writtenLetter.parse(live.written) } : null,
    draft: draft ? { ...draft, document: writtenLetter.parse(draft.document) } : null,
    versions: versions.map(({ version, note, publishedAt, publishedBy }) => ({
      version,
      note,
      publishedAt,
      publishedBy,
    })),
    variables: variables(ctx),
  }
}

const variables = (ctx: Context): string[] => pathsOf([namesOnly(letterSamples("ja", ctx.now()).sample)])
const namesOnly = ({ consents: _consents, ...facts }: MailFacts) => facts

/** A version as it was written. Throws `templates.UnknownVersion`. */
export async function templateVersion(ctx: Context, templateId: string, version: number) {
  const found = await selectVersion(ctx, templateId, version)
  if (!found) throw TemplateError.UnknownVersion({ field: "version" })
  const { written, note, publishedAt, publishedBy } = found
  return { version, document: writtenLetter.parse(written), note, publishedAt, publishedBy }
}
