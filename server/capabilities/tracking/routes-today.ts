import { route } from "#kernel/capability"
import { getToday } from "./contract-today.ts"
import { today } from "./today.ts"

export const todayRoutes = [route(getToday, today)]
