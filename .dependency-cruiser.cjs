const { readFileSync } = require("node:fs")

// The product's reading order is written once, in server/capabilities.ts.
const [, list = ""] =
  /export const capabilities = \[([\s\S]*?)\]/.exec(readFileSync("server/capabilities.ts", "utf8")) ?? []
const order = list
  .replace(/\/\/.*$/gm, "")
  .split(",")
  .map((name) => name.trim().replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`))
  .filter(Boolean)

const inCapability = (name) => `^server/capabilities/${name}/`
const tests = "\\.test\\.tsx?$"
const pureKernel =
  "^server/kernel/(money|rational|days|zones|calendar|schedules|text|edge-values|edge-errors|errors|tax|allocate)\\.ts$"
const forbid = (name, comment, from, to) => ({ name, comment, severity: "error", from, to })

module.exports = {
  forbidden: [
    forbid("no-cycles", "If two files need each other, a third one is missing.", {}, { circular: true }),
    forbid(
      "kernel-knows-nobody",
      "The kernel has no business words in it.",
      { path: "^server/kernel/", pathNot: tests },
      { path: "^(server/(capabilities|adapters|testing)|server/[^/]+\\.ts$|admin|portal|ui|sdk|demo)" },
    ),
    forbid(
      "front-door-only",
      "Use another capability through its index.ts.",
      { path: "^server/capabilities/([^/]+)/", pathNot: "/(contract|model)[^/]*\\.ts$" },
      {
        path: "^server/capabilities/[^/]+/",
        pathNot: ["^server/capabilities/$1/", "^server/capabilities/[^/]+/index\\.ts$"],
      },
    ),
    forbid(
      "shapes-meet-by-shapes",
      "What browsers read takes the shapes of an earlier capability from its model, all else from its index.ts.",
      { path: "^server/capabilities/([^/]+)/(contract|model)[^/]*\\.ts$" },
      {
        path: "^server/capabilities/[^/]+/",
        pathNot: ["^server/capabilities/$1/", "^server/capabilities/[^/]+/(index|model[^/]*)\\.ts$"],
      },
    ),
    ...order.map((name, i) =>
      forbid(
        `reading-order:${name}`,
        `${name} may use only what stands above it in server/capabilities.ts.`,
        { path: inCapability(name), pathNot: tests },
        {
          path: order
            .slice(i + 1)
            .map(inCapability)
            .concat("^$"),
        },
      ),
    ),
    forbid(
      "plugged-in-once",
      "Only server/capabilities.ts plugs capabilities in.",
      { pathNot: ["^server/capabilities\\.ts$", tests] },
      { path: "^server/capabilities/[^/]+/capability\\.ts$" },
    ),
    forbid(
      "index-is-light",
      "The front door must not pull in the routes.",
      { path: "^server/capabilities/[^/]+/index\\.ts$" },
      { path: "/(routes|capability)\\.ts$" },
    ),
    forbid(
      "model-and-rules-are-pure",
      "Nouns and arithmetic: no database, no clock, no network.",
      { path: ["^server/capabilities/.*/model\\.ts$", "^server/capabilities/.*-rules\\.ts$"] },
      {
        path: [
          "/storage[^/]*\\.ts$",
          "/(routes|capability)\\.ts$",
          "^server/kernel/(context|outbox|worker|db|facts|http|doors)\\.ts$",
          "^server/adapters/",
          "node_modules/(kysely|pg|fastify|nodemailer|@clickhouse)/",
          "^(node:)?(fs|net|http|child_process|worker_threads)$",
        ],
        dependencyTypesNot: ["type-only"],
      },
    ),
    forbid(
      "contract-is-browser-safe",
      "A contract is zod and nouns.",
      { path: "^server/capabilities/[^/]+/contract[^/]*\\.ts$" },
      {
        pathNot: [
          "^server/kernel/endpoint\\.ts$",
          pureKernel,
          "/contract[^/]*\\.ts$",
          "/model[^/]*\\.ts$",
          "-rules\\.ts$",
          "node_modules/zod/",
        ],
        dependencyTypesNot: ["type-only"],
      },
    ),
    forbid(
      "storage-knows-nouns-only",
      "Storage is the bottom of a capability.",
      { path: "^server/capabilities/([^/]+)/storage[^/]*\\.ts$" },
      {
        path: "^server/capabilities/$1/",
        pathNot: ["/model[^/]*\\.ts$", "/storage[^/]*\\.ts$", "-rules\\.ts$"],
        dependencyTypesNot: ["type-only"],
      },
    ),
    forbid(
      "sql-lives-in-storage",
      "Only storage files talk to Postgres.",
      { path: "^server/capabilities/", pathNot: ["/storage[^/]*\\.ts$", tests] },
      { path: "node_modules/(kysely|pg)/" },
    ),
    forbid(
      "adapters-stay-outside",
      "Only main's own files choose adapters.",
      { path: "^server/", pathNot: ["^server/[^/]+\\.ts$", "^server/adapters/", "^server/testing/", tests] },
      { path: "^server/adapters/" },
    ),
    forbid(
      "browser-sees-contracts-only",
      "Screens know the server by its contracts.",
      { path: "^(admin|portal|sdk|ui)/", pathNot: tests },
      {
        path: "^server/",
        pathNot: [
          "/contract[^/]*\\.ts$",
          "/model[^/]*\\.ts$",
          "-rules\\.ts$",
          "^server/kernel/endpoint\\.ts$",
          pureKernel,
        ],
        dependencyTypesNot: ["type-only"],
      },
    ),
    forbid(
      "screens-mirror-not-mix",
      "A feature's screens use no other feature's screens.",
      { path: "^(admin|portal)/features/([^/]+)/" },
      { path: "^(admin|portal)/features/", pathNot: "^$1/features/$2/" },
    ),
    forbid(
      "ui-is-plain",
      "The design system knows no feature.",
      { path: "^ui/" },
      { path: "^(admin|portal|server/(?!kernel/))" },
    ),
    forbid(
      "tests-only",
      "Test helpers stay in tests.",
      { pathNot: [tests, "^server/testing/", "^(bench|e2e)/", "^vitest\\.config"] },
      { path: "^server/testing/" },
    ),
    forbid(
      "server-runs-on-dependencies",
      "The server may not import what production does not install.",
      { path: "^server/", pathNot: [tests, "^server/testing/"] },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    parser: "swc",
    enhancedResolveOptions: {
      conditionNames: ["import", "node", "default", "types"],
      exportsFields: ["exports"],
      mainFields: ["module", "main", "types"],
    },
  },
}
