import "./quests.css"
import { postQuestCheck } from "../../../server/capabilities/quests/contract.ts"
import { useText } from "../../../ui/language.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import { PublishChecks } from "../../app/publish-checks.tsx"
import { useCall } from "../../app/use-call.ts"
import { useSettled } from "../../app/use-settled.ts"
import { documentOf, isWhole, type Values } from "./form-values.ts"
import { either, prizeWords } from "./words.ts"

/** The quest as a member sees it while it is being written, and what is to be mended. */
export function Preview({ values }: { values: Values }) {
  const t = useText()
  const document = documentOf(values)
  const name = t(either({ ja: values.nameJa, en: values.nameEn }))
  const about = t(either({ ja: values.aboutJa, en: values.aboutEn }))
  return (
    <Stack>
      <Section title={{ ja: "会員にはこう見えます", en: "As a member sees it" }} first>
        <article className="quests-card" aria-label={t({ ja: "会員の見え方", en: "As a member sees it" })}>
          <h3>{name || t({ ja: "名前はこれから", en: "No name yet" })}</h3>
          {about && <p className="small">{about}</p>}
          <Body values={values} />
          <p className="small quiet">
            {t({
              ja: `達成すると ${t(prizeWords(document.prize)) || "—"}`,
              en: `For it: ${t(prizeWords(document.prize)) || "—"}`,
            })}
          </p>
        </article>
      </Section>
      {isWhole(values) && <Said values={values} />}
    </Stack>
  )
}

function Body({ values }: { values: Values }) {
  const t = useText()
  const needs = values.needs ?? 0
  if (values.kind === "stamps") {
    const shown = Math.min(needs, 20)
    const got = Math.min(3, shown)
    return (
      <ol className="quests-stamps" aria-label={t({ ja: `${needs}個のうち${got}個`, en: `${got} of ${needs}` })}>
        {Array.from({ length: shown }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: places on a card
          <li key={index} className={index < got ? "got" : undefined}>
            {index < got ? t({ ja: "済", en: "✓" }) : index + 1}
          </li>
        ))}
      </ol>
    )
  }
  if (values.kind === "trivia")
    return values.questions.map(({ askJa, askEn, choices }, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: questions have no name but their place
      <div key={index}>
        <p>{t(either({ ja: askJa, en: askEn })) || "—"}</p>
        <ul className="quests-choices">
          {choices.map(({ id, ja, en }) => (
            <li key={id}>{t(either({ ja, en })) || "—"}</li>
          ))}
        </ul>
      </div>
    ))
  return (
    <p className="small">
      {t(
        values.kind === "set"
          ? { ja: `そろえたクエスト 1 / ${needs}`, en: `1 of ${needs} quests` }
          : { ja: `1 / ${needs}回`, en: `1 of ${needs}` },
      )}
    </p>
  )
}

/** Asks once typing rests: every letter would be a question otherwise. */
function Said({ values }: { values: Values }) {
  const document = documentOf(useSettled(values, 600))
  const judged = useCall(postQuestCheck, { document }, { keep: true })
  return judged.data ? <PublishChecks checks={judged.data.checks} /> : null
}
