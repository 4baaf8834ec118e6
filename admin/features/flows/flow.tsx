import "./flows.css"
import { getFlow } from "../../../server/capabilities/flows/contract.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { Editor } from "./editor.tsx"

/** One flow: its canvas, the people in it, its results and versions. */
export function FlowPage({ params, search, setSearch }: PageProps<"/flows/$flowId">) {
  const found = useCall(getFlow, { flowId: params.flowId })
  return (
    <Loaded of={found} rows={10} what={{ ja: "フローを読み込めませんでした", en: "The flow could not be loaded" }}>
      {(whole) => <Editor key={params.flowId} whole={whole} search={search} setSearch={setSearch} />}
    </Loaded>
  )
}
