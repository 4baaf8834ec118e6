import type { ReactNode } from "react"
import { Tabs } from "../../../ui/nav.tsx"
import type { Text } from "../../../ui/text.ts"
import type { PageProps } from "../feature.ts"
import { Page } from "../page.tsx"
import { useWay } from "../../../ui/link.tsx"
import { ChartsPart } from "./charts-part.tsx"
import { ControlsPart } from "./controls-part.tsx"
import { FloatingPart } from "./floating-part.tsx"
import { ListsPart } from "./lists-part.tsx"
import { PersonPart } from "./person-part.tsx"
import { StatesPart } from "./states-part.tsx"
import { TodoPart } from "./todo-part.tsx"

const parts = {
  controls: { label: { ja: "操作", en: "Controls" }, show: () => <ControlsPart /> },
  lists: { label: { ja: "一覧", en: "Lists" }, show: () => <ListsPart /> },
  states: { label: { ja: "状態", en: "States" }, show: () => <StatesPart /> },
  floating: { label: { ja: "浮くもの", en: "Floating" }, show: () => <FloatingPart /> },
  charts: { label: { ja: "図", en: "Charts" }, show: () => <ChartsPart /> },
  todo: { label: { ja: "すること", en: "To do" }, show: () => <TodoPart /> },
  person: { label: { ja: "人と時間", en: "People and time" }, show: () => <PersonPart /> },
} satisfies Record<string, { label: Text; show: () => ReactNode }>

type Part = keyof typeof parts
const isPart = (name: string): name is Part => name in parts

export function Gallery({ params }: PageProps) {
  const { go } = useWay()
  const asked = "part" in params ? String(params.part) : "controls"
  const part = isPart(asked) ? asked : "controls"
  const shown = parts[part]
  if (part === "person") return <PersonPart />
  return (
    <Page
      title={{ ja: "部品の見本", en: "Gallery of components" }}
      name={shown.label}
      above={[{ label: { ja: "見本", en: "Gallery" }, to: "/gallery" }]}
      over="開発のときだけ見えます"
    >
      <Tabs
        label={{ ja: "部品の種類", en: "Kinds of components" }}
        tabs={Object.entries(parts).map(([key, { label }]) => ({ key, label }))}
        open={part}
        onOpen={(key) => go(`/gallery/${key}`)}
      >
        <div style={{ paddingTop: 36 }}>{shown.show()}</div>
      </Tabs>
    </Page>
  )
}
