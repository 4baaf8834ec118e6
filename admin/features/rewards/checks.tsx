import { PercentText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Rows, Section } from "../../../ui/layout.tsx"
import { PublishChecks } from "../../app/publish-checks.tsx"
import type { Judged } from "./words.ts"

/** What is to be mended or known before it is published, and how far it is for members (H06). */
export function Checks({ judged: { checks, reach, by }, isPublished }: { judged: Judged; isPublished?: boolean }) {
  const t = useText()
  const { number } = useFormat()
  return (
    <>
      {!(isPublished && checks.length === 0) && <PublishChecks checks={checks} />}
      <Section title={{ ja: "届く会員", en: "Who can reach it" }}>
        {reach === null ? (
          <p className="small quiet rewards-below">
            {t({
              ja: "会員とポイントが集まると、届く人の割合をここに示します。",
              en: "Once there are members with points, this says how many can reach it.",
            })}
          </p>
        ) : (
          <>
            <Rows
              rows={[
                { label: { ja: "いま交換できる", en: "Can have it now" }, value: <PercentText rate={reach.now} /> },
                {
                  label: { ja: "1年のうちに届く", en: "Within a year" },
                  value: <PercentText rate={reach.withinYear} />,
                },
                {
                  label: { ja: "今のペースでは届かない", en: "Never, at their pace" },
                  value: <PercentText rate={reach.never} />,
                },
                {
                  label: { ja: "届くまでの日数（中央値）", en: "Median time to redeem" },
                  value:
                    reach.medianDays === null
                      ? t({ ja: "半数は届かない", en: "Half never do" })
                      : t({ ja: `${number(reach.medianDays)}日`, en: `${number(reach.medianDays)} days` }),
                },
              ]}
            />
            <p className="small quiet rewards-below">
              {by === "orders"
                ? t({
                    ja: `会員がまだいないため、この1年に買った${number(reach.people)}人のお買い物から見積もりました。`,
                    en: `Nobody is a member yet: judged by the purchases of ${number(reach.people)} people in the last year.`,
                  })
                : t({
                    ja: `会員${number(reach.people)}人の、これまでのペースから。`,
                    en: `By the pace of ${number(reach.people)} members so far.`,
                  })}
            </p>
          </>
        )}
      </Section>
    </>
  )
}
