import type { Template } from "liquidjs"
import type { Language } from "#kernel/text"
import { createEngine, type MailEngine, type Output } from "./liquid-engine.ts"
import type { CompiledMail, CompiledWords, FilledWords, MailFacts, RenderedMail } from "./model.ts"

type Engines = Readonly<Record<Output, MailEngine>>
type Parsed = {
  readonly subject: Template[]
  readonly preheader: Template[]
  readonly html: Template[]
  readonly text: Template[]
}

const engines = new Map<Language, Engines>()
const parsedByHash = new Map<string, Parsed>()
const parsedWords = new Map<string, Readonly<Record<string, Template[]>>>()
const keepParsed = 300

/**
 * Fills a compiled mail with one customer's facts. Values are data: they are escaped in HTML and never read as Liquid
 * (S42). Throws when a fact that the template names is missing or of the wrong kind, and when a limit is reached.
 * Runs in the caller's thread: for previews and checks; sends go through `renderPool`.
 */
export function renderMail(compiled: CompiledMail, facts: MailFacts): RenderedMail {
  const { html, plain } = enginesFor(compiled.language)
  const parsed = parsedOf(compiled)
  const known = withoutNothing(facts)
  const inPlain = (template: Template[]) => plain.render(template, known, compiled.zone)
  return {
    fromName: oneLine(compiled.fromName),
    subject: oneLine(inPlain(parsed.subject)),
    preheader: oneLine(inPlain(parsed.preheader)),
    html: html.render(parsed.html, known, compiled.zone),
    text: tidy(inPlain(parsed.text)),
  }
}

/** The same for the words of another channel: each part by its name. */
export function fillWords(compiled: CompiledWords, facts: MailFacts): FilledWords {
  const engines = enginesFor(compiled.language)
  const known = withoutNothing(facts)
  const parsed = kept(parsedWords, compiled.hash, () => parseWords(compiled))
  return Object.fromEntries(
    Object.entries(compiled.parts).map(([name, { as }]) => [
      name,
      engines[as].render(parsed[name] ?? [], known, compiled.zone),
    ]),
  )
}

const parseWords = ({ language, parts }: CompiledWords) =>
  Object.fromEntries(
    Object.entries(parts).map(([name, { as, source }]) => [name, enginesFor(language)[as].parse(source)]),
  )

/** Every fact that the mail reads, as dotted paths. */
export function variablesOf(compiled: CompiledMail): string[] {
  const { html, plain } = enginesFor(compiled.language)
  const inPlain = [compiled.subject, compiled.preheader, compiled.text].flatMap((source) => plain.variables(source))
  return [...new Set([...inPlain, ...html.variables(compiled.html)])].sort()
}

/** The facts that one piece of an author's text reads. Throws what liquidjs throws when it cannot be parsed. */
export const variablesIn = (source: string, language: Language): string[] =>
  enginesFor(language).plain.variables(source)

function enginesFor(language: Language): Engines {
  const known = engines.get(language)
  if (known) return known
  const made = {
    html: createEngine(language, "html"),
    plain: createEngine(language, "plain"),
    json: createEngine(language, "json"),
  }
  engines.set(language, made)
  return made
}

const parsedOf = (compiled: CompiledMail): Parsed =>
  kept(parsedByHash, compiled.hash, () => {
    const { html, plain } = enginesFor(compiled.language)
    return {
      subject: plain.parse(compiled.subject),
      preheader: plain.parse(compiled.preheader),
      html: html.parse(compiled.html),
      text: plain.parse(compiled.text),
    }
  })

function kept<T>(cache: Map<string, T>, hash: string, parse: () => T): T {
  const known = cache.get(hash)
  if (known) return known
  const parsed = parse()
  const oldest = cache.keys().next()
  if (cache.size >= keepParsed && !oldest.done) cache.delete(oldest.value)
  cache.set(hash, parsed)
  return parsed
}

/** null counts as absent, so that it fails where a template needs it instead of printing nothing. */
function withoutNothing(facts: MailFacts): MailFacts {
  const clean = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter((item) => item !== null && item !== undefined).map(clean)
    if (typeof value !== "object" || value === null) return value
    const kept = Object.entries(value).filter(([, item]) => item !== null && item !== undefined)
    return Object.fromEntries(kept.map(([key, item]) => [key, clean(item)]))
  }
  return Object.fromEntries(
    Object.entries(facts).flatMap(([key, value]) =>
      value === null || value === undefined ? [] : [[key, clean(value)]],
    ),
  )
}

/** A header field is one line: whatever breaks or controls a line in a value becomes a space (S43). */
const oneLine = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim()

const tidy = (text: string) =>
  `${text
    .replace(/\r\n?/g, "\n")
    .replace(/[ \t]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()}\n`
