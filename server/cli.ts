import "./compiled.ts"

// What `npm run maido` runs: the commands, loaded only once what was compiled before is at hand.
await import("./cli/program.ts")
