import { listQuests, postQuest } from "../../../server/capabilities/quests/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { useForm } from "../../../ui/form.ts"
import { Columns } from "../../../ui/layout.tsx"
import { useWay } from "../../../ui/link.tsx"
import type { PageProps } from "../../app/feature.ts"
import { Page } from "../../app/page.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct } from "../../app/use-call.ts"
import { documentOf, wrongIn } from "./form-values.ts"
import { valuesOfIdea } from "./ideas.ts"
import { Preview } from "./preview.tsx"
import { QuestForm } from "./quest-form.tsx"

/** Makes a quest as a draft, from nothing or from an idea, then opens it. */
export function NewQuest({ search }: PageProps<"/quests/new">) {
  const way = useWay()
  const form = useForm(valuesOfIdea(search.idea), wrongIn)
  const make = useAct(postQuest, {
    refresh: [listQuests],
    done: ({ questId }) => {
      form.restart(form.values)
      way.go(`/quests/${questId}`)
    },
  })
  return (
    <Page
      title={{ ja: "クエストを作る", en: "Make a quest" }}
      above={[{ label: { ja: "クエスト", en: "Quests" }, to: "/quests" }]}
      actions={
        <Button
          look="go"
          label={{ ja: "下書きを作る", en: "Make a draft" }}
          busy={make.busy}
          onClick={() => form.submit((values) => make.run({ document: documentOf(values) }))}
        />
      }
    >
      <UnsavedGuard changed={form.changed && !make.busy} />
      <Columns split="7-5">
        <QuestForm form={form} questId={null} />
        <Preview values={form.values} />
      </Columns>
    </Page>
  )
}
