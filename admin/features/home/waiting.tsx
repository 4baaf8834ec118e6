import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Skeleton } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Todo, Todos } from "../../../ui/todo.tsx"

/** The list behind the headline. */
export function Waiting({ waiting }: { waiting: readonly Todo[] | undefined }) {
  const t = useText()
  const more = (waiting?.length ?? 0) - 5
  return (
    <Section
      first
      title={{ ja: "いま、人を待っていること", en: "Waiting for someone" }}
      scope={{ ja: "急ぐ順", en: "most urgent first" }}
    >
      {waiting === undefined ? (
        <Skeleton rows={3} />
      ) : waiting.length === 0 ? (
        <div className="home-calm">
          <Status is="done" label={{ ja: "いま、人の手は要りません", en: "Nothing needs a person now" }} />
          <p className="small quiet">
            {t({
              ja: "遅れている荷物、届かないメール、切れた接続があれば、急ぐ順にここに出ます。",
              en: "Late parcels, mails that do not arrive and broken connections would be listed here.",
            })}
          </p>
        </div>
      ) : (
        <Todos todos={waiting} {...(more > 0 && { rest: t({ ja: `ほか ${more}件`, en: `${more} more` }) })} />
      )}
    </Section>
  )
}
