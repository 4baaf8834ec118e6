import { customerErased } from "#customers"
import { defineCapability } from "#kernel/capability"
import { anyEffect } from "#kernel/effects"
import { when } from "#kernel/events"
import { clientDoors } from "./client-doors.ts"
import { klaviyoDoors } from "./doors.ts"
import { forgetKlaviyoPeople } from "./forget.ts"
import { routes } from "./routes.ts"
import { takePage } from "./run-page.ts"

export const klaviyo = defineCapability({
  name: "klaviyo",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  pages: [...klaviyoDoors, ...clientDoors],
  reactions: [when(customerErased, forgetKlaviyoPeople)],
  effects: [anyEffect(takePage)],
})
