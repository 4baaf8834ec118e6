/** Where a narrowcast stands; `multicast`: the same is on its way by multicast instead. */
export const narrowcastStates = [
  "gathering",
  "closed",
  "uploaded",
  "sending",
  "multicast",
  "sent",
  "failed",
  "unknown",
] as const
