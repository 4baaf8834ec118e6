import { readFileSync } from "node:fs"
import { squeeze } from "../../app/document.tsx"

/** What only these pages need, inside the page like the rest. */
export const sheet = squeeze(readFileSync(new URL("./mypage.css", import.meta.url), "utf8"))
