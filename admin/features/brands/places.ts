/** Time zones and currencies that are offered for a brand. */
export const zones = [
  "Asia/Tokyo",
  "Asia/Seoul",
  "Asia/Taipei",
  "Asia/Singapore",
  "Europe/London",
  "Europe/Paris",
  "America/New_York",
  "America/Los_Angeles",
]
export const currencies = ["JPY", "USD", "EUR", "GBP", "KRW", "TWD", "SGD"]
