import { ArrowDown, ArrowUp, Trash2 } from "lucide-react"
import { IconButton } from "../../../ui/button.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Menu } from "../../../ui/menu.tsx"
import { Status } from "../../../ui/status.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { useMay } from "../../app/session.tsx"
import { BlockForm } from "./block-form.tsx"
import { blockKinds, blockShapes } from "./block-words.ts"
import { type EditedBlock, changeBlock, moveBlock, withBlock, withoutBlock } from "./edited-document.ts"
import type { Draft } from "./use-draft.ts"

type Props = { draft: Draft; open: string | undefined; onOpen: (id: string | undefined) => void }

/** The blocks of a mail from top to bottom; one is open at a time. */
export function BlockList({ draft, open, onOpen }: Props) {
  const may = useMay()
  const { document, change } = draft
  const add = (kind: EditedBlock["kind"]) => {
    const id = crypto.randomUUID()
    const at = document.blocks.findIndex((block) => block.id === open)
    // A mail ends with its footer: what is added without a place goes above it.
    const foot = document.blocks.at(-1)?.kind === "footer" ? document.blocks.length - 1 : document.blocks.length
    change(withBlock(document, at < 0 ? foot : at + 1, { id, kind, parts: blockShapes[kind].fresh }))
    onOpen(id)
  }
  return (
    <Section
      title={{ ja: "中身", en: "Blocks" }}
      scope={{ ja: `${document.blocks.length}つ、上から順に`, en: `${document.blocks.length}, from top to bottom` }}
      beside={
        may("messages:write") && (
          <Menu
            look="text"
            label={{ ja: "足す", en: "Add" }}
            items={blockKinds.map((kind) => ({ label: blockShapes[kind].label, onClick: () => add(kind) }))}
          />
        )
      }
    >
      <ol className="template-blocks">
        {document.blocks.map((block, index) => (
          <BlockRow key={block.id} block={block} index={index} draft={draft} open={block.id === open} onOpen={onOpen} />
        ))}
      </ol>
    </Section>
  )
}

type RowProps = {
  block: EditedBlock
  index: number
  draft: Draft
  open: boolean
  onOpen: (id: string | undefined) => void
}

function BlockRow({ block, index, draft, open, onOpen }: RowProps) {
  const t = useText()
  const toast = useToast()
  const { document, change, mistakes } = draft
  const { label } = blockShapes[block.kind]
  const wrong = [...mistakes.keys()].some((place) => place === `${index}` || place.startsWith(`${index}.`))
  const remove = () => {
    change(withoutBlock(document, block.id))
    toast({
      words: { ja: `「${label.ja}」を外しました`, en: `${label.en} removed` },
      undo: () => change((now) => withBlock(now, index, block)),
    })
  }
  return (
    <li className={open ? "open" : undefined}>
      <div className="template-block-head">
        <button type="button" aria-expanded={open} onClick={() => onOpen(open ? undefined : block.id)}>
          <b>{t(label)}</b>
          <span className="quiet">{summary(block)}</span>
          {wrong && <Status is="failed" label={{ ja: "足りないところがあります", en: "Incomplete" }} />}
        </button>
        {open && (
          <span className="template-block-acts">
            <IconButton
              icon={ArrowUp}
              label={{ ja: "上へ", en: "Up" }}
              onClick={() => change(moveBlock(document, block.id, -1))}
            />
            <IconButton
              icon={ArrowDown}
              label={{ ja: "下へ", en: "Down" }}
              onClick={() => change(moveBlock(document, block.id, 1))}
            />
            <IconButton icon={Trash2} label={{ ja: "外す", en: "Remove" }} onClick={remove} />
          </span>
        )}
      </div>
      {open && (
        <BlockForm
          block={block}
          isWrong={(key) => mistakes.has(`${index}.${key}`)}
          onChange={(parts) => change(changeBlock(document, block.id, parts))}
        />
      )}
    </li>
  )
}

const summary = ({ parts }: EditedBlock): string =>
  [parts.text, parts.label, parts.title, parts.alt, parts.policy]
    .find((part) => typeof part === "string" && part !== "")
    ?.toString() ?? ""
