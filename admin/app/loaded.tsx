import type { ReactNode } from "react"
import { Failed, Skeleton } from "../../ui/states.tsx"
import type { Text } from "../../ui/text.ts"
import { CallError } from "./call.ts"

type Asked<D> = {
  readonly data: D | undefined
  readonly error: Error | null
  readonly errorUpdatedAt: number
  readonly isFetching: boolean
  readonly refetch: () => unknown
}

type LoadedProps<D> = { of: Asked<D>; what?: Text; rows?: number; children: (data: D) => ReactNode }

/** What was asked, once it is here; until then its place, or why it could not be shown and a way to try again. */
export function Loaded<D>({ of, what, rows, children }: LoadedProps<D>) {
  if (of.data !== undefined) return children(of.data)
  if (of.error)
    return (
      <FailedCall
        error={of.error}
        since={of.errorUpdatedAt}
        busy={of.isFetching}
        onRetry={() => void of.refetch()}
        what={what}
      />
    )
  return <Skeleton {...(rows !== undefined && { rows })} />
}

type FailedCallProps = { error: Error; since?: number; busy?: boolean; onRetry?: () => void; what?: Text | undefined }

export function FailedCall({ error, since, busy, onRetry, what }: FailedCallProps) {
  const known = error instanceof CallError ? error : undefined
  return (
    <Failed
      what={what ?? { ja: "読み込めませんでした", en: "This could not be loaded" }}
      reason={known?.sentence}
      requestId={known?.requestId}
      since={since}
      onRetry={onRetry}
      busy={busy ?? false}
    />
  )
}
