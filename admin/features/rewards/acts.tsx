import { useState } from "react"
import {
  cancelOneRedemption,
  finishOneRedemption,
  getReward,
  listRedemptions,
  listRewards,
} from "../../../server/capabilities/rewards/contract.ts"
import { Button, ButtonRow } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field } from "../../../ui/field.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { useAct } from "../../app/use-call.ts"
import type { Redeemed } from "./words.ts"

const refresh = [listRedemptions, getReward, listRewards]

/** What can be done with a redemption: handed over, came or did not, taken back. */
export function Acts({ of: one }: { of: Redeemed }) {
  const [cancelling, setCancelling] = useState(false)
  const finish = useAct(finishOneRedemption, { refresh })
  const { redemptionId, state, kind } = one
  if (state === "cancelled") return null
  const act = (hasCome: boolean | null) => finish.run({ redemptionId, hasCome })
  return (
    <ButtonRow>
      {state === "open" && kind === "experience" && (
        <>
          <Button look="text" label={{ ja: "来た", en: "Came" }} busy={finish.busy} onClick={() => act(true)} />
          <Button
            look="text"
            label={{ ja: "来なかった", en: "Did not" }}
            busy={finish.busy}
            onClick={() => act(false)}
          />
        </>
      )}
      {state === "open" && kind !== "experience" && (
        <Button look="text" label={{ ja: "渡した", en: "Handed over" }} busy={finish.busy} onClick={() => act(null)} />
      )}
      <Button look="text" label={{ ja: "取り消す", en: "Cancel" }} onClick={() => setCancelling(true)} />
      {cancelling && <CancelDialog of={one} onClose={() => setCancelling(false)} />}
    </ButtonRow>
  )
}

function CancelDialog({ of: { redemptionId, points }, onClose }: { of: Redeemed; onClose: () => void }) {
  const t = useText()
  const [reason, setReason] = useState("")
  const cancel = useAct(cancelOneRedemption, { refresh, done: onClose })
  return (
    <Dialog open onClose={onClose} title={{ ja: "交換を取り消す", en: "Cancel this redemption" }}>
      <p>
        {t({
          ja: `${points}ポイントを元のロットに戻し、数も戻します。渡したコードは使えなくなります。`,
          en: `${points} points go back to their lots, and the piece is free again. A code that was handed over can’t be used any more.`,
        })}
      </p>
      <Field label={{ ja: "理由（社内用）", en: "Why, for your colleagues" }}>
        <TextInput value={reason} onChange={setReason} maxLength={200} />
      </Field>
      <ButtonRow>
        <Button
          look="danger"
          label={{ ja: "取り消す", en: "Cancel it" }}
          busy={cancel.busy}
          blocked={reason.trim() === "" ? { ja: "理由を入れてください", en: "Say why" } : undefined}
          onClick={() => cancel.run({ redemptionId, reason: reason.trim() })}
        />
        <Button label={{ ja: "やめる", en: "Keep it" }} onClick={onClose} />
      </ButtonRow>
    </Dialog>
  )
}
