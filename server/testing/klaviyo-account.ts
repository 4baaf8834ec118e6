import type { KlaviyoAccount } from "./fake-klaviyo.ts"

type Wanted = { people: number; eventsOfEach: number }

const marketing = (consent: string, more: object = {}) => ({
  email: { marketing: { can_receive_email_marketing: consent !== "UNSUBSCRIBED", consent, suppression: [], ...more } },
})

/**
 * An account of made-up people: by turns subscribed with proof, subscribed without, unsubscribed, bounced, and silent.
 * Every third is on the list of letters, every fifth on that of sales.
 */
export function klaviyoAccount({ people, eventsOfEach }: Wanted) {
  const profiles = Array.from({ length: people }, (_, n) => ({
    type: "profile",
    id: profileId(n),
    attributes: {
      email: `k${n}@example.jp`,
      phone_number: n % 2 === 0 ? `+8190${String(10_000_000 + n)}` : null,
      external_id: `member-${n}`,
      first_name: "花子",
      last_name: `渡邉${n}`,
      locale: "ja-JP",
      created: "2025-01-05T10:00:00+00:00",
      updated: "2026-01-10T10:00:00+00:00",
      location: {
        country: "Japan",
        region: "東京都",
        city: "渋谷区",
        address1: `神宮前${n}`,
        zip: "150-0001",
        latitude: 35.6,
        longitude: 139.7,
      },
      properties: { skin: n % 2 === 0 ? "dry" : "oily", unlisted: "kept" },
      subscriptions: subscriptionsOf(n),
    },
  }))
  const lists = [
    { type: "list", id: "LLETTER", attributes: { name: "お便り" }, members: every(profiles, 3) },
    { type: "list", id: "LSALE", attributes: { name: "セール" }, members: every(profiles, 5) },
  ]
  const metrics = [
    { type: "metric", id: "MVIEW", attributes: { name: "Viewed Product" } },
    { type: "metric", id: "MOPEN", attributes: { name: "Opened Email" } },
    { type: "metric", id: "MPAID", attributes: { name: "Placed Order" } },
  ]
  const events = profiles.flatMap(({ id }, n) =>
    Array.from({ length: eventsOfEach }, (_, k) => eventOf(id, n, k, metrics[k % metrics.length]?.id ?? "")),
  )
  return { profiles, lists, metrics, events } satisfies KlaviyoAccount
}

export const profileId = (n: number) => `01P${String(n).padStart(6, "0")}`
const every = (profiles: readonly { id: string }[], step: number) =>
  profiles.filter((_, n) => n % step === 0).map(({ id }) => id)

function subscriptionsOf(n: number) {
  const proof = {
    consent_timestamp: "2025-03-01T09:30:00+00:00",
    method: "FORM",
    method_detail: "Footer form",
    double_optin: true,
  }
  if (n % 5 === 0) return marketing("SUBSCRIBED", proof)
  if (n % 5 === 1) return marketing("SUBSCRIBED", { last_updated: "2025-04-01T00:00:00+00:00" })
  if (n % 5 === 2)
    return marketing("UNSUBSCRIBED", {
      last_updated: "2025-05-01T00:00:00+00:00",
      suppression: [{ reason: "UNSUBSCRIBE", timestamp: "2025-05-01T00:00:00+00:00" }],
    })
  if (n % 5 === 3)
    return marketing("SUBSCRIBED", {
      ...proof,
      suppression: [{ reason: "HARD_BOUNCE", timestamp: "2025-06-01T00:00:00+00:00" }],
    })
  return marketing("NEVER_SUBSCRIBED")
}

const eventOf = (profile: string, n: number, k: number, metric: string) => {
  const at = new Date(Date.UTC(2025, 6, 1) + (n * 7 + k) * 60_000)
  return {
    type: "event",
    id: `E${n}-${k}`,
    attributes: {
      datetime: at.toISOString(),
      timestamp: at.getTime() / 1_000,
      event_properties: {
        ProductID: "p1",
        ProductName: "クリーム",
        ...(metric === "MPAID" && { $value: 3300, $event_id: `o${n}-${k}` }),
      },
    },
    relationships: {
      profile: { data: { type: "profile", id: profile } },
      metric: { data: { type: "metric", id: metric } },
    },
  }
}
