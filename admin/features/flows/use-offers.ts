import { useMemo } from "react"
import { listOffers } from "../../../server/capabilities/offers/contract.ts"
import { same, type Text } from "../../../ui/text.ts"
import { useCall } from "../../app/use-call.ts"

export type KnownOffer = { readonly offerId: string; readonly name: Text; readonly isLive: boolean }

/** The offers whose codes can be given, and those that are still drafts. */
export function useOffers(): readonly KnownOffer[] {
  const { data } = useCall(listOffers, {})
  return useMemo(
    () =>
      (data?.items ?? [])
        .filter(({ state }) => state !== "ended")
        .map(({ offerId, name, state }) => ({ offerId, name: same(name), isLive: state === "live" })),
    [data],
  )
}
