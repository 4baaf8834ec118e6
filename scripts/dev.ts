// Everything at once for work on Maido: the server, restarted when its files change, and the console with hot reload.
import { spawn } from "node:child_process"

const children = [
  spawn("node", ["--watch-path=server", "--watch-path=portal", "server/main.ts"], { stdio: "inherit" }),
  spawn("node_modules/.bin/vite", ["--config", "admin/vite.config.ts"], { stdio: "inherit" }),
]
const stop = () => children.forEach((child) => child.kill("SIGTERM"))
process.on("SIGINT", stop)
process.on("SIGTERM", stop)
for (const child of children) child.on("exit", stop)
