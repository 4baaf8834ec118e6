import { useState } from "react"
import type { LetterChannel } from "../../../server/capabilities/templates/model.ts"
import { Section } from "../../../ui/layout.tsx"
import { Segments } from "../../../ui/nav.tsx"
import type { Language } from "../../../ui/text.ts"
import { Findings } from "../../app/blocks/findings.tsx"
import { FailedCall, Loaded } from "../../app/loaded.tsx"
import { AsWhom, type Reader } from "../../app/letters/as-whom.tsx"
import { ShownLetter } from "../../app/letters/shown-letter.tsx"
import { useLetterPreview } from "../../app/letters/use-letter-preview.ts"
import { useSettled } from "../../app/use-settled.ts"
import { type EditedLetter, isWhole, writtenOf } from "./edited-letter.ts"
import { Spam } from "./spam.tsx"
import type { LetterDraft } from "./use-letter-draft.ts"

const readers = [
  { key: "yes", label: { ja: "お便りに同意した方", en: "Agreed to letters" } },
  { key: "no", label: { ja: "そのほかの方", en: "Everyone else" } },
] as const

type Props = {
  templateId: string
  draft: LetterDraft
  language: Language
  channel: LetterChannel
  onBlock: (index: number) => void
}

/** The letter as its reader sees it, and what a careful colleague would say about it. */
export function LetterPreview({ templateId, draft, language, channel, onBlock }: Props) {
  const [person, setPerson] = useState<Reader>({ kind: "sample", name: "sample" })
  const [agreed, setAgreed] = useState<"yes" | "no">("yes")
  const letter = useLastWhole(useSettled(draft.letter, 400))
  const seen = { templateId, language, channel, withConsent: agreed === "yes", document: writtenOf(letter) }
  const preview = useLetterPreview(seen, person)
  const blocks = draft.letter[language]?.blocks ?? []
  return (
    <div className="template-preview">
      <Section title={{ ja: "見え方", en: "Preview" }} beside={<AsWhom value={person} onChange={setPerson} />}>
        {preview.error ? (
          <FailedCall error={preview.error} onRetry={() => void preview.refetch()} />
        ) : (
          <Loaded of={preview}>
            {({ rendering, findings, spam }) => (
              <>
                <Findings findings={findings} blocks={blocks} onBlock={onBlock} />
                {spam && <Spam score={spam} />}
                {rendering?.mail?.asksConsent && (
                  <Segments
                    label={{ ja: "だれが見るか", en: "Who sees it" }}
                    options={readers}
                    value={agreed}
                    onChange={setAgreed}
                  />
                )}
                {rendering && <ShownLetter rendering={rendering} />}
              </>
            )}
          </Loaded>
        )}
      </Section>
    </div>
  )
}

/** While something is missing the last whole letter stays in view. */
function useLastWhole(letter: EditedLetter): EditedLetter {
  const [last, setLast] = useState(letter)
  if (last !== letter && isWhole(letter)) setLast(letter)
  return last
}
