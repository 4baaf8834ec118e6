import { type ReactNode, useState } from "react"
import { ArrowDown, ArrowUp, Trash2 } from "lucide-react"
import { IconButton } from "../../../ui/button.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Menu } from "../../../ui/menu.tsx"
import { Status } from "../../../ui/status.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { useMay } from "../session.tsx"
import { BlockForm } from "./block-form.tsx"
import { type BlockKind, blockShapes } from "./block-words.ts"
import { type EditedBlock, changeBlock, moveBlock, moveBlockTo, withBlock, withoutBlock } from "./edited-blocks.ts"
import "./blocks.css"

type Blocks = readonly EditedBlock[]
type Props = {
  blocks: Blocks
  onChange: (change: (blocks: Blocks) => Blocks) => void
  /** What is missing, by place: `2.text` of the third block. */
  mistakes: ReadonlyMap<string, string>
  /** What may be added, in the order of the menu. */
  kinds: readonly BlockKind[]
  open: string | undefined
  onOpen: (id: string | undefined) => void
  /** The form of a block that this list knows itself. */
  form?: (block: EditedBlock, change: (parts: EditedBlock["parts"]) => void) => ReactNode
  /** What a block of its own says in the list. */
  summaryOf?: (block: EditedBlock) => string | undefined
  /** Whether a block may be for the people of a segment: in letters to somebody who is known. */
  forSegments?: boolean
}

/** The blocks of a message from top to bottom; one is open at a time. They move by buttons, by keys and by dragging. */
export function BlockList({
  blocks,
  onChange,
  mistakes,
  kinds,
  open,
  onOpen,
  form,
  summaryOf,
  forSegments = false,
}: Props) {
  const may = useMay()
  const [dragged, setDragged] = useState<string>()
  const add = (kind: BlockKind) => {
    const id = crypto.randomUUID()
    onChange((now) => {
      const at = now.findIndex((block) => block.id === open)
      // A message ends with its footer: what is added without a place goes above it.
      const foot = now.at(-1)?.kind === "footer" ? now.length - 1 : now.length
      return withBlock(now, at < 0 ? foot : at + 1, { id, kind, parts: blockShapes[kind].fresh })
    })
    onOpen(id)
  }
  return (
    <Section
      title={{ ja: "中身", en: "Blocks" }}
      scope={{ ja: `${blocks.length}つ、上から順に`, en: `${blocks.length}, from top to bottom` }}
      beside={
        may("messages:write") && (
          <Menu
            look="text"
            label={{ ja: "足す", en: "Add" }}
            items={kinds.map((kind) => ({ label: blockShapes[kind].label, onClick: () => add(kind) }))}
          />
        )
      }
    >
      <ol className="template-blocks">
        {blocks.map((block, index) => (
          <BlockRow
            key={block.id}
            block={block}
            isWrong={(key) =>
              [...mistakes.keys()].some(
                (place) => place === `${index}${key && `.${key}`}` || place.startsWith(`${index}.${key}`),
              )
            }
            onChange={onChange}
            index={index}
            open={block.id === open}
            onOpen={onOpen}
            form={form}
            forSegments={forSegments}
            said={summaryOf?.(block) ?? summary(block)}
            onDrag={setDragged}
            onDrop={() => dragged && onChange((now) => moveBlockTo(now, dragged, block.id))}
          />
        ))}
      </ol>
    </Section>
  )
}

type RowProps = Pick<Props, "onChange" | "onOpen"> & {
  forSegments: boolean
  form: Props["form"]
  block: EditedBlock
  said: string
  index: number
  isWrong: (key: string) => boolean
  open: boolean
  onDrag: (id: string | undefined) => void
  onDrop: () => void
}

function BlockRow({
  block,
  said,
  index,
  isWrong,
  onChange,
  open,
  onOpen,
  form,
  forSegments,
  onDrag,
  onDrop,
}: RowProps) {
  const t = useText()
  const toast = useToast()
  const may = useMay()
  const { label } = blockShapes[block.kind]
  const move = (by: number) => onChange((now) => moveBlock(now, block.id, by))
  const remove = () => {
    onChange((now) => withoutBlock(now, block.id))
    toast({
      words: { ja: `「${label.ja}」を外しました`, en: `${label.en} removed` },
      undo: () => onChange((now) => withBlock(now, index, block)),
    })
  }
  const change = (parts: EditedBlock["parts"]) => onChange((now) => changeBlock(now, block.id, parts))
  return (
    <li
      className={open ? "open" : undefined}
      draggable={!open && may("messages:write")}
      onDragStart={() => onDrag(block.id)}
      onDragEnd={() => onDrag(undefined)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        onDrop()
      }}
    >
      <div className="template-block-head">
        <button
          type="button"
          aria-expanded={open}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          onClick={() => onOpen(open ? undefined : block.id)}
          onKeyDown={(event) => {
            if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return
            event.preventDefault()
            move(event.key === "ArrowUp" ? -1 : 1)
          }}
        >
          <b>{t(label)}</b>
          <span className="quiet">{said}</span>
          {isWrong("") && <Status is="failed" label={{ ja: "足りないところがあります", en: "Incomplete" }} />}
        </button>
        {open && (
          <span className="template-block-acts">
            <IconButton icon={ArrowUp} label={{ ja: "上へ", en: "Up" }} onClick={() => move(-1)} />
            <IconButton icon={ArrowDown} label={{ ja: "下へ", en: "Down" }} onClick={() => move(1)} />
            <IconButton icon={Trash2} label={{ ja: "外す", en: "Remove" }} onClick={remove} />
          </span>
        )}
      </div>
      {open &&
        (form?.(block, change) ?? (
          <BlockForm block={block} isWrong={isWrong} onChange={change} forSegments={forSegments} />
        ))}
    </li>
  )
}

const summary = ({ parts }: EditedBlock): string =>
  [parts.text, parts.label, parts.title, parts.question, parts.alt, parts.policy]
    .find((part) => typeof part === "string" && part !== "")
    ?.toString() ?? ""
