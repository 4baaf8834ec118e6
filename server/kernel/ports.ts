/**
 * What a capability needs of the outside world, as a type of its own: `export const mailTransport = port<MailTransport>("messages.mail")`.
 * The capability asks `ctx.product.use(mailTransport)`; main.ts says which adapter stands behind it.
 */
export type Port<T> = { readonly name: string; readonly shape?: (it: T) => T }

export const port = <T>(name: string): Port<T> => ({ name })

/** An adapter put behind a port: only main.ts, the command line and tests do this. */
export type Plug = { readonly name: string; readonly adapter: unknown }

export const plug = <T>(port: Port<T>, adapter: T): Plug => ({ name: port.name, adapter })
