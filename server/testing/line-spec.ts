import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { Ajv, type ValidateFunction } from "ajv"
import addFormats from "ajv-formats"
import { parse } from "yaml"

const folder = join(process.cwd(), "..", "shared", "data", "line")
/** LINE's own description of its API, made strict. It lies beside the project, not in it. */
export const hasLineSpec = existsSync(join(folder, "messaging-api.strict.yml"))

type Node = Record<string, unknown>
type Operation = { readonly path: RegExp; readonly method: string; readonly schema: Node | undefined }

/** Says what is wrong with a request of ours by LINE's own description; undefined when nothing is. */
export type LineSpec = {
  readonly problemOf: (method: string, path: string, body: unknown) => string | undefined
  readonly eventProblem: (delivery: unknown) => string | undefined
}

/** Reads the descriptions. Needs `hasLineSpec`. */
export function readLineSpec(): LineSpec {
  const api = specOf("messaging-api.strict.yml")
  const webhook = specOf("webhook.yml")
  const operations = operationsOf(api)
  const check = validatorOf(api)
  const checkEvents = validatorOf(webhook)
  return {
    problemOf: (method, path, body) => {
      const found = operations.find((one) => one.method === method.toLowerCase() && one.path.test(path))
      if (!found) return `LINE has no ${method} ${path}`
      return found.schema ? check(found.schema, body) : undefined
    },
    eventProblem: (delivery) => checkEvents({ $ref: "#/components/schemas/CallbackRequest" }, delivery),
  }
}

const specOf = (file: string): Node => parse(readFileSync(join(folder, file), "utf8"), { logLevel: "error" })

function operationsOf(spec: Node): Operation[] {
  // safe: the form of an OpenAPI 3 description
  const paths = spec["paths"] as Record<string, Record<string, Node>>
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method,
      path: new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`),
      schema: schemaOf(operation),
    })),
  )
}

function schemaOf(operation: Node): Node | undefined {
  // safe: the form of an OpenAPI 3 description
  const body = operation["requestBody"] as { content?: Record<string, { schema?: Node }> } | undefined
  return body?.content?.["application/json"]?.schema
}

function validatorOf(spec: Node): (schema: Node, value: unknown) => string | undefined {
  const ajv = new Ajv({ strict: false, allErrors: false, discriminator: false, validateFormats: true })
  addFormats.default(ajv)
  ajv.addSchema({ ...spec, $id: "line" }, "line")
  const known = new Map<string, ValidateFunction>()
  return (schema, value) => {
    const key = JSON.stringify(schema)
    const validate = known.get(key) ?? ajv.compile(JSON.parse(key.replaceAll('"#/', '"line#/')))
    known.set(key, validate)
    if (validate(value)) return undefined
    const [first] = validate.errors ?? []
    return `${first?.instancePath ?? ""} ${first?.message ?? ""} ${JSON.stringify(first?.params)}`
  }
}
