/** @jsxImportSource preact */
import type { Icon as Name } from "../../server/capabilities/tracking/model.ts"

// One line drawing each, on a 24-unit grid; decoration beside words, so readers skip them.
const drawings: Record<Name | "next", string> = {
  talk: "M4 5h16v11h-9.500L6 19.500V16H4z",
  box: "M12 3.500l8 4v9l-8 4-8-4v-9zM4 7.500l8 4 8-4M12 11.500v9",
  return: "M9 5.500L4.500 10 9 14.500M5 10h9.500a4.750 4.750 0 010 9.500H11",
  phone:
    "M6.500 3.500l3.500 1 1 4-2 1.500a12 12 0 005 5l1.500-2 4 1 1 3.500c-1 2-3 2.500-5 2-6-1.500-10-5.500-11-11-.500-2 0-4 2-5z",
  calendar: "M4 6h16v14H4zM4 10.500h16M8.500 3.500v4M15.500 3.500v4",
  home: "M4 11l8-7 8 7v9h-5.500v-6h-5v6H4z",
  alert: "M12 3a9 9 0 110 18 9 9 0 010-18zM12 7.500v5.500M12 16.300v.2",
  mail: "M3.500 6h17v12.500h-17zM3.500 7l8.500 6.500L20.500 7",
  next: "M9 5.500l6.500 6.500L9 18.500",
}

export const Icon = ({ name, end = false }: { name: Name | "next"; end?: boolean }) => (
  <svg class={end ? "icon end" : "icon"} viewBox="0 0 24 24" aria-hidden="true">
    <path d={drawings[name]} />
  </svg>
)
