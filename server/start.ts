import "./compiled.ts"

// What `npm start` runs, put into few files (scripts/build-server.ts): main.ts, loaded only once what was compiled
// before is at hand.
await import("./main.ts")
