import { authorJson } from "./author-text.ts"

/**
 * JSON with Liquid in it. Texts stand inside JSON strings, where outputs are escaped for them; lists may hold parts that come
 * only under a condition or once for each member of a list of facts. Every member of a list is followed by a comma and the
 * list by null, so that it stays JSON whatever comes; `null` is taken out by whoever reads it.
 */
export type Tree =
  | string
  | number
  | boolean
  | { readonly [key: string]: Tree | undefined }
  | readonly (Tree | Repeated)[]

/** Members of a list between two pieces of Liquid. */
export class Repeated {
  readonly open: string
  readonly close: string
  readonly inside: readonly (Tree | Repeated)[]
  constructor(open: string, inside: readonly (Tree | Repeated)[], close: string) {
    this.open = open
    this.inside = inside
    this.close = close
  }
}

export const given = (condition: string, ...inside: readonly (Tree | Repeated)[]): Repeated =>
  new Repeated(`{% if ${condition} %}`, inside, "{% endif %}")

/** `each("item in cart.items limit: 3", …)`. */
export const each = (loop: string, ...inside: readonly (Tree | Repeated)[]): Repeated =>
  new Repeated(`{% for ${loop} %}`, inside, "{% endfor %}")

/** The source for an engine with `json` output. */
export function liquidJson(tree: Tree | Repeated): string {
  if (tree instanceof Repeated) return `${tree.open}${tree.inside.map((part) => member(part)).join("")}${tree.close}`
  if (typeof tree === "string") return `"${authorJson(tree)}"`
  if (typeof tree === "number" || typeof tree === "boolean") return String(tree)
  if (isList(tree)) return `[${tree.map((part) => member(part)).join("")}null]`
  const entries = Object.entries(tree).flatMap(([key, value]) =>
    value === undefined ? [] : [`${JSON.stringify(key)}:${liquidJson(value)}`],
  )
  return `{${entries.join(",")}}`
}

const member = (part: Tree | Repeated) => (part instanceof Repeated ? liquidJson(part) : `${liquidJson(part)},`)
const isList = (tree: Tree): tree is readonly (Tree | Repeated)[] => Array.isArray(tree)
