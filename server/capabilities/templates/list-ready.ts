import type { Context } from "#kernel/context"
import { readyTemplates } from "./ready/ready-templates.ts"
import { selectTemplates } from "./storage.ts"

/** Ready-made letters, and which of them the brand has already made its own. */
export async function listReady(ctx: Context) {
  const own = await selectTemplates(ctx)
  const items = readyTemplates.map(({ key, name, about, intent, document: { words } }) => ({
    key,
    name,
    about,
    intent,
    firstWords: { ja: words.ja?.mail?.subject ?? "", en: words.en?.mail?.subject ?? "" },
    templateId: own.find((row) => row.key === key)?.templateId ?? null,
  }))
  return { items }
}
