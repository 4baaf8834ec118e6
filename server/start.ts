import "./compiled.ts"

// What `npm start` runs: main.ts, loaded only once what was compiled before is at hand.
await import("./main.ts")
