import { createHash } from "node:crypto"
import type { Setting } from "./lower-rules.ts"
import type { Live } from "./model-stored.ts"
import type { Settled } from "./storage-standings.ts"

/** All that moves people beside time, averages and what they do: the documents, the categories, the making of the facts. */
export function digestOf({ categories }: Setting, live: readonly Live[], generation: number): string {
  const documents = live.map(({ segmentId, version }) => [segmentId, version]).sort()
  const meant = [...categories].map(([category, products]) => [category, [...products].sort()]).sort()
  return createHash("sha256")
    .update(JSON.stringify([documents, meant, generation]))
    .digest("base64url")
}

/**
 * The setting that everybody was last looked at in, where nothing but hours of the same day and averages lie between it and
 * this one. On another day so many have moved that looking at everybody costs less than finding out whom it concerns.
 */
export function lastSetting(
  settled: Settled,
  setting: Setting,
  live: readonly Live[],
  digest: string,
): Setting | undefined {
  const { today, now, averages } = settled
  const isBuilt = live.every(({ version, builtVersion }) => version === builtVersion)
  const isSame = today === setting.today && now <= setting.now && digest === settled.digest
  return isBuilt && isSame ? { ...setting, now, averages } : undefined
}
