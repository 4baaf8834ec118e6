import { getQuest, listQuests, putQuestDraft } from "../../../server/capabilities/quests/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { useForm } from "../../../ui/form.ts"
import { useText } from "../../../ui/language.tsx"
import { Columns, Note } from "../../../ui/layout.tsx"
import { useWay } from "../../../ui/link.tsx"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { documentOf, freshValues, valuesOf, wrongIn } from "./form-values.ts"
import { Preview } from "./preview.tsx"
import { QuestForm } from "./quest-form.tsx"
import { nameOf } from "./words.ts"

/** Changes a quest's draft; what members see stays until it is published. */
export function EditQuest({ params }: PageProps<"/quests/$questId/edit">) {
  const whole = useCall(getQuest, { questId: params.questId })
  return (
    <Loaded of={whole} what={{ ja: "クエストを読み込めませんでした", en: "The quest could not be loaded" }}>
      {({ quest }) => <Form key={quest.revision} quest={quest} />}
    </Loaded>
  )
}

function Form({ quest }: { quest: Reply<typeof getQuest>["quest"] }) {
  const { questId, revision, draft, live } = quest
  const t = useText()
  const way = useWay()
  const shown = draft ?? live
  const form = useForm(shown ? valuesOf(shown) : freshValues, wrongIn)
  const save = useAct(putQuestDraft, {
    refresh: [getQuest, listQuests],
    done: () => {
      form.restart(form.values)
      way.go(`/quests/${questId}`)
    },
  })
  return (
    <Page
      title={{ ja: "クエストを直す", en: "Edit the quest" }}
      above={[
        { label: { ja: "クエスト", en: "Quests" }, to: "/quests" },
        { label: nameOf(shown), to: `/quests/${questId}` },
      ]}
      actions={
        <Button
          look="go"
          label={{ ja: "下書きを保存する", en: "Save the draft" }}
          busy={save.busy}
          dimmed={!form.changed}
          onClick={() =>
            form.submit((values) => save.run({ questId, basedOn: revision, document: documentOf(values) }))
          }
        />
      }
    >
      <UnsavedGuard changed={form.changed && !save.busy} />
      {live && (
        <Note>
          {t({
            ja: "公開するまで、会員に見えるものは変わりません。もう達成した分は取り消されません。",
            en: "What members see stays until you publish. What was completed stays completed.",
          })}
        </Note>
      )}
      <Columns split="7-5">
        <QuestForm form={form} questId={questId} />
        <Preview values={form.values} />
      </Columns>
    </Page>
  )
}
