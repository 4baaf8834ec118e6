import { encode } from "uqr"
import { useText } from "./language.tsx"
import type { Text } from "./text.ts"

/** A QR code in black on white also at night, with its quiet zone, sharp at any size. */
export function QrCode(props: { value: string; label: Text; size?: number }) {
  const t = useText()
  const { data, size } = encode(props.value, { border: 4 })
  const path = data.flatMap((row, y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : ""))).join("")
  return (
    <svg
      className="qr"
      width={props.size ?? 200}
      height={props.size ?? 200}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={t(props.label)}
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
