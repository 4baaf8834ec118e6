import { createContext, useContext } from "react"
import type { Language } from "../../ui/text.ts"

/** Who is signed in, for which brand, and what they may do. */
export type Session = {
  readonly staff: { readonly staffId: string; readonly name: string; readonly email: string }
  readonly brand: SessionBrand
  readonly brands: readonly SessionBrand[]
  readonly rights: ReadonlySet<string>
}

export type SessionBrand = {
  readonly brandId: string
  readonly name: string
  readonly zone: string
  readonly currency: string
  readonly language: Language
  /** A test brand never reaches a real customer. */
  readonly isTest: boolean
  readonly isDemo: boolean
}

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
