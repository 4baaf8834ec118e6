import "./imports.css"
import { getImport } from "../../../server/capabilities/imports/contract.ts"
import { Steps } from "../../../ui/centered.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Status } from "../../../ui/status.tsx"
import { same } from "../../../ui/text.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useCall } from "../../app/use-call.ts"
import { CheckStep } from "./check-step.tsx"
import { ColumnsStep } from "./columns-step.tsx"
import { RunStep } from "./run-step.tsx"
import { type Import, kindWords, states, stepWords } from "./words.ts"

const moving: ReadonlySet<string> = new Set(["splitting", "running"])

/** One import, at the step where it stands. */
export function ImportPage({ params, search, setSearch }: PageProps<"/imports/$importId">) {
  const { importId } = params
  const first = useCall(getImport, { importId })
  const isMoving = first.data !== undefined && moving.has(first.data.state)
  return (
    <Loaded of={first} what={{ ja: "この取り込みを開けませんでした", en: "This import could not be opened" }}>
      {(it) => (
        <Page
          title={same(it.name)}
          above={[{ label: { ja: "取り込み", en: "Imports" }, to: "/imports" }]}
          facts={[
            <Kind key="kind" it={it} />,
            <Status key="state" {...states[it.state]} />,
            <DateText key="at" at={it.createdAt} />,
          ]}
        >
          <div className="import-steps">
            <Steps steps={stepWords} at={stepOf(it.state, search["step"])} />
          </div>
          {it.state === "ready" || it.state === "uploading" ? (
            search["step"] === "check" ? (
              <CheckStep importId={importId} kind={it.kind} onBack={() => setSearch({ step: undefined })} />
            ) : (
              <ColumnsStep importId={importId} onNext={() => setSearch({ step: "check" })} />
            )
          ) : (
            <RunStep importId={importId} search={search} setSearch={setSearch} moves={isMoving} />
          )}
        </Page>
      )}
    </Loaded>
  )
}

const stepOf = (state: Import["state"], step: string | undefined): number =>
  state === "uploading" ? 0 : state === "ready" ? (step === "check" ? 2 : 1) : state === "finished" ? 4 : 3

function Kind({ it }: { it: Import }) {
  const t = useText()
  return t(kindWords[it.kind])
}
