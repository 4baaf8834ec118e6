import { z } from "zod"
import { eventType } from "#kernel/events"

/** New facts about these customers can be asked for in ClickHouse. May be told twice after a crash. */
export const factsProjected = eventType("events.projected", z.object({ customerIds: z.array(z.uuid()) }))
