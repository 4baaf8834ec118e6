import { getTemplate } from "../../../server/capabilities/templates/contract.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { LetterEditor } from "./letter-editor.tsx"
import "../../app/blocks/blocks.css"
import "./templates.css"

/** One template: written at the left, seen at the right. */
export function TemplatePage({ params, search, setSearch }: PageProps<"/templates/$templateId">) {
  const template = useCall(getTemplate, { templateId: params.templateId })
  return (
    <Loaded of={template} what={{ ja: "テンプレートを読み込めませんでした", en: "The template could not be loaded" }}>
      {(whole) => <LetterEditor key={whole.template.templateId} whole={whole} search={search} setSearch={setSearch} />}
    </Loaded>
  )
}
