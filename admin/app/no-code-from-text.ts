import { config } from "zod"

// The console's content security policy allows no code made from text, not even to see whether it could be. This must
// come before the first schema is made.
config({ jitless: true })
