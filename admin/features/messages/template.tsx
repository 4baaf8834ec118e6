import { getTemplate } from "../../../server/capabilities/messages/contract.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { NotFound } from "../../app/not-found.tsx"
import { useCall } from "../../app/use-call.ts"
import { TemplateEditor } from "./template-editor.tsx"
import "./messages.css"
import "../../app/blocks/blocks.css"

/** One mail in one language: written at the left, seen at the right. */
export function Template({ params }: PageProps<"/messages/templates/$kind/$language">) {
  const { kind, language } = params
  if (language !== "ja" && language !== "en") return <NotFound />
  return <Opened key={`${kind} ${language}`} kind={kind} language={language} />
}

function Opened(place: { kind: string; language: "ja" | "en" }) {
  const template = useCall(getTemplate, place)
  return (
    <Loaded of={template} what={{ ja: "文面を読み込めませんでした", en: "The wording could not be loaded" }}>
      {(found) => <TemplateEditor template={found} />}
    </Loaded>
  )
}
