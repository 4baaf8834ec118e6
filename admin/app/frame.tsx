import { useQueryClient } from "@tanstack/react-query"
import { type ReactNode, useMemo } from "react"
import { Surroundings } from "../../ui/language.tsx"
import { useWay } from "../../ui/link.tsx"
import { Borrowed } from "../../ui/mantine-theme.tsx"
import { Skeleton } from "../../ui/states.tsx"
import { CallError } from "./call.ts"
import type { PageEntry } from "./feature.ts"
import { FailedCall } from "./loaded.tsx"
import { chooseBrand, readSession, signOut } from "../../server/capabilities/brands/contract.ts"
import { OutageBar } from "./outage-bar.tsx"
import { type Session, SessionProvider } from "./session.tsx"
import { Shell } from "./shell.tsx"
import { useAct, useCall } from "./use-call.ts"

type FrameProps = { path: string; kind: PageEntry["frame"]; sample: Session | undefined; children: ReactNode }

/** What stands around a page: nothing for sign-in, the shell for everyone who is signed in. */
export function Frame({ path, kind, sample, children }: FrameProps) {
  if (kind === "bare") return <Dressed>{children}</Dressed>
  if (sample)
    return (
      <Dressed session={sample}>
        <Shell path={path} canvas={kind === "canvas"} onBrand={() => {}} onSignOut={() => {}}>
          {children}
        </Shell>
      </Dressed>
    )
  return (
    <SignedIn path={path} canvas={kind === "canvas"}>
      {children}
    </SignedIn>
  )
}

function Dressed({ session, children }: { session?: Session | undefined; children: ReactNode }) {
  return (
    <Surroundings timeZone={session?.brand.zone ?? "Asia/Tokyo"} currency={session?.brand.currency ?? "JPY"}>
      <Borrowed>
        <OutageBar />
        {session ? <SessionProvider value={session}>{children}</SessionProvider> : children}
      </Borrowed>
    </Surroundings>
  )
}

function SignedIn({ path, canvas, children }: { path: string; canvas: boolean; children: ReactNode }) {
  const asked = useCall(readSession, {})
  const { data, error } = asked
  const session = useMemo(() => data && { ...data, rights: new Set(data.rights) }, [data])
  // A 401 leads to sign-in by itself: see the console's query client.
  const goingToSignIn = error instanceof CallError && error.status === 401
  return (
    <Dressed session={session}>
      {session ? (
        <Inside path={path} canvas={canvas}>
          {children}
        </Inside>
      ) : (
        <main className="page">
          {error && !goingToSignIn ? (
            <FailedCall
              error={error}
              since={asked.errorUpdatedAt}
              busy={asked.isFetching}
              onRetry={() => void asked.refetch()}
            />
          ) : (
            <Skeleton rows={8} />
          )}
        </main>
      )}
    </Dressed>
  )
}

function Inside({ path, canvas, children }: { path: string; canvas: boolean; children: ReactNode }) {
  const client = useQueryClient()
  const { go } = useWay()
  // Nothing of one brand or person may stay on the screen of the next.
  const leave = (to: string) => {
    client.clear()
    go(to)
  }
  const choose = useAct(chooseBrand, { refresh: [], done: () => leave("/") })
  const out = useAct(signOut, { refresh: [], done: () => leave("/sign-in") })
  return (
    <Shell path={path} canvas={canvas} onBrand={(brandId) => choose.run({ brandId })} onSignOut={() => out.run({})}>
      {children}
    </Shell>
  )
}
