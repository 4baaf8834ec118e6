import { z } from "zod"
import { endpoint } from "#kernel/endpoint"
import { FlowDocument } from "./model.ts"
import { Flow, FlowVersion } from "./model-flow.ts"

const sentence = z.object({ ja: z.string(), en: z.string() })

export const galleryGroups = ["first", "left", "after", "close", "thank", "shop", "help", "return"] as const

export const ReadyFlowView = z.object({
  key: z.string(),
  /** For what part of being a customer it is. */
  group: z.enum(galleryGroups),
  inventory: z.array(z.string()),
  name: sentence,
  intent: sentence,
  /** When to use it. */
  use: sentence,
  letters: z.array(z.object({ key: z.string(), name: sentence })),
  /** Offers that it gives codes of; made as drafts. */
  offers: z.array(z.string()),
  properties: z.array(sentence),
  /** As it would stand in this brand; its messages have no templates until it is installed. */
  document: FlowDocument,
  /** The brand's own flow made of it; null while there is none. */
  flowId: z.uuid().nullable(),
})
export type ReadyFlowView = z.output<typeof ReadyFlowView>

export const listReadyFlows = endpoint("GET /api/v1/flows/gallery", {
  right: "messages:read",
  summary: { ja: "用意されたフロー", en: "Ready-made flows" },
  reply: z.object({ items: z.array(ReadyFlowView) }),
})

export const installReadyFlow = endpoint("POST /api/v1/flows/gallery/:key/install", {
  right: "messages:write",
  summary: {
    ja: "用意されたフローを下書きとして入れる",
    en: "Install a ready-made flow as a draft, with its templates",
  },
  params: { key: z.string().max(60) },
  reply: z.object({ flow: Flow, draft: FlowVersion.nullable(), live: FlowVersion.nullable() }),
})
