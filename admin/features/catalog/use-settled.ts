import { useEffect, useState } from "react"

/** The value once it has not changed for a while; one that is not right yet leaves the last right one in place. */
export function useSettled<V>(value: V, waitMs: number, isRight: (value: V) => boolean): V {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => isRight(value) && setSettled(value), waitMs)
    return () => clearTimeout(timer)
  }, [value, waitMs, isRight])
  return settled
}
