import { useState } from "react"
import { previewContent } from "../../../server/capabilities/catalog/contract.ts"
import { useSurroundings, useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Segments } from "../../../ui/nav.tsx"
import { languageNames, languages, same } from "../../../ui/text.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { contentOf, type Draft, isRight } from "./draft.ts"
import { ProductImage } from "./product-image.tsx"
import { useSettled } from "./use-settled.ts"
import type { WholeProduct } from "./whole-product.ts"
import { shortStageWords } from "./words.ts"

const stages = (["shipped", "tracking", "delivered"] as const).map((key) => ({ key, label: shortStageWords[key] }))
const spoken = languages.map((key) => ({ key, label: same(languageNames[key]) }))

/** What a buyer reads at each stage, while it is being written. */
export function ContentPreview({ product, draft }: { product: WholeProduct; draft: Draft }) {
  const t = useText()
  const surroundings = useSurroundings()
  const [stage, setStage] = useState<(typeof stages)[number]["key"]>("delivered")
  const [language, setLanguage] = useState(surroundings.language)
  const settled = useSettled(draft, 300, isRight)
  const seen = useCall(
    previewContent,
    { productId: product.productId, ...contentOf(settled, product.passport), stage, language },
    { keep: true },
  )
  return (
    <div className="content-preview">
      <Section
        title={{ ja: "見え方", en: "Preview" }}
        scope={{ ja: "まだ保存していない内容も", en: "what is not saved yet, too" }}
      >
        <div className="content-preview-tools">
          <Segments label={{ ja: "読むとき", en: "Moment" }} options={stages} value={stage} onChange={setStage} />
          <Segments label={{ ja: "言語", en: "Language" }} options={spoken} value={language} onChange={setLanguage} />
        </div>
        <Loaded of={seen}>
          {({ pieces, passport }) => (
            <div className="content-sheet" lang={language}>
              <h3>
                <ProductImage url={product.images[0]?.url} />
                {product.title}
              </h3>
              {pieces.length + passport.length === 0 && (
                <p className="quiet content-nothing">
                  {t({ ja: "このときに読むものはありません。", en: "There is nothing to read at this moment." })}
                </p>
              )}
              {pieces.map((piece, index) => (
                <div key={index}>
                  {piece.title && <h4>{piece.title}</h4>}
                  <p>{piece.body}</p>
                  {piece.imageUrl && <img src={piece.imageUrl} alt="" />}
                  {piece.url && <p className="small quiet">{piece.url}</p>}
                </div>
              ))}
              {passport.length > 0 && (
                <dl>
                  {passport.map(({ label, value }) => (
                    <div key={label}>
                      <dt>{label}</dt>
                      <dd>{value}</dd>
                    </div>
                  ))}
                </dl>
              )}
            </div>
          )}
        </Loaded>
      </Section>
    </div>
  )
}
