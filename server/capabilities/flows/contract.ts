import { z } from "zod"
import { done, endpoint, instant, listOf, listParams } from "#kernel/endpoint"
import { FlowDocument } from "./model.ts"
import {
  Finding,
  Flow,
  flowModes,
  FlowName,
  FlowNumbers,
  flowStates,
  FlowTask,
  FlowVersion,
  OfferedStep,
  PersonInFlow,
  RunSummary,
  Walked,
} from "./model-flow.ts"
import { stepId } from "./model-steps.ts"

const flowId = z.uuid()
const sentence = z.object({ ja: z.string(), en: z.string() })
const changed = z.object({ flow: Flow, draft: FlowVersion.nullable(), live: FlowVersion.nullable() })

export const listFlows = endpoint("GET /api/v1/flows", {
  right: "messages:read",
  summary: { ja: "フローの一覧", en: "All flows" },
  params: { state: z.enum([...flowStates, "all"]).default("all"), query: z.string().max(100).optional() },
  reply: z.object({ items: z.array(Flow) }),
})

export const getFlow = endpoint("GET /api/v1/flows/:flowId", {
  right: "messages:read",
  summary: { ja: "フローひとつ", en: "One flow" },
  params: { flowId },
  reply: changed,
})

export const postFlow = endpoint("POST /api/v1/flows", {
  right: "messages:write",
  summary: { ja: "フローの下書きを作る", en: "Create a flow as a draft" },
  params: { name: FlowName, document: FlowDocument, key: z.string().max(60).optional() },
  reply: changed,
})

export const duplicateFlow = endpoint("POST /api/v1/flows/:flowId/duplicate", {
  right: "messages:write",
  summary: { ja: "フローを複製する", en: "Duplicate a flow as a draft" },
  params: { flowId, name: FlowName.optional() },
  reply: changed,
})

export const putFlowDraft = endpoint("PUT /api/v1/flows/:flowId/draft", {
  right: "messages:write",
  summary: { ja: "フローの下書きを保存する", en: "Save the draft of a flow" },
  params: {
    flowId,
    name: FlowName.optional(),
    document: FlowDocument,
    note: z.string().max(400).default(""),
    /** Of the flow as it was read; refused when somebody else has changed it since. */
    revision: z.int(),
  },
  reply: changed,
})

export const dropFlowDraft = endpoint("DELETE /api/v1/flows/:flowId/draft", {
  right: "messages:write",
  summary: { ja: "フローの下書きを捨てる", en: "Discard the draft of a flow" },
  params: { flowId },
  reply: changed,
})

export const listFlowVersions = endpoint("GET /api/v1/flows/:flowId/versions", {
  right: "messages:read",
  summary: { ja: "フローの版", en: "Versions of a flow" },
  params: { flowId },
  reply: z.object({ items: z.array(FlowVersion) }),
})

export const checkFlow = endpoint("POST /api/v1/flows/check", {
  right: "messages:read",
  summary: { ja: "公開前の確認", en: "What stands in the way of a launch" },
  params: { document: FlowDocument },
  reply: z.object({ findings: z.array(Finding), canLaunch: z.boolean() }),
})

export const flowInside = endpoint("GET /api/v1/flows/:flowId/inside", {
  right: "messages:read",
  summary: { ja: "途中にいる方と、公開したときのゆくえ", en: "People inside, and what becomes of them on publishing" },
  params: { flowId },
  reply: z.object({
    inside: z.int(),
    /** Where they stand. `isKept`: the draft has this step, so they can be moved; else they would be parked. */
    steps: z.array(z.object({ version: z.int(), step: z.string(), count: z.int(), isKept: z.boolean() })),
  }),
})

export const publishFlow = endpoint("POST /api/v1/flows/:flowId/publish", {
  right: "messages:send",
  summary: { ja: "フローを公開する", en: "Publish a flow" },
  params: {
    flowId,
    revision: z.int(),
    /** What people in it do: keep their version, go on in the new one from the same step, or leave (F73). */
    inside: z.enum(["stay", "move", "exit"]).default("stay"),
    mode: z.enum(flowModes).default("live"),
  },
  reply: changed,
})

export const setFlowMode = endpoint("POST /api/v1/flows/:flowId/mode", {
  right: "messages:send",
  summary: { ja: "本番と試し運転を切り替える", en: "Switch between live and shadow" },
  params: { flowId, mode: z.enum(flowModes) },
  reply: changed,
})

export const pauseFlow = endpoint("POST /api/v1/flows/:flowId/pause", {
  right: "messages:send",
  summary: { ja: "フローを止めておく", en: "Pause a flow" },
  params: { flowId },
  reply: changed,
})

export const resumeFlow = endpoint("POST /api/v1/flows/:flowId/resume", {
  right: "messages:send",
  summary: { ja: "フローを再開する", en: "Resume a flow" },
  params: { flowId },
  reply: changed,
})

export const archiveFlow = endpoint("POST /api/v1/flows/:flowId/archive", {
  right: "messages:send",
  summary: { ja: "フローを終わらせてしまう", en: "End a flow and put it away" },
  params: { flowId },
  reply: changed,
})

export const restoreFlow = endpoint("POST /api/v1/flows/:flowId/restore", {
  right: "messages:write",
  summary: { ja: "しまったフローを戻す", en: "Bring a flow back" },
  params: { flowId },
  reply: changed,
})

export const flowNumbers = endpoint("GET /api/v1/flows/:flowId/numbers", {
  right: "messages:read",
  summary: { ja: "ステップごとの数字", en: "The numbers of each step" },
  params: { flowId, version: z.coerce.number().int().optional() },
  reply: FlowNumbers,
})

export const flowPeople = endpoint("GET /api/v1/flows/:flowId/people", {
  right: "messages:read",
  summary: { ja: "フローにいる方・通った方", en: "Who is in a flow, or was" },
  params: {
    flowId,
    /** Those who stand there, or with `way` those who left it that way; everybody without. */
    step: stepId.optional(),
    way: z.string().max(60).optional(),
    state: z.enum(["inside", "parked", "ended", "all"]).default("all"),
    ...listParams,
  },
  reply: listOf(RunSummary),
})

export const flowPerson = endpoint("GET /api/v1/flows/:flowId/people/:customerId", {
  right: "messages:read",
  summary: { ja: "ひとりの道のりとその理由", en: "One person's way and the reasons" },
  params: { flowId, customerId: z.uuid() },
  reply: PersonInFlow,
})

export const customerFlows = endpoint("GET /api/v1/customers/:customerId/flows", {
  right: "messages:read",
  summary: { ja: "この方のいるフロー", en: "The flows this person is or was in" },
  params: { customerId: z.uuid() },
  reply: z.object({ items: z.array(RunSummary.extend({ flowId: z.uuid(), flowName: sentence })) }),
})

export const walkFlow = endpoint("POST /api/v1/flows/walk", {
  right: "messages:read",
  summary: { ja: "ひとりを、好きな日に通してみる", en: "Walk one person through at any date" },
  params: {
    document: FlowDocument,
    customerId: z.uuid(),
    /** When what sets it off happens. */
    from: instant,
    until: instant.optional(),
    /** What it would be set off by; the last such event of hers without. */
    event: z.record(z.string(), z.json()).optional(),
    flowId: z.uuid().optional(),
  },
  reply: Walked,
})

export const flowAudience = endpoint("POST /api/v1/flows/audience", {
  right: "segments:read",
  summary: { ja: "見込まれる人数と通数", en: "The people and messages to be expected" },
  params: { document: FlowDocument },
  reply: z.object({
    /** Who fits now; null while nobody can be counted, or when everybody may come in. */
    fits: z.int().nullable(),
    /** How many have set it off in the last 30 days on the brand's own data. */
    last30Days: z.int().nullable(),
    perDay: z.number().nullable(),
    messagesPerDay: z.number().nullable(),
    sentence,
  }),
})

export const enterFlow = endpoint("POST /api/v1/flows/:flowId/enter", {
  right: "messages:send",
  summary: { ja: "フローに入れる", en: "Let people into a flow" },
  params: {
    flowId,
    customerIds: z.array(z.uuid()).min(1).max(1_000),
    /** The same key lets nobody in twice. */
    key: z.string().trim().min(1).max(200),
    /** What its texts may name as `event.properties`. */
    facts: z.record(z.string().max(80), z.json()).default({}),
  },
  reply: z.object({ asked: z.int() }),
})

export const heldLetters = endpoint("GET /api/v1/flows/:flowId/held", {
  right: "messages:read",
  summary: { ja: "送らずにとってあるメッセージ", en: "Messages that are held" },
  params: { flowId },
  reply: z.object({ items: z.array(z.object({ step: z.string(), count: z.int(), oldestAt: instant })) }),
})

export const releaseHeld = endpoint("POST /api/v1/flows/:flowId/held/release", {
  right: "messages:send",
  summary: { ja: "とってあるメッセージを送る", en: "Send what is held" },
  params: { flowId, step: stepId.optional(), messageIds: z.array(z.uuid()).max(1_000).optional() },
  reply: z.object({ count: z.int() }),
})

export const discardHeld = endpoint("POST /api/v1/flows/:flowId/held/discard", {
  right: "messages:send",
  summary: { ja: "とってあるメッセージを捨てる", en: "Discard what is held" },
  params: { flowId, step: stepId.optional(), messageIds: z.array(z.uuid()).max(1_000).optional() },
  reply: z.object({ count: z.int() }),
})

export const moveParked = endpoint("POST /api/v1/flows/:flowId/parked", {
  right: "messages:send",
  summary: { ja: "止まっている方を進める", en: "Let those go on who are parked" },
  params: {
    flowId,
    /** The step they stand at; all who are parked without. */
    step: stepId.optional(),
    /** A step of the live version to go on from, or null to leave. */
    to: stepId.nullable(),
  },
  reply: z.object({ count: z.int() }),
})

export const listFlowSteps = endpoint("GET /api/v1/flow-steps", {
  right: "messages:read",
  summary: { ja: "ほかの機能のステップ", en: "Steps that other parts of the product offer" },
  reply: z.object({ items: z.array(OfferedStep) }),
})

export const listFlowTasks = endpoint("GET /api/v1/flow-tasks", {
  right: "messages:read",
  summary: { ja: "スタッフへの頼みごと", en: "Tasks for the staff" },
  params: { state: z.enum(["open", "done"]).default("open"), ...listParams },
  reply: listOf(FlowTask),
})

export const finishFlowTask = endpoint("POST /api/v1/flow-tasks/:taskId/done", {
  right: "messages:write",
  summary: { ja: "頼みごとを済ませる", en: "Finish a task" },
  params: { taskId: z.uuid() },
  reply: done,
})
