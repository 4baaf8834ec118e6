import type { Channel } from "#customers"
import { authorAddress, authorPlain } from "./author-text.ts"
import type { Check, LetterDecision, LetterFacts } from "./eligibility-rules.ts"
import type { Block } from "./model-blocks.ts"

/**
 * A letter that is small enough to ride along in another as a section (X10): a few words and a button. `blocks` are the same
 * for all its readers and name their texts; `texts` are what its author wrote, to be filled in for one reader.
 */
export type Section = { readonly blocks: readonly Block[]; readonly texts: Readonly<Record<string, string>> }

/** Ways by which a letter may carry others: what SMS and push say is too short for that. */
const carriers: readonly Channel[] = ["email", "line"]
export const mayCarry = (channel: Channel): boolean => carriers.includes(channel)

const mostParts = 4
const mostLetters = 500
/** What every letter ends with; the letter that carries a section has its own. */
const endings: readonly Block["kind"][] = ["footer", "support", "divider"]

/** The section number `place` of a letter, made of these blocks; undefined when they are more than a section may be. */
export function sectionOf(blocks: readonly Block[], place: number): Section | undefined {
  const parts = blocks.filter(({ kind }) => !endings.includes(kind))
  if (parts.length === 0 || parts.length > mostParts) return undefined
  const texts: Record<string, string> = {}
  const named = (source: string): string => {
    const name = `t${Object.keys(texts).length}`
    texts[name] = source
    return `{{ sections.s${place}.${name} }}`
  }
  const made: Block[] = [{ kind: "divider" }]
  for (const part of parts) {
    if (part.when !== undefined || part.consent !== undefined) return undefined
    if (part.kind === "heading")
      made.push({ kind: "heading", text: named(authorPlain(part.text)), level: 2, greeting: false })
    else if (part.kind === "text") made.push({ kind: "text", text: named(authorPlain(part.text)), tone: part.tone })
    else if (part.kind === "button")
      made.push({ kind: "button", label: named(authorPlain(part.label)), to: named(authorAddress(part.to)) })
    else return undefined
  }
  const letters = Object.values(texts).reduce((sum, { length }) => sum + length, 0)
  return letters > mostLetters ? undefined : { blocks: made, texts }
}

/** The blocks of a letter with sections of others, above what every letter ends with. */
export function withSections(blocks: readonly Block[], sections: readonly Section[]): readonly Block[] {
  if (sections.length === 0) return blocks
  const end = blocks.findLastIndex(({ kind }) => !endings.includes(kind)) + 1
  return [...blocks.slice(0, end), ...sections.flatMap((section) => section.blocks), ...blocks.slice(end)]
}

/** A letter that leaves now, and one that a cap holds back for the same reader, as the very same facts decide about it. */
export type Riding = {
  readonly leaving: Pick<LetterFacts["letter"], "messageId" | "purpose" | "intent" | "template"> & {
    readonly channel: Channel
  }
  readonly held: Pick<LetterFacts["letter"], "messageId" | "purpose" | "intent" | "channels" | "template">
  readonly decision: LetterDecision
  readonly isSmall: boolean
  /** How many ride along already, and may. */
  readonly carried: number
  readonly atMost: number
}

const weight = { value: 0, ask: 1, discount: 2 } as const

/**
 * Whether the held letter becomes a section of the one that leaves: nothing but a cap stands in its way, it is small, it may
 * go by the same channel, and it asks for no more than the letter that carries it. What cuts the price keeps its own letter, with its own
 * rules. Undefined when it stays as it is.
 */
export function rideAlong(riding: Riding): Extract<LetterDecision, { kind: "merge" }> | undefined {
  const { leaving, held, decision, isSmall, carried, atMost } = riding
  if (decision.kind !== "defer" && decision.kind !== "expire") return undefined
  if (!decision.reason.startsWith("cap") || !isSmall || carried >= atMost) return undefined
  if (!mayCarry(leaving.channel) || leaving.purpose !== "marketing" || held.purpose !== "marketing") return undefined
  if (held.messageId === leaving.messageId || held.template.templateId === leaving.template.templateId) return undefined
  if (held.channels !== null && !held.channels.includes(leaving.channel)) return undefined
  const [asks, may] = [held.intent, leaving.intent]
  if (asks === null || may === null || asks === "discount" || weight[asks] > weight[may]) return undefined
  const rides: Check = { check: "ride-along", says: "no", reason: "as-section" }
  return {
    kind: "merge",
    reason: decision.reason,
    into: leaving.messageId,
    as: "section",
    checks: [...decision.checks, rides],
  }
}
