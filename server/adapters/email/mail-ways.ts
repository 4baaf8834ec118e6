import { randomBytes } from "node:crypto"
import { hostname } from "node:os"
import type { CaughtMailStore, MailSender, MailTransport, MailTransports, MailWay } from "#messages"
import { type MailCatcher, startMailCatcher } from "./mail-catcher.ts"
import type { PoolOptions } from "./smtp-pool.ts"
import { smtpServerFrom } from "./smtp-server-address.ts"
import { createSmtpTransport } from "./smtp-transport.ts"

type Wanted = {
  /** The installation's mail server; undefined sends everything to the catcher. */
  readonly smtpUrl: string | undefined
  readonly store: CaughtMailStore
  readonly now: () => Date
  readonly pool?: Omit<PoolOptions, "connections">
  /** Mails that may be under way to the installation's server and to a brand's own. */
  /** Brands may name servers inside our own network, too. */
  readonly ownMayBePrivate?: boolean
  readonly places?: { readonly installation: number; readonly own: number }
}

type Open = MailWay & { readonly close: () => Promise<void> }

const keepWays = 500

/**
 * The ways out: one pool of connections for each mail server, and the catcher for test brands and for whoever has no
 * server. Mails for the installation's server wait in line for a connection. A server that a brand has brought has few
 * places, far fewer than the workers have, and a mail that finds none free comes back at once: a slow one holds up only
 * its own mails (F43).
 */
export function createMailWays(wanted: Wanted): MailTransports & { readonly close: () => Promise<void> } {
  const { installation, own } = wanted.places ?? { installation: 24, own: 8 }
  const ways = new Map<string, Open>()
  const catcher = lazyCatcher(wanted)

  const once = (name: string, open: () => Open): MailWay => {
    const known = ways.get(name)
    if (known) return known
    if (ways.size >= keepWays) closeOldest(ways)
    const made = open()
    ways.set(name, made)
    return made
  }
  const toServer = (url: string, isOwn: boolean) =>
    once(`${isOwn} ${url}`, () => {
      const server = { ...smtpServerFrom(url, hostname()), publicOnly: isOwn && wanted.ownMayBePrivate !== true }
      const connections = isOwn ? own : installation
      const transport = createSmtpTransport(server, { ...wanted.pool, connections })
      return limited(`${server.host}:${server.port}`, transport, isOwn ? own : Number.POSITIVE_INFINITY)
    })
  const wayFor = ({ brandId, isTest, server }: MailSender): MailWay => {
    if (!isTest && server !== undefined) return toServer(server, true)
    if (!isTest && wanted.smtpUrl !== undefined) return toServer(wanted.smtpUrl, false)
    return once(`catcher ${brandId}`, () =>
      limited("catcher", catcher.transportFor(brandId, own), Number.POSITIVE_INFINITY),
    )
  }
  const close = async () => {
    await Promise.all([...ways.values()].map((way) => way.close()))
    ways.clear()
    await catcher.close()
  }
  return { wayFor, close }
}

function closeOldest(ways: Map<string, Open>): void {
  const [oldest] = ways
  if (!oldest) return
  ways.delete(oldest[0])
  void oldest[1].close()
}

function limited(name: string, transport: MailTransport, places: number): Open {
  let underWay = 0
  return {
    name,
    send: async (mail) => {
      if (underWay >= places) return { kind: "busy" }
      underWay++
      try {
        return await transport.send(mail)
      } finally {
        underWay--
      }
    },
    close: () => transport.close(),
  }
}

/** Started by the first mail that needs it; knows whose mail it is by who signed in. */
function lazyCatcher({ store, now, pool }: Wanted) {
  const password = randomBytes(24).toString("base64url")
  let starting: Promise<MailCatcher> | undefined
  const start = () => (starting ??= startMailCatcher({ store, now, password }))
  const transportFor = (brandId: string, connections: number): MailTransport => {
    let transport: Promise<MailTransport> | undefined
    const open = () =>
      (transport ??= start().then(({ host, port }) =>
        createSmtpTransport(
          { host, port, tls: "none", helloName: "maido", login: { user: brandId, password } },
          { ...pool, connections },
        ),
      ))
    return { send: async (mail) => (await open()).send(mail), close: async () => (await transport)?.close() }
  }
  return { transportFor, close: async () => (await starting)?.close() }
}
