import { brands } from "../features/brands/feature.tsx"
import { home } from "../features/home/feature.tsx"
import { messages } from "../features/messages/feature.tsx"
import { settingsShell } from "../features/settings-shell/feature.tsx"
import { shipments } from "../features/shipments/feature.tsx"
import type { Feature } from "./feature.ts"

/** Every part of the console, in the order in which the palette lists them. One line plugs a feature in. */
export const features: readonly Feature[] = [home, shipments, brands, messages, settingsShell]
