import { useRef, useState } from "react"
import type { z } from "zod"
import { CallError, type Door, knock } from "../../app/call.ts"
import type { Text } from "../../../ui/text.ts"

/** Knocks at doors of signing in, one at a time, and keeps what the last one said when it stayed shut. */
export function useDoor() {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<{ sentence: Text; field: string | null } | null>(null)

  // Six digits send themselves; Enter right after them must not knock a second time and skip the recovery codes.
  const inside = useRef(false)

  async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (inside.current) return undefined
    inside.current = true
    setBusy(true)
    setRefusal(null)
    try {
      return await work()
    } catch (error) {
      setRefusal(error instanceof CallError ? { sentence: error.sentence, field: error.field } : passkeyFailed)
      return undefined
    } finally {
      inside.current = false
      setBusy(false)
    }
  }

  return {
    busy,
    refusal,
    attempt,
    open: <B extends z.ZodType, R extends z.ZodType>(door: Door<B, R>, body: z.output<B>) =>
      attempt(() => knock(door, body)),
  }
}

// The browser's own refusal: cancelled, timed out, or no passkey for this site.
const passkeyFailed = {
  field: null,
  sentence: {
    ja: "パスキーを使えませんでした。もう一度お試しになるか、別の方法をお選びください。",
    en: "The passkey could not be used. Try again, or choose another way.",
  },
}
