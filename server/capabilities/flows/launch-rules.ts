import type { Text } from "#kernel/text"
import type { FlowDocument } from "./model.ts"
import type { Step } from "./model-steps.ts"
import { conditionsOf, waysOf } from "./plan-rules.ts"

/** Something that stands in the way of a launch, or that somebody should have seen before it. */
export type LaunchFinding = {
  readonly severity: "stop" | "warn"
  readonly code: string
  readonly step: string | null
  readonly sentence: Text
}

/** What is known outside the document when it is checked. */
export type LaunchFacts = {
  /** Templates that have this version, `templateId:version`. */
  readonly templates: ReadonlySet<string>
  /** What the brand's settings lack for a template to leave, by the same keys. */
  readonly lacking: ReadonlyMap<string, readonly { readonly code: string; readonly say: Text }[]>
  readonly segments: ReadonlySet<string>
  readonly properties: ReadonlyMap<string, string>
  readonly flows: ReadonlySet<string>
  /** Channels that can be sent by at all. */
  readonly channels: ReadonlySet<string>
  readonly contributed: ReadonlySet<string>
  readonly offers: ReadonlySet<string>
  /** The brand's mails leave under a domain of its own that was checked; null where it isn't asked. */
  readonly isDomainVerified: boolean | null
  /** How many fit now; null where nobody could be counted, or nobody is asked for. */
  readonly audience: number | null
  /** Whether the event that sets it off was ever seen here. */
  readonly seenEvents: ReadonlySet<string>
}

const stop = (code: string, step: string | null, ja: string, en: string): LaunchFinding => ({
  severity: "stop",
  code,
  step,
  sentence: { ja, en },
})
const warn = (code: string, step: string | null, ja: string, en: string): LaunchFinding => ({
  ...stop(code, step, ja, en),
  severity: "warn",
})

/** Everything that is wrong with a document, or might be, before it is launched. What stops comes first. */
export function findingsOf(document: FlowDocument, facts: LaunchFacts): LaunchFinding[] {
  const all = [
    ...shape(document),
    ...trigger(document, facts),
    ...document.steps.flatMap((step) => stepFindings(step, facts)),
    ...sense(document, facts),
  ]
  return [...all.filter(({ severity }) => severity === "stop"), ...all.filter(({ severity }) => severity === "warn")]
}

/** Ways: every step named exists, none leads back, none is left out, none enters a repeat from the side. */
export function shape({ first, steps }: FlowDocument): LaunchFinding[] {
  const found: LaunchFinding[] = []
  const byId = new Map(steps.map((step) => [step.id, step]))
  if (byId.size < steps.length)
    found.push(stop("double-id", null, "同じ名前のステップが二つあります。", "Two steps have the same id."))
  if (first === null || steps.length === 0)
    return [...found, stop("empty", null, "ステップがまだありません。", "There are no steps yet.")]
  for (const step of steps)
    for (const { to } of waysOf(step))
      if (to !== null && !byId.has(to))
        found.push(
          stop("dangling", step.id, `次のステップ「${to}」がありません。`, `There is no step ${to} to go on to.`),
        )
  if (!byId.has(first)) found.push(stop("dangling", null, "最初のステップがありません。", "The first step is missing."))
  const seen = reachable(first, byId)
  const circle = circleFrom(first, byId)
  if (circle)
    found.push(
      stop(
        "circle",
        circle,
        "前のステップに戻っています。繰り返しには「繰り返す」を使ってください。",
        "It leads back to an earlier step. Use a repeat for what is to be done again.",
      ),
    )
  for (const step of steps)
    if (!seen.has(step.id))
      found.push(warn("unreachable", step.id, "どこからも来られないステップです。", "No way leads to this step."))
  return circle ? found : [...found, ...repeats(first, byId)]
}

type ById = ReadonlyMap<string, Step>

function reachable(from: string, byId: ById, isInside: (step: Step, way: string) => boolean = () => true): Set<string> {
  const seen = new Set<string>()
  const open = [from]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const step = byId.get(id)
    if (!step || seen.has(id)) continue
    seen.add(id)
    for (const { way, to } of waysOf(step)) if (to !== null && isInside(step, way)) open.push(to)
  }
  return seen
}

/** A step on a way that leads back to itself. */
function circleFrom(first: string, byId: ById): string | null {
  const done = new Set<string>()
  const open = new Set<string>()
  const visit = (id: string): string | null => {
    if (open.has(id)) return id
    const step = byId.get(id)
    if (!step || done.has(id)) return null
    open.add(id)
    for (const { to } of waysOf(step)) {
      const circle = to === null ? null : visit(to)
      if (circle) return circle
    }
    open.delete(id)
    done.add(id)
    return null
  }
  return visit(first)
}

/** What is repeated must be reached by its repeat alone; else the end of a round would be somebody's end of the flow. */
function repeats(first: string, byId: ById): LaunchFinding[] {
  const found: LaunchFinding[] = []
  for (const step of byId.values()) {
    if (step.kind !== "repeat") continue
    const body = reachable(step.first, byId)
    const around = reachable(first, byId, (from, way) => !(from.id === step.id && way === "round"))
    if ([...body].some((id) => around.has(id)))
      found.push(
        stop(
          "into-repeat",
          step.id,
          "繰り返しの中のステップに、外からつながっています。",
          "A step outside leads into what is repeated, or what is repeated leads out of it.",
        ),
      )
  }
  return found
}

function trigger({ trigger, entry, first }: FlowDocument, facts: LaunchFacts): LaunchFinding[] {
  const found: LaunchFinding[] = []
  if ("segmentId" in trigger && !facts.segments.has(trigger.segmentId))
    found.push(
      stop(
        "no-segment",
        null,
        "きっかけのセグメントがないか、公開されていません。",
        "The segment that sets it off does not exist or is not published.",
      ),
    )
  if (trigger.kind === "date" && trigger.of.kind === "fact")
    found.push(
      stop(
        "date-of-fact",
        null,
        "できごとの日付では、全員に聞いて始めることができません。",
        "A date of an event can't be asked of everybody. Choose a property or a birthday.",
      ),
    )
  if (trigger.kind === "event" && !trigger.event.names.some((name) => facts.seenEvents.has(name)))
    found.push(
      warn(
        "never-seen",
        null,
        "きっかけのできごとは、まだ一度も届いていません。",
        "What sets it off has never been seen here yet.",
      ),
    )
  if (entry.reentry.kind === "each" && trigger.kind !== "event" && trigger.kind !== "call")
    found.push(
      stop(
        "each-without-event",
        null,
        "「できごとごと」は、できごとか呼び出しで始まるフローだけで選べます。",
        "Only a flow that an event or a call sets off can have a run for each.",
      ),
    )
  if (first !== null && facts.audience === 0)
    found.push(warn("empty-audience", null, "いま入れる方がひとりもいません。", "Nobody fits at this moment."))
  return found
}

function stepFindings(step: Step, facts: LaunchFacts): LaunchFinding[] {
  switch (step.kind) {
    case "message":
      return messageFindings(step, facts)
    case "property":
    case "tag": {
      const type = facts.properties.get(step.key)
      if (type === undefined)
        return [stop("no-property", step.id, `項目「${step.key}」がありません。`, `There is no property ${step.key}.`)]
      return step.kind === "tag" && type !== "list"
        ? [
            stop(
              "not-a-list",
              step.id,
              `項目「${step.key}」は一覧ではないので、タグをつけられません。`,
              `${step.key} is not a list, so it takes no tags.`,
            ),
          ]
        : []
    }
    case "offer":
      return step.offerId === null || !facts.offers.has(step.offerId)
        ? [
            stop(
              "no-offer",
              step.id,
              "特典が選ばれていないか、使えません。",
              "No offer is chosen, or it can't be given.",
            ),
          ]
        : []
    case "start-flow":
      return step.flowId === null || !facts.flows.has(step.flowId)
        ? [stop("no-flow", step.id, "始めるフローが選ばれていません。", "No flow to start is chosen.")]
        : []
    case "contributed":
      return facts.contributed.has(step.step)
        ? []
        : [stop("no-such-step", step.id, "このステップは使えません。", "This step is not available.")]
    case "task":
      return step.title.ja === "" && step.title.en === ""
        ? [stop("no-title", step.id, "頼みごとの題がありません。", "The task has no title.")]
        : []
    default:
      return []
  }
}

function messageFindings(step: Extract<Step, { kind: "message" }>, facts: LaunchFacts): LaunchFinding[] {
  const found: LaunchFinding[] = []
  if (step.status === "draft")
    return [
      warn(
        "draft",
        step.id,
        "このメッセージは下書きです。通る方には何も送られません。",
        "This message is a draft: people pass by it and get nothing.",
      ),
    ]
  const key = step.template?.version ? `${step.template.templateId}:${step.template.version}` : null
  if (key === null || !facts.templates.has(key))
    found.push(
      stop("no-template", step.id, "公開されたテンプレートが選ばれていません。", "No published template is chosen."),
    )
  const fallbacks = [step.whenMissing, step.whenUnreachable, step.whenOutOfStock, step.whenFailed]
  const instead = fallbacks.flatMap((f) => (f?.do === "instead" ? [`${f.templateId}:${f.version}`] : []))
  for (const one of new Set([...(key === null ? [] : [key]), ...instead]))
    for (const { code, say } of facts.lacking.get(one) ?? []) found.push(stop(code, step.id, say.ja, say.en))
  for (const fallback of fallbacks)
    if (fallback?.do === "instead" && !facts.templates.has(`${fallback.templateId}:${fallback.version}`))
      found.push(
        stop(
          "no-template",
          step.id,
          "代わりのテンプレートがありません。",
          "A template to be sent instead does not exist.",
        ),
      )
  if (step.channels !== "best")
    for (const channel of step.channels)
      if (!facts.channels.has(channel))
        found.push(stop("no-channel", step.id, `「${channel}」では送れません。`, `Nothing can be sent by ${channel}.`))
  if (step.segmentId && !facts.segments.has(step.segmentId))
    found.push(
      stop(
        "no-segment",
        step.id,
        "配信頻度を守るセグメントがありません。",
        "The segment whose frequency is to be kept does not exist.",
      ),
    )
  return found
}

/** Not wrong, and yet: no goal, nobody kept apart, an ask before anything of value (G27). */
function sense(document: FlowDocument, facts: LaunchFacts): LaunchFinding[] {
  const { goal, exits, holdoutBp, steps } = document
  const found: LaunchFinding[] = []
  const messages = steps.filter((step) => step.kind === "message" && step.status !== "draft")
  if (!goal)
    found.push(
      warn(
        "no-goal",
        null,
        "目標がありません。何のためのフローかを決めると、効果を測れます。",
        "It has no goal. Say what it is for, and its worth can be measured.",
      ),
    )
  else if (!goal.ends && exits.length === 0 && messages.length > 1)
    found.push(
      warn(
        "no-exit",
        null,
        "目標に届いた方も、最後まで受け取り続けます。",
        "Those who have reached the goal still get everything to the end.",
      ),
    )
  if (!goal && exits.length === 0 && messages.length > 1)
    found.push(warn("no-exit", null, "途中で抜ける条件がありません。", "There is no way to leave before the end."))
  if (holdoutBp === 0 && messages.length > 0)
    found.push(
      warn(
        "no-holdout",
        null,
        "送らずにおく方がいないので、効果を比べられません。",
        "Nobody is kept apart, so nothing can be compared.",
      ),
    )
  if (messages.length > 0 && facts.isDomainVerified === false)
    found.push(
      warn(
        "domain",
        null,
        "送信元のドメインがまだ確認されていません。",
        "The sending domain has not been verified yet.",
      ),
    )
  found.push(...askBeforeValue(document))
  if (conditionsOf(document).length > 60)
    found.push(
      warn(
        "many-conditions",
        null,
        "条件が多すぎます。セグメントにまとめてください。",
        "There are too many conditions. Put some into segments.",
      ),
    )
  return found
}

/** The first message on a way that is an ask or a discount, with nothing of value before it (G27). */
function askBeforeValue({ first, steps }: FlowDocument): LaunchFinding[] {
  const byId = new Map(steps.map((step) => [step.id, step]))
  const found = new Map<string, LaunchFinding>()
  const seen = new Set<string>()
  const visit = (id: string | null): void => {
    if (id === null || seen.has(id)) return
    seen.add(id)
    const step = byId.get(id)
    if (!step) return
    if (step.kind === "message" && step.status !== "draft" && step.purpose === "marketing") {
      if (step.intent === "value") return
      found.set(
        id,
        warn(
          "ask-before-value",
          id,
          "役に立つことを届ける前に、お願いや割引をしています。",
          "It asks or gives a discount before anything of value was sent.",
        ),
      )
      return
    }
    for (const { to } of waysOf(step)) visit(to)
  }
  visit(first)
  return [...found.values()]
}
