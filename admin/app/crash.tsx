import type { ErrorComponentProps } from "@tanstack/react-router"
import { FailedCall } from "./loaded.tsx"
import { Page } from "./page.tsx"

/** A page that broke takes nothing else down: the rail and the search still work. */
export const Crash = ({ error, reset }: ErrorComponentProps) => (
  <Page title={{ ja: "この画面でエラーが起きました", en: "This screen has failed" }}>
    <FailedCall
      error={error instanceof Error ? error : new Error(String(error))}
      onRetry={reset}
      what={{
        ja: "表示の途中で止まりました。入力中だったものは保存されていません",
        en: "It stopped while being shown. What was being typed is not saved",
      }}
    />
  </Page>
)
