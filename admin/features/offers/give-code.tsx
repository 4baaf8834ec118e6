import { useState } from "react"
import { listCustomers } from "../../../server/capabilities/customers/contract.ts"
import { getOffer, listCodes, postCode } from "../../../server/capabilities/offers/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { CopyBlock, CopyText } from "../../../ui/copy.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { SearchField } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Rows, Section } from "../../../ui/layout.tsx"
import type { Reply } from "../../app/call.ts"
import { useAct, useCall } from "../../app/use-call.ts"
import { nameOf } from "../../app/words/person.ts"

type Given = Reply<typeof postCode>

/** A code by hand, for one chosen person: on the phone, at the till. The same person gets the same one. */
export function GiveCode({ offerId }: { offerId: string }) {
  const t = useText()
  const [query, setQuery] = useState("")
  const [given, setGiven] = useState<Given>()
  const found = useCall(listCustomers, { query, limit: 5 }, { when: query.trim() !== "", keep: true })
  const give = useAct(postCode, {
    refresh: [listCodes, getOffer],
    done: (code) => {
      setGiven(code)
      setQuery("")
    },
  })
  return (
    <Section title={{ ja: "手で渡す", en: "Give one by hand" }}>
      <SearchField
        value={query}
        onChange={setQuery}
        label={{ ja: "お客様を選ぶ", en: "Choose a customer" }}
        example={{ ja: "名前・よみ・メール・電話", en: "Name, reading, mail or phone" }}
      />
      {query.trim() !== "" &&
        found.data?.items.map((customer) => (
          <p key={customer.customerId}>
            <Button
              look="text"
              label={nameOf(customer)}
              busy={give.busy}
              onClick={() => give.run({ offerId, customerId: customer.customerId, cause: "by-hand" })}
            />
          </p>
        ))}
      {query.trim() !== "" && found.data?.items.length === 0 && (
        <p className="quiet">{t({ ja: "見つかりません", en: "Nobody found" })}</p>
      )}
      {given && <Shown of={given} />}
    </Section>
  )
}

function Shown({ of: { code, url, validUntil } }: { of: Given }) {
  return (
    <div role="status">
      <Rows
        rows={[
          {
            label: { ja: "コード", en: "Code" },
            value: <CopyText value={code} label={{ ja: "コードをコピー", en: "Copy the code" }} />,
          },
          ...(validUntil ? [{ label: { ja: "期限", en: "Until" }, value: <DateText at={validUntil} /> }] : []),
        ]}
      />
      <CopyBlock text={url} label={{ ja: "渡すリンク", en: "Link to send" }} />
    </div>
  )
}
