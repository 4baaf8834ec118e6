import { useMemo } from "react"
import { listTemplates } from "../../../server/capabilities/templates/contract.ts"
import type { Text } from "../../../ui/text.ts"
import { useCall } from "../../app/use-call.ts"

export type KnownTemplate = {
  readonly templateId: string
  readonly name: Text
  readonly subject: Text | null
  /** The published version; null while there is none. */
  readonly version: number | null
}

/** The letters that operators have written. */
export function useTemplates(): readonly KnownTemplate[] {
  const { data } = useCall(listTemplates, { state: "all" })
  return useMemo(
    () =>
      (data?.items ?? []).map(({ templateId, name, liveVersion, firstWords: { ja, en } }) => ({
        templateId,
        name,
        subject: ja === null && en === null ? null : { ja: ja ?? en ?? "", en: en ?? ja ?? "" },
        version: liveVersion === 0 ? null : liveVersion,
      })),
    [data],
  )
}
