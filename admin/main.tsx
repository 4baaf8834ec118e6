import "./app/no-code-from-text.ts"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { Console } from "./app/console.tsx"
import { loadAnewAfterUpdate } from "./app/newer-version.ts"

const place = document.getElementById("app")
if (!place) throw new Error("index.html has no #app")
loadAnewAfterUpdate()
createRoot(place).render(
  <StrictMode>
    <Console />
  </StrictMode>,
)
