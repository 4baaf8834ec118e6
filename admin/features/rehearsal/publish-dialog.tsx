import { useState } from "react"
import { postPublishRun } from "../../../server/capabilities/rehearsal/contract.ts"
import type { RanksThen } from "../../../server/capabilities/rehearsal/model.ts"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { useText } from "../../../ui/language.tsx"
import { useAct } from "../../app/use-call.ts"
import type { Whole } from "./outcome.tsx"
import { RanksChoice } from "./ranks-choice.tsx"

/** What is published, and which ranks hold then, before it is done. */
export function PublishDialog({ whole, onClose }: { whole: Whole; onClose: () => void }) {
  const t = useText()
  const { runId } = whole.run
  const [ranks, setRanks] = useState<RanksThen>("as-live")
  const publish = useAct(postPublishRun, { done: onClose })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={{ ja: "この会員制度を公開する", en: "Publish this programme" }}
      confirm={{ ja: "公開する", en: "Publish" }}
      busy={publish.busy}
      onConfirm={() => publish.run({ runId, ...(whole.rankChange && { ranks }) })}
    >
      <p>
        {t({
          ja: "これからの注文に、試したとおりのルールが使われます。これまでの残高は変わりません。",
          en: "Orders from now on are judged by the rules exactly as they were played. Balances stay as they are.",
        })}
      </p>
      {whole.rankChange && (
        <RanksChoice change={whole.rankChange} currency={whole.currency} value={ranks} onChange={setRanks} />
      )}
    </ConfirmDialog>
  )
}
