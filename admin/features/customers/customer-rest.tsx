import { getRest, putRest } from "../../../server/capabilities/deliverability/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Note } from "../../../ui/layout.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"

const reasons = {
  "no-reaction": { ja: "多くのお便りに反応がなかったため", en: "no reaction to many letters" },
  "no-longer-needed": { ja: "もう必要とされていないため", en: "no more need of the goods" },
} as const

/** That letters rest for this person, since when and why, and how it ends (C26, G35). Nothing is shown while they go. */
export function CustomerRest({ customerId }: { customerId: string }) {
  const t = useText()
  const toast = useToast()
  const may = useMay()
  const { data } = useCall(getRest, { customerId })
  const resume = useAct(putRest, {
    refresh: [getRest],
    done: () => toast({ words: { ja: "お便りを再開しました", en: "Letters go again" } }),
  })
  const rest = data?.rest
  if (!rest) return null
  return (
    <div className="customer-note">
      <Note>
        {t({ ja: "お便りはお休み中です：", en: "Letters rest: " })}
        {t(reasons[rest.why])} · <DateText at={rest.since} only="date" />
        {t({ ja: "から。本人の反応や同意で戻ります。", en: ". A sign or a yes of theirs ends it." })}{" "}
        {may("customers:write") && (
          <Button
            look="text"
            label={{ ja: "再開する", en: "Let them go again" }}
            busy={resume.busy}
            onClick={() => resume.run({ customerId, isResting: false })}
          />
        )}
      </Note>
    </div>
  )
}
