import { MantineProvider, createTheme } from "@mantine/core"
import { Notifications } from "@mantine/notifications"
import { LucideProvider } from "lucide-react"
import { type ReactNode, useSyncExternalStore } from "react"
import { useSurroundings } from "./language.tsx"

const dark = typeof matchMedia === "undefined" ? null : matchMedia("(prefers-color-scheme: dark)")
const watchDark = (changed: () => void) => {
  dark?.addEventListener("change", changed)
  return () => dark?.removeEventListener("change", changed)
}

/** Night or day as it is now, whether chosen or the system's. */
export function useIsDark(): boolean {
  const { theme } = useSurroundings()
  const systemIsDark = useSyncExternalStore(watchDark, () => dark?.matches ?? false)
  return theme === "system" ? systemIsDark : theme === "dark"
}

// Our tokens change by themselves at night, so Mantine's two schemes get the same values.
const colours = {
  "--mantine-color-body": "var(--surface)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-default": "var(--surface)",
  "--mantine-color-default-hover": "var(--paper-2)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-default-border": "var(--line-2)",
  "--mantine-color-dimmed": "var(--ink-2)",
  "--mantine-color-placeholder": "var(--ink-3)",
  "--mantine-color-error": "var(--beni)",
  "--mantine-color-anchor": "var(--ai)",
  "--mantine-primary-color-filled": "var(--ai)",
  "--mantine-primary-color-filled-hover": "var(--ai-strong)",
  "--mantine-primary-color-light": "var(--ai-soft)",
  "--mantine-primary-color-light-hover": "var(--ai-soft)",
  "--mantine-primary-color-light-color": "var(--ai-strong)",
  "--mantine-primary-color-contrast": "var(--on-ai)",
  "--mantine-color-gray-0": "var(--paper-2)",
  "--mantine-color-gray-1": "var(--paper-3)",
}
const variables = () => ({ variables: {}, light: colours, dark: colours })

const theme = createTheme({
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--font-code)",
  defaultRadius: 8,
  respectReducedMotion: true,
  cursorType: "pointer",
})

/** The borrowed interactive parts (menus, dialogs, dates, palette, toasts), dressed in our tokens. */
export function Borrowed(props: { children: ReactNode }) {
  const scheme = useIsDark() ? "dark" : "light"
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme} cssVariablesResolver={variables}>
      <LucideProvider size={18} strokeWidth={2}>
        {props.children}
      </LucideProvider>
      <Notifications position="bottom-left" autoClose={6000} limit={3} containerWidth={400} />
    </MantineProvider>
  )
}
