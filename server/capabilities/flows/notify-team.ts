import { z } from "zod"
import { brandById, ownersOf, publicUrl } from "#brands"
import { defineMessageKind, planMessage } from "#messages"
import { tellTeam } from "#relay"
import { appliedEffect, type AppliedEffect } from "#kernel/effects"
import type { Context } from "#kernel/context"
import { plansOf } from "./plans.ts"
import { selectFlow } from "./storage.ts"
import { countCame } from "./storage-numbers.ts"

const facts = z.object({
  flow: z.object({ name: z.string(), step: z.string(), text: z.string(), count: z.int(), link: z.url() }),
})

/** The team is told that people have come to a step of a flow. */
export const noticeMail = defineMessageKind({
  name: "flows.notice",
  purpose: "transactional",
  isForStaff: true,
  title: { ja: "フローからのお知らせ", en: "A notice from a flow" },
  whySent: { ja: "このブランドのオーナーの方にお送りしています。", en: "You receive this because you own this brand." },
  facts,
  sample: {
    flow: {
      name: "困っている方を助ける",
      step: "様子を見る",
      text: "お届けが遅れています。お電話でお声がけください。",
      count: 3,
      link: "https://maido.example.jp/admin/flows/0198c0de-0000-7000-8000-000000000001",
    },
  },
  document: {
    ja: {
      version: 1,
      subject: "{{ flow.name }}：{{ flow.count }}名の方がいらっしゃいます",
      preheader: "{{ flow.step }}",
      blocks: [
        { kind: "heading", text: "{{ flow.step }}に\n{{ flow.count }}名の方が来ました。" },
        { kind: "text", text: "{{ flow.text }}" },
        { kind: "button", label: "フローを見る", to: "{{ flow.link }}" },
        { kind: "footer" },
      ],
    },
    en: {
      version: 1,
      subject: "{{ flow.name }}: {{ flow.count }} people",
      preheader: "{{ flow.step }}",
      blocks: [
        { kind: "heading", text: "{{ flow.count }} people\nhave come to {{ flow.step }}." },
        { kind: "text", text: "{{ flow.text }}" },
        { kind: "button", label: "See the flow", to: "{{ flow.link }}" },
        { kind: "footer" },
      ],
    },
  },
})

const Notice = z.object({ flowId: z.uuid(), version: z.int(), step: z.string(), since: z.coerce.date() })

/** Tells the owners, by mail and in the team's chats, how many people have come to a step within the hour; asked for once an hour by its key. */
export const noticeEffect = appliedEffect({
  kind: "flows.notify-team",
  title: { ja: "フローからチームへのお知らせ", en: "A flow's notice to the team" },
  payload: Notice,
  subject: ({ flowId }) => `flow:${flowId}`,
  apply: tellOwners,
}) as AppliedEffect<z.output<typeof Notice>> // safe: it has just been made an applied effect

async function tellOwners(ctx: Context, { flowId, version, step, since }: z.output<typeof Notice>): Promise<void> {
  const flow = await selectFlow(ctx, flowId)
  const at = (await plansOf(ctx, [{ flowId, version }])).get(`${flowId}:${version}`)?.steps.get(step)
  if (!flow || at?.kind !== "notify") return
  const language = (await brandById(ctx, ctx.brandId))?.language ?? "ja"
  const name = language === "ja" ? flow.nameJa : flow.nameEn
  const count = await countCame(ctx, flowId, step, since)
  const link = await publicUrl(ctx, `/admin/flows/${flowId}`)
  const came = language === "ja" ? `${count}名の方が来ました` : `${count} people have come`
  const said = `${name} · ${at.name?.[language] || step}: ${came}\n${at.text}`
  await tellTeam(ctx, { key: `flow-notice:${flowId}:${step}:${since.toISOString()}`, text: said, link })
  for (const { staffId, name: person, email } of await ownersOf(ctx))
    await planMessage(ctx, {
      kind: noticeMail,
      customerId: null,
      language,
      to: { name: person, address: email },
      facts: { flow: { name, step: at.name?.[language] || step, text: at.text, count, link } },
      key: `flow-notice:${flowId}:${step}:${since.toISOString()}:${staffId}`,
    })
}
