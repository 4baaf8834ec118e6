import { defineCapability } from "#kernel/capability"

export const referrals = defineCapability({
  name: "referrals",
  migrations: new URL("./migrations/", import.meta.url),
})
