import { type Page, type PageRequest, page } from "#kernel/page"
import { jsonReply, preflight, refusal, writeKeyOf } from "./tracking-doors.ts"

const perMinute = 60_000

/**
 * What the browsers' SDKs ask for before they start. The stock ones then work by a change of host alone: everything that
 * they would load from their maker's servers is switched off here.
 */
export const sdkSettingsPages: Page[] = [
  page(
    "GET /v1/projects/:writeKey/settings",
    async (_ctx, request) => jsonReply(request, 200, segmentSettings(request)),
    { perMinute },
  ),
  preflight("/v1/projects/:writeKey/settings"),
  page(
    "GET /sourceConfig",
    async (_ctx, request) => {
      try {
        return jsonReply(request, 200, rudderConfig(request))
      } catch (error) {
        return refusal(request, error)
      }
    },
    { perMinute },
  ),
  preflight("/sourceConfig"),
]

function segmentSettings(request: PageRequest) {
  const { protocol, host } = new URL(request.origin)
  const apiKey = request.path.writeKey ?? ""
  return {
    integrations: {
      "Segment.io": {
        apiKey,
        apiHost: `${host}/v1`,
        protocol: protocol.replace(":", ""),
        unbundledIntegrations: [],
        addBundledMetadata: true,
        maybeBundledConfigIds: {},
        versionSettings: { version: "4.4.7", componentTypes: ["browser"] },
      },
    },
    plan: {
      track: { __default: { enabled: true, integrations: {} } },
      identify: { __default: { enabled: true } },
      group: { __default: { enabled: true } },
    },
    edgeFunction: {},
    analyticsNextEnabled: true,
    middlewareSettings: {},
    enabledMiddleware: {},
    metrics: { sampleRate: 0 },
    legacyVideoPluginsEnabled: false,
    remotePlugins: [],
  }
}

function rudderConfig(request: PageRequest) {
  const writeKey = writeKeyOf(request, undefined)
  return {
    source: {
      id: writeKey.slice(0, 12),
      name: "Maido",
      writeKey,
      enabled: true,
      connections: [],
      destinations: [],
      dataplanes: {},
      config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
    },
    updatedAt: "2026-01-01T00:00:00.000Z",
    consentManagementMetadata: { providers: [] },
  }
}
