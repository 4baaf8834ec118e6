import type { MailFacts } from "./model.ts"

const everybodys = new Set(["brand", "catalog"])
/** Ways that lead everybody to the same page; a capability's own link is its reader's. */
const openLinks = new Set(["page", "preferences", "unsubscribe", "shop", "cart", "review", "survey"])

/**
 * Of the facts that words read, as `customer.name`, those that differ from reader to reader. Facts that are not there say
 * nothing to anybody; without `facts` all of them are taken to be there.
 */
export const ownFacts = (paths: readonly string[], facts?: MailFacts): string[] =>
  paths.filter((path) => {
    const [root = "", next = ""] = path.split(".")
    if (everybodys.has(root) || (root === "links" && openLinks.has(next))) return false
    return facts === undefined ? root !== "footer" : facts[root] !== undefined
  })
