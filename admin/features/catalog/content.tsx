import "./catalog.css"
import { Plus } from "lucide-react"
import { useState } from "react"
import { getProduct, putContent } from "../../../server/capabilities/catalog/contract.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { useText } from "../../../ui/language.tsx"
import { Columns, Section, Stack } from "../../../ui/layout.tsx"
import { useWay } from "../../../ui/link.tsx"
import { same } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { ContentPreview } from "./content-preview.tsx"
import { contentOf, type Draft, draftOf, emptyPiece, isRight } from "./draft.ts"
import { PassportForm } from "./passport-form.tsx"
import { PieceForm } from "./piece-form.tsx"
import type { WholeProduct } from "./whole-product.ts"

const mostPieces = 50

/** Writing what is told about a product, beside what its buyers will read. */
export function ContentPage({ params }: PageProps<"/products/$productId/content">) {
  const product = useCall(getProduct, { productId: params.productId })
  return (
    <Loaded of={product} rows={10} what={{ ja: "商品を読み込めませんでした", en: "The product could not be loaded" }}>
      {(found) => <Editor key={found.productId} product={found} />}
    </Loaded>
  )
}

function Editor({ product }: { product: WholeProduct }) {
  const t = useText()
  const may = useMay()
  const toast = useToast()
  const { go } = useWay()
  const { productId } = product
  const [start, setStart] = useState(() => draftOf(product))
  const [draft, setDraft] = useState(start)
  const [tried, setTried] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const changed = !leaving && JSON.stringify(draft) !== JSON.stringify(start)
  const save = useAct(putContent, {
    done: () => {
      setStart(draft)
      setLeaving(true)
      toast({ words: { ja: "読みものを保存しました。", en: "The content is saved." } })
      setTimeout(() => go(`/products/${productId}`))
    },
  })
  const submit = () => {
    setTried(true)
    if (isRight(draft)) save.run({ productId, ...contentOf(draft, product.passport) })
    else toast({ words: { ja: "印の付いたところを直してください。", en: "Mend what is marked." }, failed: true })
  }
  return (
    <Page
      above={[
        { label: { ja: "商品", en: "Products" }, to: "/products" },
        { label: same(product.title), to: `/products/${productId}` },
      ]}
      title={{ ja: `${product.title} の読みもの`, en: `Content of ${product.title}` }}
      name={{ ja: "読みもの", en: "Content" }}
      over={t({
        ja: "買った方が、届くまでと届いたあとに読むもの",
        en: "What buyers read on the way and after it has arrived",
      })}
      actions={
        <>
          <ButtonLink look="text" to={`/products/${productId}`} label={{ ja: "やめる", en: "Cancel" }} />
          {may("catalog:write") && (
            <Button
              look="go"
              label={{ ja: "保存する", en: "Save" }}
              busy={save.busy}
              dimmed={!changed}
              onClick={submit}
            />
          )}
        </>
      }
    >
      <UnsavedGuard changed={changed} />
      <Columns split="7-5">
        <Stack>
          <Pieces draft={draft} onChange={setDraft} tried={tried} />
          <Section
            title={{ ja: "製品パスポート", en: "Product passport" }}
            scope={{ ja: "分かっていることだけで構いません", en: "only what is known" }}
          >
            <PassportForm
              value={draft.passport}
              onChange={(passport) => setDraft((before) => ({ ...before, passport }))}
            />
          </Section>
        </Stack>
        <ContentPreview product={product} draft={draft} />
      </Columns>
    </Page>
  )
}

type PiecesProps = { draft: Draft; onChange: (change: (before: Draft) => Draft) => void; tried: boolean }

function Pieces({ draft, onChange, tried }: PiecesProps) {
  const put = (pieces: Draft["pieces"]) => onChange((before) => ({ ...before, pieces }))
  const { pieces } = draft
  const move = (index: number, by: number) => {
    const next = [...pieces]
    const [moved] = next.splice(index, 1)
    if (moved) next.splice(index + by, 0, moved)
    put(next)
  }
  return (
    <Section
      first
      title={{ ja: "読みもの", en: "Pieces" }}
      scope={{ ja: "上から順に読まれます", en: "read from top to bottom" }}
    >
      {pieces.map((piece, index) => (
        <PieceForm
          key={index}
          number={index + 1}
          piece={piece}
          tried={tried}
          onChange={(changed) => put(pieces.with(index, changed))}
          onRemove={() => put(pieces.toSpliced(index, 1))}
          {...(index > 0 && { onUp: () => move(index, -1) })}
          {...(index < pieces.length - 1 && { onDown: () => move(index, 1) })}
        />
      ))}
      <div className="content-add">
        <Button
          icon={Plus}
          label={{ ja: "読みものを足す", en: "Add a piece" }}
          onClick={() => put([...pieces, emptyPiece])}
          {...(pieces.length >= mostPieces && {
            blocked: { ja: `${mostPieces}個までです`, en: `${mostPieces} at most` },
          })}
        />
      </div>
    </Section>
  )
}
