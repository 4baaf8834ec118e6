import { useEffect, useState } from "react"

type Part = "returns" | "multipliers" | "actions"
type Place = { readonly part: Part | null; readonly index: number | null; readonly asked: number }

const partOf: Readonly<Record<string, Part>> = {
  multipliers: "multipliers",
  stacking: "multipliers",
  actions: "actions",
  expiry: "returns",
  shortage: "returns",
}

function placeOf(at: string | undefined, asked: number): Place {
  const [field = "", index] = (at ?? "").split(".")
  return { part: partOf[field] ?? null, index: index === undefined ? null : Number(index), asked }
}

/** The place in the rules that a lint speaks of ("multipliers.0"): scrolled to, and asked anew each time. */
export function usePlaces(at: string | undefined) {
  const [place, setPlace] = useState(() => placeOf(at, 0))
  useEffect(() => {
    if (place.part) document.getElementById(place.part)?.scrollIntoView({ block: "start" })
  }, [place])
  return { place, show: (to: string) => setPlace(({ asked }) => placeOf(to, asked + 1)) }
}
