import { expect, test } from "vitest"
import { endRest } from "#deliverability"
import { inTransaction } from "#kernel/context"
import { letterContext, messagesById, planLetter, readers } from "#testing/letter-scene"
import { restFields, restStep } from "./let-rest.ts"

test("G35 C26 whom a play lets rest gets no letter, whoever plans it, can be asked for in segments, and comes back", async () => {
  const ctx = await letterContext()
  const [hanako = "", yuki = ""] = await readers(ctx, ["hanako", "yuki"])
  const visit = { customerId: hanako, key: "run:rest", with: {}, facts: {} as never, flow: {} as never } // safe: the step reads neither
  const answers = await inTransaction(ctx, (ctx) => restStep.act(ctx, [visit]))
  expect(answers.get("run:rest")).toEqual({ kind: "done" })
  expect(restStep.with.safeParse({}).success).toBe(true)
  const stateOf = async (id: string) => (await messagesById(ctx, [id]))[0]
  const [first, other] = [await planLetter(ctx, hanako), await planLetter(ctx, yuki)]
  await ctx.drain()
  expect(await stateOf(first)).toMatchObject({ state: "skipped", reason: "sunset" })
  expect(await stateOf(other)).toMatchObject({ state: "accepted" })
  const field = () => inTransaction(ctx, async (ctx) => restFields[0]?.read(ctx, [hanako, yuki]))
  expect(await field()).toEqual(
    new Map([
      [hanako, true],
      [yuki, false],
    ]),
  )
  await inTransaction(ctx, (ctx) => endRest(ctx, [hanako], "staff"))
  expect((await field())?.get(hanako)).toBe(false)
  const again = await planLetter(ctx, hanako, {}, "2")
  await ctx.drain()
  expect(await stateOf(again)).toMatchObject({ state: "accepted" })
})
