import { useText } from "../../../ui/language.tsx"
import { Status } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"
import { blockShapes } from "./block-words.ts"
import type { EditedBlock } from "./edited-blocks.ts"

type Finding = { readonly code: string; readonly level: "error" | "warning"; readonly at: string; readonly say: Text }
type Props = {
  findings: readonly Finding[]
  blocks: readonly Pick<EditedBlock, "kind">[]
  onBlock: (index: number) => void
}

const places: Record<string, Text> = {
  subject: { ja: "件名", en: "Subject" },
  preheader: { ja: "一覧に出る文", en: "Preheader" },
  look: { ja: "ブランド", en: "Brand" },
  mail: { ja: "メール全体", en: "The mail" },
  line: { ja: "LINE", en: "LINE" },
  sms: { ja: "SMS", en: "SMS" },
  push: { ja: "プッシュ通知", en: "Push notice" },
  letter: { ja: "全体", en: "The letter" },
}

/** What keeps the mail from being published, then what would make it better. */
export function Findings({ findings, blocks, onBlock }: Props) {
  const t = useText()
  const errors = findings.filter(({ level }) => level === "error")
  const warnings = findings.filter(({ level }) => level === "warning")
  if (findings.length === 0)
    return (
      <p className="template-findings-none">
        <Status is="done" label={{ ja: "直すところはありません", en: "Nothing to mend" }} />
      </p>
    )
  return (
    <ul className="template-findings" aria-label={t({ ja: "確かめること", en: "Findings" })}>
      {[...errors, ...warnings].map((finding) => (
        <li key={`${finding.code} ${finding.at}`}>
          <Status
            {...(finding.level === "error"
              ? { is: "failed", label: { ja: "公開できません", en: "Blocks publishing" } }
              : { is: "waiting", label: { ja: "見直す", en: "Look again" } })}
          />
          <span>
            <Place at={finding.at} blocks={blocks} onBlock={onBlock} />
            {t(finding.say)}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Place({ at, blocks, onBlock }: { at: string } & Pick<Props, "blocks" | "onBlock">) {
  const t = useText()
  const index = /^\d+$/.test(at) ? Number(at) : undefined
  const block = index === undefined ? undefined : blocks[index]
  if (index !== undefined && block)
    return (
      <button type="button" className="link" onClick={() => onBlock(index)}>
        {t({
          ja: `${index + 1}つ目の${blockShapes[block.kind].label.ja}：`,
          en: `Block ${index + 1}, ${blockShapes[block.kind].label.en}: `,
        })}
      </button>
    )
  const known = places[at]
  return known ? <b>{t({ ja: `${known.ja}：`, en: `${known.en}: ` })}</b> : null
}
