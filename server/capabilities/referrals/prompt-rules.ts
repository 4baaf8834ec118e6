export type Asked = { readonly shownAt: readonly Date[]; readonly dismissedAt: Date | null }
export type PromptRule = { readonly perMonth: number; readonly restDays: number }

const dayMs = 86_400_000

/** Whether somebody may be asked to share now (J22): not too often, and not soon after she closed it. */
export function mayAsk({ shownAt, dismissedAt }: Asked, rule: PromptRule, now: Date): boolean {
  if (dismissedAt && now.getTime() - dismissedAt.getTime() < rule.restDays * dayMs) return false
  const lately = shownAt.filter((at) => now.getTime() - at.getTime() < 30 * dayMs)
  return lately.length < rule.perMonth
}
