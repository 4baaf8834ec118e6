import "./home.css"
import { useFormat, useNow, useText } from "../../../ui/language.tsx"
import { Columns, Stack } from "../../../ui/layout.tsx"
import { Page } from "../../app/page.tsx"
import { useMay, useSession } from "../../app/session.tsx"
import { DataDoors } from "./data-doors.tsx"
import { DayInFigures } from "./day-in-figures.tsx"
import { SetUp } from "./set-up.tsx"
import { StaffTasks } from "./staff-tasks.tsx"
import { headline, useWaiting } from "./use-waiting.tsx"
import { Waiting } from "./waiting.tsx"

/** What needs a person now, how the day goes, and whether the data arrives. */
export function Today() {
  const t = useText()
  const { brand } = useSession()
  const may = useMay()
  const { date, time } = useFormat()
  const now = useNow()
  const waiting = useWaiting()
  return (
    <Page
      title={headline(waiting, brand.name)}
      name={{ ja: "今日", en: "Today" }}
      over={date(now)}
      actions={
        <span className="num">
          {t({ ja: `${time(now)} 現在・1分ごとに更新`, en: `As of ${time(now)}, every minute` })}
        </span>
      }
    >
      <Stack>
        <SetUp />
        {may("orders:read") && (
          <Columns split="7-5">
            <Waiting waiting={waiting} />
            <DayInFigures />
          </Columns>
        )}
        <StaffTasks />
        <DataDoors />
      </Stack>
    </Page>
  )
}
