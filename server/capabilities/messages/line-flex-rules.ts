import { authorAddress, authorPieces } from "./author-text.ts"
import { consentOf } from "./block-html.ts"
import { goodsNodes, listNodes } from "./line-flex-lists-rules.ts"
import { askNodes } from "./line-flex-asks-rules.ts"
import { column, type Part, prose, quietText, say, separator, tel } from "./line-flex-parts-rules.ts"
import { given, liquidJson, type Repeated, type Tree } from "./liquid-json-rules.ts"
import type { Drawing } from "./mail-layout.ts"
import type { Block } from "./model-blocks.ts"
import { words } from "./words.ts"

/**
 * Blocks as a list of parts of LINE's flex bubbles, with only Liquid left to fill in: `hero` is the picture on top, `body` stands
 * below each other, `foot` holds the buttons. What they become is decided when they are filled (line-messages.ts), because only
 * then it is known how large they are.
 */
export function flexSource(blocks: readonly Block[], d: Drawing): string {
  const parts = blocks.flatMap((block, index) => wrapped(block, draw(block, d, index === 0)))
  return liquidJson(parts)
}

function wrapped(block: Block, parts: readonly (Tree | Repeated)[]): (Tree | Repeated)[] {
  const conditions = [block.when === undefined ? undefined : asCondition(block.when)]
  const consent = consentOf(block)
  if (consent) conditions.push(asCondition(consent))
  return conditions
    .filter((condition) => condition !== undefined)
    .reduce<(Tree | Repeated)[]>((inside, condition) => [given(condition, ...inside)], [...parts])
}

const asCondition = (when: string) => (when.startsWith("not ") ? `${when.slice(4)} == blank` : `${when} != blank`)

const part = (at: Part["at"], node: Tree): Tree => ({ at, node })
const body = (...nodes: readonly (Tree | Repeated)[]): (Tree | Repeated)[] => [{ at: "body", nodes: nodes }]

function draw(block: Block, d: Drawing, isFirst: boolean): (Tree | Repeated)[] {
  switch (block.kind) {
    case "heading":
      return body(
        ...(block.greeting ? [quietText("{{ customer.name | name }}")] : []),
        say(authorPieces(block.text).text, { size: block.level === 1 ? "xl" : "lg", weight: "bold" }),
      )
    case "text":
      return body(...prose(block.text, d, block.tone === "quiet"))
    case "button":
      return [
        ...(block.note ? body(...prose(block.note, d, true)) : []),
        part("foot", { label: authorPieces(block.label).text, uri: authorAddress(block.to) }),
      ]
    case "image":
      return [image(block, isFirst)]
    case "divider":
      return body(separator)
    case "note":
      return body(separator, say(authorPieces(block.title).text, { weight: "bold" }), ...prose(block.text, d, true))
    case "policy":
      return policy(block.policy, d)
    case "story":
      return story(block, d)
    case "support":
      return support(d)
    case "footer":
      return footer(d)
    case "keep-close":
    case "totals":
    case "addresses":
    case "order-items":
    case "tracking-steps":
    case "expected-date":
    case "product-content":
    case "next-step":
    case "related":
    case "cart-items":
      return body(...listNodes(block, d))
    case "products":
    case "education":
      return body(...goodsNodes(block, d))
    default:
      return askNodes(block, d).map((node) => ("at" in node ? node : { at: "body", nodes: [node] }))
  }
}

function image(block: Extract<Block, { kind: "image" }>, isFirst: boolean): Tree {
  const node = {
    type: "image",
    url: authorAddress(block.source),
    size: "full",
    aspectRatio: `${block.width}:${Math.min(block.height, block.width * 3)}`,
    aspectMode: "cover",
    ...(block.to ? { action: { type: "uri", label: "open", uri: authorAddress(block.to) } } : {}),
  }
  return isFirst ? part("hero", node) : { at: "body", nodes: [{ ...node, margin: "lg" }] }
}

function policy(name: string, d: Drawing): (Tree | Repeated)[] {
  const found = d.look.policies[name]
  if (!found) throw new Error(`no policy named ${name}`)
  return body(
    separator,
    say(found.title[d.language], { weight: "bold" }),
    ...prose(found.text[d.language], d, true),
    ...(found.url ? prose(`[${words.more[d.language]}](${found.url})`, d, true) : []),
  )
}

function story(block: Extract<Block, { kind: "story" }>, d: Drawing): (Tree | Repeated)[] {
  const picture = block.image
    ? [{ type: "image", url: authorAddress(block.image), size: "full", aspectRatio: "16:9", aspectMode: "cover" }]
    : []
  return body(
    ...picture,
    ...(block.title ? [say(authorPieces(block.title).text, { size: "lg", weight: "bold" })] : []),
    ...prose(block.text, d),
    ...(block.by ? [quietText(authorPieces(block.by).text, "end")] : []),
  )
}

/** In a talk the reader answers by writing; only the phone needs a way of its own. */
function support(d: Drawing): (Tree | Repeated)[] {
  const { phone } = d.look.support
  return body(separator, quietText(words.askHere[d.language]), ...(phone ? [tel(phone, d)] : []))
}

/** Blocking is LINE's own way out; ours is named beside who writes. */
function footer(d: Drawing): (Tree | Repeated)[] {
  const preferences = {
    ...quietTree(words.preferences[d.language]),
    color: d.look.light.action,
    action: { type: "uri", label: words.preferences[d.language], uri: "{{ links.preferences | link }}" },
  }
  return body(
    separator,
    column([
      given("footer.line != blank", say("{{ footer.line }}", { weight: "bold", size: "sm" })),
      quietText(d.look.legal.company),
      given("links.preferences != blank", preferences),
    ]),
  )
}

const quietTree = (text: string) => ({ type: "text", text, size: "xs", wrap: true })
