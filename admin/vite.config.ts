import { fileURLToPath } from "node:url"
import react from "@vitejs/plugin-react"
import { defineConfig } from "vite"

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const api = process.env.MAIDO_API ?? "http://127.0.0.1:7100"

export default defineConfig({
  root: here("."),
  base: "/admin/",
  plugins: [react()],
  build: {
    outDir: here("../.build/admin"),
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules\/(react|react-dom|scheduler)\// },
            // In one piece with what forbids code from text, so that no schema is made before that is said.
            { name: "schemas", test: /node_modules\/zod\/|no-code-from-text/ },
            { name: "borrowed", test: /node_modules\/(@mantine|@floating-ui|@tanstack)\// },
          ],
        },
      },
    },
  },
  server: {
    port: 7101,
    strictPort: true,
    fs: { allow: [here("..")] },
    proxy: { "^/(?!admin(/|$))": { target: api, changeOrigin: false } },
  },
})
