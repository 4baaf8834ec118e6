import { defineFeature, page } from "../../app/feature.ts"

const bare = { frame: "bare" } as const

export const brands = defineFeature({
  name: "brands",
  pages: [
    page("/sign-in", async () => (await import("./sign-in.tsx")).SignIn, bare),
    page("/first-run", async () => (await import("./first-run.tsx")).FirstRun, bare),
    page("/invitation", async () => (await import("./invitation.tsx")).Invitation, bare),
    page("/reset", async () => (await import("./reset.tsx")).ResetPassword, bare),
  ],
  everywhere: async () => (await import("./prove-anew.tsx")).ProveAnew,
})
