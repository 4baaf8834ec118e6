import { propertyDefinitions } from "#customers"
import { domainState } from "#deliverability"
import { seenEventNames } from "#events"
import { letterDocuments, messageChannels, templateKey } from "#messages"
import { countAudience, liveSegments } from "#segments"
import { lettersLacking } from "#templates"
import type { Context } from "#kernel/context"
import { flowSteps } from "./contributions.ts"
import { findingsOf, type LaunchFacts, type LaunchFinding } from "./launch-rules.ts"
import type { FlowDocument } from "./model.ts"
import { liveOffers } from "./offer-codes.ts"
import { selectFlows } from "./storage.ts"

/** What stands in the way of launching this document now, and what somebody should see before. */
export async function checkLaunch(ctx: Context, document: FlowDocument): Promise<LaunchFinding[]> {
  return findingsOf(document, await factsFor(ctx, document))
}

async function factsFor(ctx: Context, document: FlowDocument): Promise<LaunchFacts> {
  const wanted = document.steps.flatMap((step) => {
    if (step.kind !== "message") return []
    const { purpose, template } = step
    const fallbacks = [step.whenMissing, step.whenUnreachable, step.whenOutOfStock, step.whenFailed]
    const instead = fallbacks.flatMap((f) =>
      f?.do === "instead" ? [{ templateId: f.templateId, version: f.version, purpose }] : [],
    )
    return template?.version ? [{ ...template, version: template.version, purpose }, ...instead] : instead
  })
  const templates = new Set<string>()
  for (const read of ctx.product.contributed(letterDocuments))
    for (const key of (await read(ctx, wanted)).keys()) templates.add(key)
  return {
    templates: new Set(wanted.map(templateKey).filter((key) => templates.has(key))),
    lacking: await lettersLacking(ctx, wanted),
    segments: new Set((await liveSegments(ctx)).map(({ segmentId }) => segmentId)),
    properties: new Map((await propertyDefinitions(ctx)).filter((p) => !p.isArchived).map((p) => [p.key, p.type])),
    flows: new Set((await selectFlows(ctx)).filter(({ state }) => state === "live").map(({ flowId }) => flowId)),
    channels: new Set<string>(["email", ...ctx.product.contributed(messageChannels).map(({ name }) => name)]),
    contributed: new Set(ctx.product.contributed(flowSteps).map(({ step }) => step)),
    offers: await liveOffers(ctx),
    isDomainVerified: await isDomainGood(ctx),
    audience: await audienceOf(ctx, document),
    seenEvents: new Set(await seenNames(ctx, document)),
  }
}

/** Null where everybody may come in, or nobody can be counted now: a guess is never given. */
async function audienceOf(ctx: Context, { entry }: FlowDocument): Promise<number | null> {
  const { audience, exclusion } = entry
  if ((!audience && !exclusion) || !ctx.facts.available()) return null
  return (await countAudience(ctx, { format: 1, who: whoFits({ audience, exclusion }) })).count
}

/** The audience without those who may not come in, as one condition. */
export const whoFits = ({ audience, exclusion }: Pick<FlowDocument["entry"], "audience" | "exclusion">) => ({
  kind: "all" as const,
  of: [...(audience ? [audience.who] : []), ...(exclusion ? [{ kind: "not" as const, of: exclusion.who }] : [])],
})

const isDomainGood = async (ctx: Context): Promise<boolean> => {
  const { state } = await domainState(ctx)
  return state === "good" || state === "warning"
}

/** Every event that ever came. While nobody can be asked, what sets the flow off is taken as seen: no alarm without a reason. */
async function seenNames(ctx: Context, { trigger }: FlowDocument): Promise<readonly string[]> {
  if (!ctx.facts.available()) return trigger.kind === "event" ? trigger.event.names : []
  return (await seenEventNames(ctx)).map(({ name }) => name)
}
