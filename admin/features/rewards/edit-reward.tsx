import { getReward, listRewards, putRewardDraft } from "../../../server/capabilities/rewards/contract.ts"
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
import { RewardForm } from "./reward-form.tsx"
import { nameOf } from "./words.ts"

/** Changes a reward's draft; what members see stays until it is published. */
export function EditReward({ params }: PageProps<"/rewards/$rewardId/edit">) {
  const whole = useCall(getReward, { rewardId: params.rewardId, days: 30 })
  return (
    <Loaded of={whole} what={{ ja: "特典を読み込めませんでした", en: "The reward could not be loaded" }}>
      {({ reward }) => <Form key={reward.revision} reward={reward} />}
    </Loaded>
  )
}

function Form({ reward }: { reward: Reply<typeof getReward>["reward"] }) {
  const { rewardId, revision, draft, live } = reward
  const t = useText()
  const way = useWay()
  const shown = draft ?? live
  const form = useForm(shown ? valuesOf(shown) : freshValues, wrongIn)
  const save = useAct(putRewardDraft, {
    refresh: [getReward, listRewards],
    done: () => {
      form.restart(form.values)
      way.go(`/rewards/${rewardId}`)
    },
  })
  const onSave = () => form.submit((values) => save.run({ rewardId, basedOn: revision, document: documentOf(values) }))
  return (
    <Page
      title={{ ja: "特典を直す", en: "Edit the reward" }}
      above={[
        { label: { ja: "特典", en: "Rewards" }, to: "/rewards" },
        { label: nameOf(shown), to: `/rewards/${rewardId}` },
      ]}
      actions={
        <Button
          look="go"
          label={{ ja: "下書きを保存する", en: "Save the draft" }}
          busy={save.busy}
          dimmed={!form.changed}
          onClick={onSave}
        />
      }
    >
      <UnsavedGuard changed={form.changed && !save.busy} />
      {live && (
        <Note>
          {t({
            ja: "公開するまで、会員に見えるものは変わりません。もう交換された分は、そのときの約束のままです。",
            en: "What members see stays until you publish. What was redeemed keeps the terms of its time.",
          })}
        </Note>
      )}
      <Columns split="7-5">
        <RewardForm form={form} />
        <Preview values={form.values} />
      </Columns>
    </Page>
  )
}
