import "./catalog.css"
import { ButtonLink } from "../../../ui/button.tsx"
import { useSurroundings, useText } from "../../../ui/language.tsx"
import { Rows, Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { same } from "../../../ui/text.ts"
import { previewContent } from "../../../server/capabilities/catalog/contract.ts"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import type { Piece, WholeProduct } from "./whole-product.ts"
import { kindWords, stageWords } from "./words.ts"

const order = ["shipped", "tracking", "delivered", "any"] as const

/** What is told about a product, by the stage at which its buyer reads it. */
export function ProductContent({ product }: { product: WholeProduct }) {
  const t = useText()
  const may = useMay()
  const to = `/products/${product.productId}/content`
  if (product.content.length === 0 && !product.passport)
    return (
      <Section title={{ ja: "読みもの", en: "Content" }}>
        <Empty
          title={{ ja: "読みものはまだありません", en: "There is nothing to tell yet" }}
          why={{
            ja: "使い方や成分を書いておくと、発送のお知らせやお届けのページで、買った方が読めます。",
            en: "Write how to use it or what is in it, and buyers read it with the shipping notice and on the tracking page.",
          }}
          action={
            may("catalog:write") ? (
              <ButtonLink to={to} label={{ ja: "読みものを書く", en: "Write content" }} />
            ) : undefined
          }
        />
      </Section>
    )
  return (
    <>
      <Section
        title={{ ja: "読みもの", en: "Content" }}
        scope={{ ja: "買った方が、いつ読むか", en: "by when its buyer reads it" }}
        beside={may("catalog:write") && <Link to={to}>{t({ ja: "直す", en: "Edit" })}</Link>}
      >
        {order.map((stage) => (
          <StagePieces key={stage} stage={stage} pieces={product.content.filter((piece) => piece.stage === stage)} />
        ))}
      </Section>
      {product.passport && <PassportSection product={product} />}
    </>
  )
}

function StagePieces({ stage, pieces }: { stage: (typeof order)[number]; pieces: readonly Piece[] }) {
  const t = useText()
  const { language } = useSurroundings()
  const other = language === "ja" ? "en" : "ja"
  if (pieces.length === 0) return null
  return (
    <div className="product-stage">
      <h3>{t(stageWords[stage])}</h3>
      <ul>
        {pieces.map((piece, index) => (
          <li key={index}>
            <b>{piece.title[language] || piece.title[other] || t(kindWords[piece.kind])}</b>
            <span className="under">{t(kindWords[piece.kind])}</span>
            <p>{piece.body[language] || piece.body[other]}</p>
            {(piece.body.ja === "" || piece.body.en === "") && (
              <span className="tiny faint">
                {piece.body.ja === ""
                  ? t({ ja: "日本語はまだありません", en: "Not in Japanese yet" })
                  : t({ ja: "英語はまだありません", en: "Not in English yet" })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The passport in the words that customers read. */
function PassportSection({ product }: { product: WholeProduct }) {
  const { language } = useSurroundings()
  const seen = useCall(previewContent, {
    productId: product.productId,
    pieces: [],
    passport: product.passport,
    stage: "tracking",
    language,
  })
  if (!seen.data || seen.data.passport.length === 0) return null
  return (
    <Section
      title={{ ja: "製品パスポート", en: "Product passport" }}
      scope={{ ja: "どこで、何からできているか", en: "where it comes from and what it is made of" }}
    >
      <Rows rows={seen.data.passport.map(({ label, value }) => ({ label: same(label), value }))} />
    </Section>
  )
}
