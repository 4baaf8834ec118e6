import { defineCapability } from "#kernel/capability"
import { clientDoors } from "./client-doors.ts"
import { klaviyoDoors } from "./doors.ts"

export const klaviyo = defineCapability({ name: "klaviyo", pages: [...klaviyoDoors, ...clientDoors] })
