import { senderOf } from "#brands"
import { type Context, inBrand } from "#kernel/context"
import { ExpectedError } from "#kernel/errors"
import type { PageReply, PageRequest } from "#kernel/page"
import { readJson } from "#kernel/edge"
import type { z } from "zod"
import { KlaviyoError } from "./errors.ts"

const media = { "content-type": "application/vnd.api+json", "cache-control": "no-store" }

export const replied = (status: number, body?: object): PageReply => ({
  status,
  headers: media,
  body: body === undefined ? "" : JSON.stringify(body),
})

/** The brand behind a secret key in Klaviyo's own header. Throws `klaviyo.NoKey`, `NotAllowed`, `keys.WriteKeyUnknown`. */
export async function brandOf(platform: Context, request: PageRequest, right: string): Promise<Context> {
  const secret = /^klaviyo-api-key +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1]
  if (!secret) throw KlaviyoError.NoKey({ field: "authorization" })
  const { key, brandId, trust } = await senderOf(platform, secret, undefined)
  if (trust !== "secret") throw KlaviyoError.NoKey({ field: "authorization" })
  if (!key.scopes.includes(right)) throw KlaviyoError.NotAllowed({ right })
  return {
    ...inBrand(platform, brandId),
    actor: { kind: "key", keyId: key.keyId },
    rights: new Set(key.scopes),
  }
}

/** The body in this shape. Throws `klaviyo.Invalid` naming what is wrong. */
export function bodyAs<T>(request: PageRequest, schema: z.ZodType<T>): T {
  const { data, error } = schema.safeParse(readJson(request.body))
  if (error) throw KlaviyoError.Invalid({ field: error.issues[0]?.path.join(".") || "data" })
  return data
}

/** Answers; an expected failure in the form of JSON:API, so that Klaviyo's SDKs can read it. */
export async function answering(request: PageRequest, work: () => Promise<PageReply>): Promise<PageReply> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    const { field, duplicate } = error.details
    const shown = {
      id: request.requestId,
      status: error.status,
      code: error.code === "klaviyo.Duplicate" ? "duplicate_profile" : error.code,
      title: error.sentence.en,
      detail: error.sentence.ja,
      source: { pointer: `/${(field ?? "data").replaceAll(".", "/")}` },
      meta: duplicate === undefined ? {} : { duplicate_profile_id: duplicate },
    }
    return replied(error.status, { errors: [shown] })
  }
}
