import "../../app/conditions/clauses.css"
import type { UseQueryResult } from "@tanstack/react-query"
import type { countAudience } from "../../../server/capabilities/segments/contract.ts"
import type { CallError, Reply } from "../../app/call.ts"
import { FailedCall } from "../../app/loaded.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Link } from "../../../ui/link.tsx"
import { Freshness } from "./freshness.tsx"

/** How many match now, and how that was counted. */
export function CountPanel({
  audience,
  to,
  onOpen,
}: {
  audience: UseQueryResult<Reply<typeof countAudience>, CallError>
  to: string
  /** They are listed on this very page, at `to`. */
  onOpen?: () => void
}) {
  const t = useText()
  const { number, percent, time } = useFormat()
  const { data, error } = audience
  if (!data && error)
    return (
      <section className="segment-count">
        <FailedCall
          error={error}
          busy={audience.isFetching}
          onRetry={() => void audience.refetch()}
          what={{ ja: "人数を数えられませんでした", en: "They could not be counted" }}
        />
      </section>
    )
  const seconds = data && number(data.tookMs / 1000, 1)
  return (
    <section className={audience.isPlaceholderData ? "segment-count waiting" : "segment-count"} aria-live="polite">
      <p className="over">
        <span>{t({ ja: "いま当てはまる人", en: "Who matches now" })}</span>
        {data && (
          <span className="num">
            {!audience.isPlaceholderData && `${time(audience.dataUpdatedAt)}・`}
            {t({ ja: `${seconds}秒`, en: `${seconds} s` })}
          </span>
        )}
      </p>
      <p className="figure">
        {data ? (
          <Link
            to={to}
            onClick={onOpen}
            label={t({ ja: `${number(data.count)}人を見る`, en: `See the ${number(data.count)} people` })}
          >
            {number(data.count)}
          </Link>
        ) : (
          <span className="quiet">…</span>
        )}
        {data && <span className="unit">{t({ ja: "人", en: data.count === 1 ? "person" : "people" })}</span>}
      </p>
      {data && (
        <>
          <p className="remark">
            {data.of > 0 &&
              t({
                ja: `全顧客の ${percent(data.count / data.of)}`,
                en: `${percent(data.count / data.of)} of all customers`,
              })}
            {t({
              ja: `　すぐ送れる ${number(data.count - data.reach.none)}`,
              en: ` · ${number(data.count - data.reach.none)} can be reached`,
            })}
          </p>
          <Freshness of={data.freshness} />
        </>
      )}
    </section>
  )
}
