import { z } from "zod"
import type { Endpoint } from "./endpoint.ts"

/** The OpenAPI 3.1 description of all endpoints, made from the same zod that checks the requests. */
export function openApi(endpoints: readonly Endpoint[], version: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, "{$1}")
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Maido API",
      version,
      description: "毎度 Maido: what happens after the checkout. Dates are ISO 8601, money is integer minor units.",
    },
    paths,
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer", description: "A secret key: mk_live_… or mk_test_…" } },
      schemas: { Error: errorSchema },
    },
  }
}

const errorSchema = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["code", "message", "request_id"],
      properties: {
        code: { type: "string", description: "Stable: area.Name" },
        message: { type: "object", properties: { ja: { type: "string" }, en: { type: "string" } } },
        field: { type: ["string", "null"] },
        details: { type: "object" },
        request_id: { type: "string" },
      },
    },
  },
}

function operation(endpoint: Endpoint): object {
  const shape = endpoint.params.shape
  const inPath = new Set([...endpoint.path.matchAll(/:(\w+)/g)].map((m) => m[1] ?? ""))
  const names = Object.keys(shape)
  const schemaOf = (name: string) => json(shape[name] ?? z.unknown())
  const required = (name: string) => !z.safeParse(z.object({ v: shape[name] ?? z.unknown() }), {}).success
  const asParameters = names.filter((name) => inPath.has(name) || endpoint.method === "GET")
  const inBody = names.filter((name) => !asParameters.includes(name))
  return {
    operationId: operationId(endpoint),
    summary: endpoint.summary.en,
    description: endpoint.summary.ja,
    ...(endpoint.right === null ? {} : { security: [{ key: endpoint.right === "" ? [] : [endpoint.right] }] }),
    parameters: [
      ...asParameters.map((name) => ({
        name,
        in: inPath.has(name) ? "path" : "query",
        required: inPath.has(name) || required(name),
        schema: schemaOf(name),
      })),
      ...(endpoint.method === "GET"
        ? []
        : [{ name: "Idempotency-Key", in: "header", required: false, schema: { type: "string", maxLength: 200 } }]),
    ],
    ...(inBody.length === 0
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              "application/json": {
                schema: {
                  type: "object",
                  properties: Object.fromEntries(inBody.map((name) => [name, schemaOf(name)])),
                  required: inBody.filter(required),
                  additionalProperties: false,
                },
              },
            },
          },
        }),
    responses: {
      "200": { description: "OK", content: { "application/json": { schema: json(endpoint.reply) } } },
      default: {
        description: "Refused",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
      },
    },
  }
}

/** `GET /api/v1/orders/:orderId` → `getOrdersByOrderId`. */
export const operationId = ({ method, path }: Pick<Endpoint, "method" | "path">): string =>
  method.toLowerCase() +
  path
    .replace("/api/v1", "")
    .split("/")
    .filter(Boolean)
    .map((part) => (part.startsWith(":") ? `By${capital(part.slice(1))}` : part.split("-").map(capital).join("")))
    .join("")
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

const json = (type: z.core.$ZodType): object =>
  z.toJSONSchema(type, { unrepresentable: "any", io: "input", override: dates })

/** A date travels as ISO 8601 text. */
function dates(ctx: { zodSchema: z.core.$ZodTypes; jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (ctx.zodSchema._zod.def.type === "date") Object.assign(ctx.jsonSchema, { type: "string", format: "date-time" })
}
