import { senderOf } from "#brands"
import { acceptMessages } from "#events"
import { type Context, inBrand } from "#kernel/context"
import { bodyLimits } from "#kernel/edge"
import { type Page, type PageReply, type PageRequest, page } from "#kernel/page"
import { answering, bodyAs, replied } from "./json-api.ts"
import {
  ClientSubscription,
  EventBody,
  nameOf,
  ProfileBody,
  type ProfileAttributes,
  productOf,
  propertiesOf,
} from "./read-rules.ts"
import { takeSubscription } from "./take-subscription.ts"

const limits = { maxBytes: bodyLimits.event, perMinute: 60_000 }
/** Each may send somebody a mail: as few as a form of ours lets through. */
const joining = { maxBytes: bodyLimits.event, perMinute: 30 }

/**
 * What browsers send: `company_id` is a write key of Maido, whose sites are checked. They go through the very door of
 * our own tag, so a browser may say no more here than there: no orders, and no mail address of somebody else (S30).
 */
export const clientDoors: readonly Page[] = [
  ...clientDoor("/client/events", (request) => {
    const { metric, profile, properties, time, unique_id, value, value_currency } = bodyAs(request, EventBody).data
      .attributes
    const money = value == null ? {} : { value, ...(value_currency && { currency: value_currency }) }
    const product = productOf(properties)
    return [
      ...identified(profile.data.attributes, request),
      {
        type: "track",
        event: nameOf(metric.data.attributes.name),
        ...who(profile.data.attributes, request),
        ...(unique_id && { messageId: unique_id }),
        ...(time && { timestamp: time.toISOString() }),
        properties: { ...propertiesOf(properties), ...money, ...(product && { product_id: product }) },
      },
    ]
  }),
  ...clientDoor("/client/profiles", (request) => {
    const { attributes } = bodyAs(request, ProfileBody).data
    return [{ type: "identify", ...who(attributes, request), traits: traitsOf(attributes) }]
  }),
  ...openDoor("/client/subscriptions", joining, async (platform, request) => {
    await takeSubscription((await senderAt(platform, request)).ctx, bodyAs(request, ClientSubscription), request)
    return replied(202)
  }),
]

function clientDoor(path: string, messagesOf: (request: PageRequest) => object[]): Page[] {
  return openDoor(path, limits, async (platform, request) => {
    const { ctx, sender } = await senderAt(platform, request)
    const refused = await acceptMessages(ctx, {
      shape: "batch",
      body: { batch: messagesOf(request) },
      bytes: undefined,
      sender,
    })
    const [first] = refused
    // A claim to be somebody known is passed over; the event itself counts for the browser that sent it.
    if (first && refused.length === messagesOf(request).length) throw first.error
    return replied(202)
  })
}

/** The brand behind `company_id`, whose key has to allow the site that asks. Throws `keys.WriteKeyUnknown` and the like. */
async function senderAt(platform: Context, request: PageRequest) {
  const sender = await senderOf(platform, request.query.get("company_id") ?? "", request.headers.origin)
  const ctx: Context = { ...inBrand(platform, sender.brandId), actor: { kind: "key", keyId: sender.key.keyId } }
  return { ctx, sender }
}

type Take = (platform: Context, request: PageRequest) => Promise<PageReply>

function openDoor(path: string, limits: Parameters<typeof page>[2], take: Take): Page[] {
  const answer = (platform: Context, request: PageRequest) =>
    open(
      request,
      answering(request, () => take(platform, request)),
    )
  return [
    page(`POST /${path.slice(1)}`, answer, limits),
    page(`OPTIONS /${path.slice(1)}`, (_platform, request) => open(request, Promise.resolve(replied(204))), limits),
  ]
}

/** Browsers may ask from any site: whether the site may use the key is checked with the key. */
async function open(request: PageRequest, reply: Promise<PageReply>): Promise<PageReply> {
  const { headers, ...rest } = await reply
  return {
    ...rest,
    headers: {
      ...headers,
      "access-control-allow-origin": request.headers.origin ?? "*",
      "access-control-allow-methods": "POST, OPTIONS",
      "access-control-allow-headers": "content-type, revision",
      "cross-origin-resource-policy": "cross-origin",
      vary: "origin",
    },
  }
}

/** The browser as it names itself; without a name of its own each request stands alone. */
const who = ({ anonymous_id, external_id }: ProfileAttributes, request: PageRequest) => ({
  anonymousId: anonymous_id ?? `klaviyo:${request.requestId}`,
  ...(external_id && { userId: external_id }),
})

const identified = (said: ProfileAttributes, request: PageRequest) =>
  said.email || said.phone_number
    ? [{ type: "identify", ...who(said, request), traits: { email: said.email, phone: said.phone_number } }]
    : []

function traitsOf({ email, phone_number, first_name, last_name, locale, properties }: ProfileAttributes) {
  const traits = { ...properties, email, phone: phone_number, firstName: first_name, lastName: last_name, locale }
  return Object.fromEntries(Object.entries(traits).filter(([, value]) => value !== null && value !== undefined))
}
