import "../../ui/tokens.css"
import "../../ui/mantine.css"
import "../../ui/base.css"
import { QueryClientProvider } from "@tanstack/react-query"
import { RouterProvider } from "@tanstack/react-router"
import { useMemo } from "react"
import { type Way, WayProvider } from "../../ui/link.tsx"
import { base, signInAddress } from "./address.ts"
import { CallError, onUnanswered } from "./call.ts"
import { FeaturesProvider } from "./feature.ts"
import { features } from "./features.ts"
import { outage } from "./outage.ts"
import { router } from "./router.tsx"
import { newQueryClient } from "./use-call.ts"

const way: Way = { base, go: (to) => void router.history.push(base + to) }

onUnanswered(outage.suspect)

/** The session ended while working: sign in again and come back to the same page. */
function backToSignIn(error: unknown) {
  if (!(error instanceof CallError) || error.status !== 401) return
  const { pathname, searchStr } = router.state.location
  const path = pathname.startsWith(base) ? pathname.slice(base.length) : pathname
  if (!path.startsWith("/sign-in")) way.go(signInAddress((path || "/") + searchStr))
}

export function Console() {
  const client = useMemo(() => newQueryClient(backToSignIn), [])
  return (
    <QueryClientProvider client={client}>
      <WayProvider value={way}>
        <FeaturesProvider value={features}>
          <RouterProvider router={router} />
        </FeaturesProvider>
      </WayProvider>
    </QueryClientProvider>
  )
}
