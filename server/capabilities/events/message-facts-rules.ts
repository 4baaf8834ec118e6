import type { Identity, IdentityFact } from "#customers"
import { idOf, isMessage, type Message, type MessageType, momentOf, amountOf } from "./message-rules.ts"
import type { EventRecord } from "./model.ts"

/** What one tracked message comes to: a fact for the inbox, and what it says about whose it is. */
export type TrackedFact = {
  readonly record: Omit<EventRecord, "customerId">
  readonly identity: IdentityFact
}

export type Door = {
  readonly source: string
  /** Whether the sender held a secret key. */
  readonly trusted: boolean
  readonly receivedAt: Date
  readonly sentAt: unknown
  readonly currency: string
}

/** Reads a message that was accepted. Throws only what `faultOf` finds, so nothing here can fail for a checked one. */
export function factOf(type: MessageType, message: Message, externalId: string, door: Door): TrackedFact {
  const moment = momentOf(message, door.sentAt, door.receivedAt)
  const properties = partOf(message, "properties")
  const context = partOf(message, "context")
  const money = type === "track" ? amountOf(message, undefined, door.currency) : undefined
  return {
    record: {
      name: nameOf(type, message),
      occurredAt: moment.occurredAt,
      receivedAt: door.receivedAt,
      isClockSkewed: moment.isClockSkewed,
      source: door.source,
      externalId,
      value: money?.value ?? null,
      currency: money?.currency ?? null,
      orderId: textOf(properties.order_id ?? properties.orderId),
      productId: textOf(properties.product_id ?? properties.productId),
      messageId: textOf(properties.message_id),
      storeId: textOf(properties.store_id),
      channel: channelOf(type, message, properties, context),
      properties: keptProperties(type, message, properties, context),
    },
    identity: {
      identities: identitiesOf(type, message, door.trusted),
      source: door.source,
      at: moment.countsAt,
      ...(type === "identify" ? { profile: profileOf(partOf(message, "traits"), context) } : {}),
    },
  }
}

const names: Record<MessageType, string> = {
  track: "",
  identify: "Identified",
  page: "Page Viewed",
  screen: "Screen Viewed",
  group: "Group Joined",
  alias: "Identified",
}

const nameOf = (type: MessageType, message: Message) => (type === "track" ? String(message.event).trim() : names[type])

/** Whoever holds a secret key vouches for the ids it sends; what a browser says about itself joins no two known people. */
function identitiesOf(type: MessageType, message: Message, trusted: boolean): Identity[] {
  const found: Identity[] = []
  const add = (kind: Identity["kind"], issuer: string, value: string | null | undefined) => {
    if (value) found.push(trusted ? { kind, issuer, value } : { kind, issuer, value, verified: false })
  }
  add("external", "", idOf(message.userId))
  add("anonymous", "web", idOf(message.anonymousId))
  if (type === "alias") {
    add("anonymous", "web", idOf(message.previousId))
    add("external", "", idOf(message.previousId))
  }
  if (type === "identify") {
    const { email, phone } = partOf(message, "traits")
    if (isEmail(email)) add("email", "", email.trim())
    if (typeof phone === "string" && /\d{6}/.test(phone.replace(/\D/g, ""))) add("phone", "", phone.trim().slice(0, 40))
  }
  return found
}

const isEmail = (value: unknown): value is string =>
  typeof value === "string" && value.length <= 254 && /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(value.trim())

const words = (value: unknown, max: number) =>
  typeof value === "string" && value.trim() !== "" ? value.trim().slice(0, max) : undefined

type Profile = NonNullable<IdentityFact["profile"]>

/** Segment's reserved traits by their meaning; all others are the brand's own. Mail and phone come with the identities. */
function profileOf(traits: Message, context: Message): Profile {
  const {
    email: _email,
    phone: _phone,
    firstName,
    lastName,
    name,
    birthday,
    address,
    locale,
    language,
    timezone,
    ...rest
  } = traits
  const spoken = words(language ?? locale ?? context.locale, 10)
    ?.slice(0, 2)
    .toLowerCase()
  const said = {
    familyName: words(lastName, 100),
    givenName: words(firstName, 100),
    displayName: words(name, 200),
    language: spoken === "ja" || spoken === "en" ? spoken : undefined,
    zone: zoneOf(timezone),
    bornOn: typeof birthday === "string" ? /^\d{4}-\d\d-\d\d/.exec(birthday)?.[0] : undefined,
    address: addressOf(address),
    properties: Object.fromEntries(Object.entries(rest).slice(0, 100)),
  }
  // safe: what is undefined was just taken out, and the rest has the types of the profile's own fields
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Profile
}

const zoneOf = (value: unknown) =>
  typeof value === "string" && /^[A-Za-z_]+\/[A-Za-z_/+-]+$/.test(value) ? value.slice(0, 60) : undefined

function addressOf(value: unknown) {
  if (!isMessage(value)) return undefined
  const country = words(value.country, 2)?.toUpperCase()
  return {
    country: country && /^[A-Z]{2}$/.test(country) ? country : "JP",
    postalCode: words(value.postalCode ?? value.postal_code, 20) ?? null,
    prefecture: words(value.state, 60) ?? null,
    city: words(value.city, 120) ?? null,
    street: words(value.street, 200) ?? null,
    building: null,
    company: null,
  }
}

/** Where it happened: said outright, or seen from what sent it. */
function channelOf(type: MessageType, message: Message, properties: Message, context: Message): string | null {
  const said = words(properties.channel ?? context.channel, 40)
  if (said) return said
  if (type === "screen" || isMessage(context.device)) return "app"
  return type === "page" || isMessage(context.page) || message.channel === "web" ? "web" : null
}

/**
 * What is kept of a message beside its columns: its properties, the page and campaign it came from. Of an identify only
 * the names of its traits: what they say belongs to the profile, not to a log of events.
 */
function keptProperties(type: MessageType, message: Message, properties: Message, context: Message): object {
  const page = partOf(context, "page")
  const library = partOf(context, "library")
  const from = {
    ...(typeof page.url === "string" && type !== "page" ? { url: page.url } : {}),
    ...(isMessage(context.campaign) ? { campaign: context.campaign } : {}),
    ...(typeof library.name === "string" ? { library: library.name } : {}),
  }
  const kept =
    type === "identify"
      ? { traits: Object.keys(partOf(message, "traits")).slice(0, 100) }
      : type === "group"
        ? { group_id: textOf(message.groupId) }
        : properties
  const named =
    (type === "page" || type === "screen") && typeof message.name === "string" ? { name: message.name, ...kept } : kept
  return Object.keys(from).length === 0 || "context" in named ? named : { ...named, context: from }
}

const partOf = (message: Message, name: string): Message => {
  const part = message[name]
  return isMessage(part) ? part : {}
}

/** An id in a property: text or a number, no longer than an index can hold. */
const textOf = (value: unknown): string | null =>
  typeof value === "number" ? String(value) : typeof value === "string" && value !== "" ? value.slice(0, 200) : null
