import { useSyncExternalStore } from "react"

const query = "(max-width: 719px)"
const watch = (changed: () => void) => {
  const media = window.matchMedia(query)
  media.addEventListener("change", changed)
  return () => media.removeEventListener("change", changed)
}

/** Whether there is room for a list only. */
export const useNarrow = (): boolean => useSyncExternalStore(watch, () => window.matchMedia(query).matches)
