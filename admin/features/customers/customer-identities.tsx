import { postIdentity, removeIdentity } from "../../../server/capabilities/customers/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { useState } from "react"
import { useMay } from "../../app/session.tsx"
import { useAct } from "../../app/use-call.ts"
import { useSourceNames } from "../../app/words/source.ts"
import { AddIdentity } from "./add-identity.tsx"
import type { Known } from "./known.ts"
import { identityWords } from "./words.ts"

type Identity = Known["identities"][number]

/** What the person is recognised by, at every door. */
export function CustomerIdentities({ known }: { known: Known }) {
  const t = useText()
  const may = useMay()
  const sourceName = useSourceNames()
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<Identity>()
  const { customerId, isErased, isMasked } = known.customer
  const mayEdit = may("customers:write") && !isErased && !isMasked
  return (
    <Section
      title={{ ja: "見分ける情報", en: "Recognised by" }}
      beside={mayEdit && <Button look="text" label={{ ja: "足す", en: "Add" }} onClick={() => setAdding(true)} />}
    >
      {known.identities.length === 0 ? (
        <p className="customer-empty">{t({ ja: "まだありません。", en: "Nothing yet." })}</p>
      ) : (
        <ul className="customer-list">
          {known.identities.map((identity) => (
            <li key={`${identity.kind} ${identity.issuer} ${identity.value}`}>
              <span>
                <span className="customers-break">{identity.value}</span>
                <span className="under">
                  {t(identityWords(identity.kind))}
                  {t({ ja: "・", en: ", " })}
                  {t(sourceName(identity.issuer || identity.source))}
                  {t({ ja: "・", en: ", " })}
                  <DateText at={identity.since} only="date" />
                  {!identity.sure &&
                    `${t({ ja: "・", en: ", " })}${t({ ja: "これだけでは同じ方と決めません", en: "not proof by itself" })}`}
                </span>
              </span>
              {mayEdit && known.identities.length > 1 && (
                <Button look="text" label={{ ja: "外す", en: "Remove" }} onClick={() => setLeaving(identity)} />
              )}
            </li>
          ))}
        </ul>
      )}
      {adding && <AddIdentity customerId={customerId} onClose={() => setAdding(false)} />}
      {leaving && <RemoveIdentity customerId={customerId} identity={leaving} onClose={() => setLeaving(undefined)} />}
    </Section>
  )
}

function RemoveIdentity({
  customerId,
  identity,
  onClose,
}: {
  customerId: string
  identity: Identity
  onClose: () => void
}) {
  const t = useText()
  const toast = useToast()
  const { kind, issuer, value } = identity
  const again = useAct(postIdentity)
  const remove = useAct(removeIdentity, {
    done: () => {
      onClose()
      toast({
        words: { ja: "外しました", en: "Removed" },
        undo: () => again.run({ customerId, kind, issuer, value, verified: identity.sure }),
      })
    },
  })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      look="danger"
      title={{ ja: "見分ける情報を外す", en: "Remove what they are recognised by" }}
      confirm={{ ja: "外す", en: "Remove" }}
      busy={remove.busy}
      onConfirm={() => remove.run({ customerId, kind, issuer, value })}
    >
      <p>
        {t({
          ja: `「${value}」から来たことは、この方のものとして数えなくなります。これまでの記録は残ります。`,
          en: `What comes from “${value}” is not counted as this person's any more. What is recorded stays.`,
        })}
      </p>
    </ConfirmDialog>
  )
}
