import "./catalog.css"
import { ImageOff } from "lucide-react"
import { useState } from "react"

/** A small picture of a product; what can't be shown keeps its place. */
export function ProductImage(props: { url: string | null | undefined; alt?: string; large?: boolean }) {
  const [broken, setBroken] = useState(false)
  const className = props.large ? "product-image large" : "product-image"
  if (!props.url || broken)
    return (
      <span className={className}>
        <ImageOff aria-hidden />
      </span>
    )
  return (
    <span className={className}>
      <img src={props.url} alt={props.alt ?? ""} loading="lazy" onError={() => setBroken(true)} />
    </span>
  )
}
