import { PercentText } from "../../../ui/figures.tsx"

/** Basis points as a percentage; a dash where there is nothing to divide by. */
export const Share = ({ bp, digits = 1 }: { bp: number | null; digits?: number }) =>
  bp === null ? <span className="faint">—</span> : <PercentText rate={bp / 10_000} digits={digits} />
