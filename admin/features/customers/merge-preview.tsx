import type { z } from "zod"
import { getMergePreview } from "../../../server/capabilities/customers/contract.ts"
import { useText } from "../../../ui/language.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { joined, type Text } from "../../../ui/text.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { addressLine } from "./customer-contact.tsx"
import { channelWords, consentWords, fieldWords, identityWords, purposeWords } from "./words.ts"

type Preview = z.output<typeof getMergePreview.reply>
type Difference = Preview["differences"][number]
type Consent = Preview["consents"][number]

/** What merging would do, without doing it. */
export function MergePreview({ fromId, intoId }: { fromId: string; intoId: string }) {
  const t = useText()
  const preview = useCall(getMergePreview, { customerId: fromId, intoId })
  return (
    <Loaded
      of={preview}
      rows={4}
      what={{ ja: "何が起きるかを確かめられませんでした", en: "What would happen could not be worked out" }}
    >
      {({ differences, consents, identities }) => (
        <>
          <div className="customer-merge-part">
            <h3>{t({ ja: "違うところは、こうなります", en: "Where they differ" })}</h3>
            {differences.length === 0 ? (
              <p className="customer-empty">{t({ ja: "違うところはありません。", en: "They do not differ." })}</p>
            ) : (
              <Table
                label={{ ja: "違うところ", en: "Differences" }}
                columns={differenceColumns}
                rows={differences}
                rowKey={(one) => one.field}
              />
            )}
          </div>
          {consents.length > 0 && (
            <div className="customer-merge-part">
              <h3>{t({ ja: "同意は、厳しいほうに合わせます", en: "Of two consents the stricter holds" })}</h3>
              <Table
                label={{ ja: "同意", en: "Consents" }}
                columns={consentColumns}
                rows={consents}
                rowKey={(one) => `${one.channel} ${one.purpose}`}
              />
            </div>
          )}
          {identities.length > 0 && (
            <p className="customer-empty">
              {t({ ja: "見分ける情報が移ります：", en: "Recognised from now on by: " })}
              {identities.map((one) => `${one.value}（${t(identityWords(one.kind))}）`).join("、")}
            </p>
          )}
        </>
      )}
    </Loaded>
  )
}

const shown = (value: unknown): string => {
  if (value === null || value === undefined || value === "") return "－"
  if (Array.isArray(value)) return value.join("、")
  if (isAddress(value)) return addressLine(value)
  return typeof value === "object" ? JSON.stringify(value) : String(value)
}

const isAddress = (value: unknown): value is Parameters<typeof addressLine>[0] =>
  typeof value === "object" && value !== null && "country" in value && "postalCode" in value

const differenceColumns: readonly Column<Difference>[] = [
  { key: "field", head: { ja: "項目", en: "Field" }, cell: (one) => <Words of={fieldWords(one.field)} /> },
  {
    key: "from",
    head: { ja: "なくなる記録", en: "The one that goes" },
    cell: (one) => <Former value={one.from} result={one.result} />,
  },
  {
    key: "into",
    head: { ja: "残る記録", en: "The one that stays" },
    cell: (one) => <Former value={one.into} result={one.result} />,
  },
  { key: "result", head: { ja: "統合すると", en: "After merging" }, cell: (one) => <b>{shown(one.result)}</b> },
]

const Former = ({ value, result }: { value: unknown; result: unknown }) => (
  <span className={shown(value) === shown(result) || shown(value) === "－" ? undefined : "customer-lost"}>
    {shown(value)}
  </span>
)

const consentColumns: readonly Column<Consent>[] = [
  {
    key: "what",
    head: { ja: "手段と目的", en: "Channel and purpose" },
    cell: (one) => <Words of={joined([channelWords(one.channel), purposeWords(one.purpose)])} />,
  },
  {
    key: "from",
    head: { ja: "なくなる記録", en: "The one that goes" },
    cell: (one) => <Words of={stateWords(one.from)} />,
  },
  {
    key: "into",
    head: { ja: "残る記録", en: "The one that stays" },
    cell: (one) => <Words of={stateWords(one.into)} />,
  },
  {
    key: "result",
    head: { ja: "統合すると", en: "After merging" },
    cell: (one) => <Words strong of={stateWords(one.result)} />,
  },
]

const stateWords = (state: string): Text =>
  Object.hasOwn(consentWords, state)
    ? consentWords[state as keyof typeof consentWords]
    : { ja: "記録なし", en: "No word" } // safe: asked just before

function Words({ of, strong }: { of: Text; strong?: boolean }) {
  const t = useText()
  return strong ? <b>{t(of)}</b> : t(of)
}
