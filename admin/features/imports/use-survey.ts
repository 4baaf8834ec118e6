import { useQuery } from "@tanstack/react-query"
import { surveyImport } from "../../../server/capabilities/imports/contract.ts"
import { type CallError, call, type Reply } from "../../app/call.ts"

export type Survey = Reply<typeof surveyImport>

/** What the files look like. Looking changes nothing that a second look would not find again. */
export function useSurvey(importId: string) {
  const asked = useQuery<Survey, CallError>({
    queryKey: ["imports.survey", importId],
    queryFn: () => call(surveyImport, { importId }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  return { survey: asked.data, failed: asked.error ?? undefined, retry: () => void asked.refetch() }
}
