import type { Endpoint } from "#kernel/endpoint"

export type Answer<T = unknown> = {
  readonly status: number
  readonly body: T
  readonly code: string | undefined
  readonly headers: Headers
}

/** What a browser does for a signed-in person: keeps cookies, sends them along, and says which page it comes from. */
export function openBrowser(origin: string) {
  const cookies = new Map<string, string>()
  const send = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await fetch(origin + path, {
      method,
      headers: {
        origin,
        "x-maido-csrf": "1",
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(cookies.size > 0 && { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    for (const line of response.headers.getSetCookie()) keep(cookies, line)
    const text = await response.text()
    const value: unknown = text === "" ? undefined : JSON.parse(text)
    return { status: response.status, body: value, code: errorCode(value), headers: response.headers }
  }
  const ask = (
    endpoint: Pick<Endpoint, "method" | "path">,
    params: Record<string, unknown>,
    headers: Record<string, string>,
  ) => {
    const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
    const rest = Object.entries(params).filter(([name]) => !endpoint.path.includes(`:${name}`))
    if (endpoint.method !== "GET") return send(endpoint.method, path, Object.fromEntries(rest), headers)
    const query = new URLSearchParams(rest.map(([name, value]) => [name, String(value)]))
    return send("GET", rest.length > 0 ? `${path}?${query}` : path, undefined, headers)
  }
  return {
    cookies,
    send,
    /** Calls an endpoint of a contract and expects success; the reply as the contract reads it. */
    call: async <R>(
      endpoint: Readable<R>,
      params: Record<string, unknown> = {},
      headers: Record<string, string> = {},
    ): Promise<R> => {
      const answer = await ask(endpoint, params, headers)
      if (answer.status !== 200)
        throw new Error(`${endpoint.method} ${endpoint.path} answered ${answer.status} ${answer.code}`)
      return endpoint.reply.parse(answer.body)
    },
    /** The same for a call that must be refused: gives the error's code. */
    refusal: async (
      endpoint: Pick<Endpoint, "method" | "path">,
      params: Record<string, unknown> = {},
    ): Promise<string | undefined> => (await ask(endpoint, params, {})).code,
  }
}
export type Browser = ReturnType<typeof openBrowser>
type Readable<R> = Pick<Endpoint, "method" | "path"> & { readonly reply: { parse: (value: unknown) => R } }

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ""] = line.split(";")
  const [name = "", value = ""] = pair.split("=")
  if (value === "" || /max-age=0/i.test(line)) cookies.delete(name)
  else cookies.set(name, value)
}

const errorCode = (body: unknown): string | undefined => {
  if (typeof body !== "object" || body === null || !("error" in body)) return undefined
  const { error } = body
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : undefined
}
