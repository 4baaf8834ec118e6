import { expect, test } from "vitest"
import { Gate } from "./gate.ts"

const staying = () => new AbortController().signal

test("lets so many in at once, the others in order, and forgets who has left", async () => {
  const gate = new Gate(1)
  const entered: string[] = []
  const leaveFirst = await gate.enter(staying())
  const impatient = new AbortController()
  const second = gate.enter(impatient.signal).then(
    () => entered.push("second"),
    () => entered.push("second left"),
  )
  const third = gate.enter(staying()).then((leave) => {
    entered.push("third")
    return leave
  })
  impatient.abort()
  await second
  expect([entered, gate.inside]).toEqual([["second left"], 1])
  leaveFirst()
  const leaveThird = await third
  leaveThird()
  expect([entered, gate.inside]).toEqual([["second left", "third"], 0])
  await expect(gate.enter(AbortSignal.abort())).rejects.toThrow("aborted")
})
