import { listRewards, postReward } from "../../../server/capabilities/rewards/contract.ts"
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
import { RewardForm } from "./reward-form.tsx"

/** Makes a reward as a draft, from nothing or from an idea, then opens it. */
export function NewReward({ search }: PageProps<"/rewards/new">) {
  const way = useWay()
  const form = useForm(valuesOfIdea(search.idea), wrongIn)
  const make = useAct(postReward, {
    refresh: [listRewards],
    done: ({ rewardId }) => {
      form.restart(form.values)
      way.go(`/rewards/${rewardId}`)
    },
  })
  return (
    <Page
      title={{ ja: "特典を作る", en: "Make a reward" }}
      above={[{ label: { ja: "特典", en: "Rewards" }, to: "/rewards" }]}
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
        <RewardForm form={form} />
        <Preview values={form.values} />
      </Columns>
    </Page>
  )
}
