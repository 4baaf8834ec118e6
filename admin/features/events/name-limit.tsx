import { getEventLimits } from "../../../server/capabilities/events/contract.ts"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Status } from "../../../ui/status.tsx"
import { useCall } from "../../app/use-call.ts"

/** Says which event names went beyond what is counted by name, and what to do about it. Nothing as long as none did. */
export function NameLimit() {
  const t = useText()
  const { number } = useFormat()
  const { data } = useCall(getEventLimits, {}, { everyMs: 60_000 })
  if (!data || data.beyond.length === 0) return null
  const most = number(data.most)
  return (
    <div role="status">
      <p>
        <Status is="needed" />{" "}
        {t({
          ja: `できごとの種類が${most}を超えました。超えた分は失われませんが、集計では「そのほかのできごと」にまとめて数えます。名前に番号などを入れず、プロパティとして送るように直してください。`,
          en: `More than ${most} kinds of events came. None is lost, but those beyond are counted together as "Other events". Leave numbers and ids out of event names and send them as properties.`,
        })}
      </p>
      <p className="small">
        {t({ ja: "たとえば：", en: "For example: " })}
        {data.beyond.slice(0, 5).map(({ name, source }, i) => (
          <span key={name}>
            {i > 0 && t({ ja: "、", en: ", " })}
            <code>{name}</code> ({source})
          </span>
        ))}
      </p>
    </div>
  )
}
