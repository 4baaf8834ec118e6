import { type Context, inTransaction, lock } from "#kernel/context"
import type { TemplateRef } from "#messages"
import { checkTemplate } from "./check-template.ts"
import { addVersion, createTemplate, mustFind } from "./edit-templates.ts"
import { TemplateError } from "./errors.ts"
import { readWritten, withShared } from "./read-written.ts"
import type { ReadyTemplate } from "./ready/model-ready.ts"
import { readyTemplates } from "./ready/ready-templates.ts"
import { deleteDraft, selectByKey } from "./storage.ts"

/**
 * Makes a ready-made letter a template of the brand, published as it came; a second time it is the one from before, whatever
 * the brand has made of it since. Returns what letters are planned by. Throws `templates.UnknownReady`.
 */
export async function installTemplate(ctx: Context, key: string): Promise<TemplateRef> {
  const ready = readyTemplates.find((one) => one.key === key)
  if (!ready) throw TemplateError.UnknownReady({ key, field: "key" })
  return installLetter(ctx, ready)
}

/**
 * The same for a letter that another capability brings along, such as those of ready-made flows. It passes the checks of every
 * template; only what the brand itself still lacks (an address, a shop) may be filled in later, before anything is launched.
 * Throws `templates.NotPublishable`.
 */
export async function installLetter(ctx: Context, ready: ReadyTemplate): Promise<TemplateRef> {
  return inTransaction(ctx, async (ctx) => {
    await lock(ctx, "templates.write")
    const known = await selectByKey(ctx, ready.key)
    if (known && known.liveVersion > 0) return { templateId: known.templateId, version: known.liveVersion }
    const { name, intent, purpose = "marketing", topic = null, document } = ready
    const templateId =
      known?.templateId ?? (await createTemplate(ctx, { name, purpose, intent, topic, document }, ready.key)).templateId
    const written = readWritten(document)
    const findings = await checkTemplate(ctx, { document: await withShared(ctx, written), purpose })
    if (findings.some(({ level, at }) => level === "error" && at !== "look"))
      throw TemplateError.NotPublishable({ findings })
    const row = await mustFind(ctx, templateId)
    const version = await addVersion(ctx, row, { written, document: written, note: "" })
    await deleteDraft(ctx, templateId)
    return { templateId, version }
  })
}
