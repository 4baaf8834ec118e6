import { postWithdrawal } from "../../../server/capabilities/profiles/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Status } from "../../../ui/status.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct } from "../../app/use-call.ts"
import type { ProfileFound } from "./known.ts"
import { partnerWords, purposesWords } from "./profile-words.ts"

/** What partners told of her: from whom, what for, until when, and whether it is used (A09). */
export function CustomerPartner({ customerId, values }: { customerId: string; values: ProfileFound["partner"] }) {
  const t = useText()
  const toast = useToast()
  const mayEdit = useMay()("customers:write")
  const withdraw = useAct(postWithdrawal, {
    done: () => toast({ words: { ja: "もう使いません", en: "No longer used" } }),
  })
  if (values.length === 0) return null
  return (
    <Section title={{ ja: "提携先からの情報", en: "From partners" }}>
      <ul className="customer-list">
        {values.map(({ valueId, partner, key, value, purposes, expiresAt, state, evidence }) => (
          <li key={valueId}>
            <span>
              {key}：{value}
              <span className="under">
                {partner} · {purposes.map((purpose) => t(purposesWords[purpose])).join("・")} ·{" "}
                {t({ ja: "期限", en: "until" })} <DateText at={expiresAt} only="date" />
              </span>
              {evidence && <span className="under">{evidence}</span>}
            </span>
            <span className="end">
              <Status is={state === "used" ? "done" : "none"} label={partnerWords[state]} />
              {state === "used" && mayEdit && (
                <span className="under">
                  <Button
                    look="text"
                    label={{ ja: "同意を取り下げる", en: "Take agreement back" }}
                    busy={withdraw.busy}
                    onClick={() => withdraw.run({ customerId, valueId })}
                  />
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
