// House rules that no stock linter knows: time and chance come from the context, and every cast says why it is safe.
const isProduct = (file) =>
  /\/(server\/(capabilities|kernel)|portal|demo)\//.test(file) &&
  !/(\.test\.tsx?|\/kernel\/(clock|ids)\.ts)$/.test(file)

const askTheContext = {
  create(context) {
    if (!isProduct(context.filename)) return {}
    const report = (node, message) => context.report({ node, message })
    return {
      NewExpression(node) {
        if (node.callee.name === "Date" && node.arguments.length === 0)
          report(node, "Use ctx.now(): rehearsal and tests must be able to move the clock.")
      },
      MemberExpression(node) {
        if (node.object.name === "Date" && node.property.name === "now")
          report(node, "Use ctx.now() instead of Date.now().")
        if (node.object.name === "Math" && node.property.name === "random")
          report(node, "Use ctx.random: the same seed must give the same day.")
      },
      CallExpression(node) {
        if (node.callee.name === "randomUUID") report(node, "Use ctx.id(): ids come from the context.")
      },
    }
  },
}

const sayWhyACastIsSafe = {
  create(context) {
    if (/\.test\.tsx?$/.test(context.filename)) return {}
    const source = context.sourceCode
    return {
      TSAsExpression(node) {
        const type = node.typeAnnotation
        if (type.type === "TSTypeReference" && type.typeName.name === "const") return
        const lines = source.lines
        const end = node.loc.end.line
        const near = [lines[node.loc.start.line - 2], ...lines.slice(node.loc.start.line - 1, end + 1)].join("\n")
        if (!near.includes("// safe:"))
          context.report({ node, message: "A cast needs `// safe: reason` on its line or the line above." })
      },
    }
  },
}

export default {
  meta: { name: "maido" },
  rules: { "ask-the-context": askTheContext, "say-why-a-cast-is-safe": sayWhyACastIsSafe },
}
