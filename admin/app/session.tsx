import { createContext, useContext } from "react"
import type { z } from "zod"
import type { readSession, SessionBrand as SessionBrandSchema } from "../../server/capabilities/brands/contract.ts"

/** Who is signed in, for which brand, and what they may do. */
export type Session = Omit<z.output<typeof readSession.reply>, "rights"> & { readonly rights: ReadonlySet<string> }
export type SessionBrand = z.output<typeof SessionBrandSchema>

const SessionContext = createContext<Session | null>(null)
export const SessionProvider = SessionContext

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error("this screen needs a signed-in person")
  return session
}

export const useMay = () => {
  const { rights } = useSession()
  return (right: string | undefined) => right === undefined || rights.has(right)
}
