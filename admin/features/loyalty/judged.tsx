import type { postPreview } from "../../../server/capabilities/loyalty/contract.ts"
import { DateText, MoneyText, NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Link } from "../../../ui/link.tsx"
import { Note, Rows } from "../../../ui/layout.tsx"
import { Table } from "../../../ui/table.tsx"
import type { Reply } from "../../app/call.ts"

export type Found = NonNullable<Reply<typeof postPreview>["found"]>

/** What an order earns: step by step, then line by line. */
export function JudgedOrder({ found }: { found: Found }) {
  const t = useText()
  const { order, judged, lines, stands, confirmsAt, isMember } = found
  const byLine = new Map(judged.lines.map((line) => [line.lineId, line]))
  return (
    <>
      <p className="small quiet">
        <Link to={`/loyalty/orders/${order.orderId}`}>{order.number}</Link> <DateText at={order.placedAt} />{" "}
        <MoneyText minor={order.total} currency={order.currency} />
      </p>
      <Rows
        rows={[
          ...judged.steps.map((step) => ({
            label: step.name,
            under: t(step.why),
            value: <NumberText value={step.points} signed={step.rule !== "base"} unit="pt" />,
          })),
          {
            label: { ja: "付くポイント", en: "Points" },
            value: <NumberText value={judged.points} unit="pt" />,
            total: true,
          },
        ]}
      />
      <Table
        label={{ ja: "商品ごと", en: "Line by line" }}
        rows={lines}
        rowKey={({ lineId }) => lineId}
        columns={[
          {
            key: "title",
            head: { ja: "商品", en: "Line" },
            cell: ({ lineId, title }) => (
              <>
                {title}
                <span className="under">{t(byLine.get(lineId)?.why ?? { ja: "", en: "" })}</span>
              </>
            ),
          },
          {
            key: "base",
            head: { ja: "対象額", en: "Earns on" },
            end: true,
            cell: ({ lineId }) => <MoneyText minor={byLine.get(lineId)?.base ?? 0} currency={order.currency} />,
          },
          {
            key: "points",
            head: { ja: "pt", en: "pt" },
            end: true,
            cell: ({ lineId }) => <NumberText value={byLine.get(lineId)?.points ?? 0} />,
          },
        ]}
      />
      {confirmsAt && (
        <p className="small quiet">
          {t({ ja: "使えるようになるのは ", en: "Usable from " })}
          <DateText at={confirmsAt} />
        </p>
      )}
      {!isMember && (
        <Note>
          {t({
            ja: "このお客様は会員でないため、実際には付きません。会員だったときの数です。",
            en: "This buyer is no member and earns nothing: this is what a member would have earned.",
          })}
        </Note>
      )}
      {stands && stands.points !== judged.points && (
        <Note>
          {t({
            ja: `いまの帳簿では${stands.points}pt（第${stands.version}版）です。`,
            en: `In the ledger it stands at ${stands.points} pt (version ${stands.version}).`,
          })}
        </Note>
      )}
    </>
  )
}
