import type { SegmentDocument } from "../../../server/capabilities/segments/model.ts"
import type { SegmentVersion } from "../../../server/capabilities/segments/model-segment.ts"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { DocumentChanges } from "./document-changes.tsx"
import type { Names } from "../../app/conditions/phrase.ts"

type Props = {
  open: boolean
  onClose: () => void
  onConfirm: () => void
  busy: boolean
  live: SegmentVersion | null
  members: number | null
  document: SegmentDocument
  count: number | undefined
  names: Names
}

/** What publishing changes: the conditions in words, and how many people. */
export function PublishDialog({ live, members, document, count, names, ...dialog }: Props) {
  const t = useText()
  const { number, change } = useFormat()
  const after = count === undefined ? "—" : number(count)
  return (
    <ConfirmDialog
      {...dialog}
      title={
        live
          ? { ja: "この条件に変えますか", en: "Change to these conditions?" }
          : { ja: "このセグメントを公開しますか", en: "Publish this segment?" }
      }
      confirm={{ ja: "公開する", en: "Publish" }}
    >
      <DocumentChanges before={live?.document} after={document} names={names} />
      <p className="segment-step">
        {live && members !== null
          ? t({
              ja: `いま ${number(members)}人 → ${after}人（${count === undefined ? "" : change(count - members)}）`,
              en: `${number(members)} now → ${after} (${count === undefined ? "" : change(count - members)})`,
            })
          : t({ ja: `${after}人が入ります。`, en: `${after} people will be in it.` })}
      </p>
      <p>
        {t({
          ja: "公開した版は変わらずに残り、いつでも前の版と見くらべられます。入る人・出る人は、いまから順に記録されます。",
          en: "Published versions stay as they are and can always be compared. Who enters and leaves is recorded from now on.",
        })}
      </p>
    </ConfirmDialog>
  )
}
