import type { CampaignSettings } from "./model.ts"

export type Approval = {
  readonly isNeeded: boolean
  /** The number of people is typed before it goes. */
  readonly isTyped: boolean
}

/** What stands between a check and the launch, by how many it goes to. A test brand reaches nobody and asks nothing. */
export function approvalOf(
  settings: Pick<CampaignSettings, "approveFrom" | "typeFrom">,
  audience: number,
  isTest: boolean,
): Approval {
  if (isTest) return { isNeeded: false, isTyped: false }
  return {
    isNeeded: settings.approveFrom !== null && audience >= settings.approveFrom,
    isTyped: audience >= settings.typeFrom,
  }
}

/** A check is good for the very plan that it looked at, and for as long as nobody's number has moved far. */
export const checkedForMs = 60 * 60_000

/** Whether the audience has become another since it was checked: by more than a tenth and more than ten people. */
export const hasMoved = (checked: number, now: number): boolean => Math.abs(now - checked) > Math.max(10, checked * 0.1)
