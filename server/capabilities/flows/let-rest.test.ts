import { expect, test } from "vitest"
import { changeCustomer, defineProperty } from "#customers"
import { inTransaction } from "#kernel/context"
import { letterContext, messagesById, planLetter, readers } from "#testing/letter-scene"
import { restProperty } from "./let-rest.ts"

test("G35 C26 whoever rests gets no letter, whoever plans it, until the mark is taken away", async () => {
  const ctx = await letterContext()
  const [hanako = "", yuki = ""] = await readers(ctx, ["hanako", "yuki"])
  const rest = (on: boolean) =>
    inTransaction(ctx, (ctx) => changeCustomer(ctx, hanako, { properties: { [restProperty]: on } }))
  await inTransaction(ctx, (ctx) =>
    defineProperty(ctx, {
      key: restProperty,
      type: "boolean",
      label: { ja: "お便りを止めた", en: "Letters rest" },
      choices: [],
      personal: false,
    }),
  )
  await rest(true)
  const stateOf = async (id: string) => (await messagesById(ctx, [id]))[0]
  const [first, other] = [await planLetter(ctx, hanako), await planLetter(ctx, yuki)]
  await ctx.drain()
  expect(await stateOf(first)).toMatchObject({ state: "skipped", reason: "letters-rest" })
  expect(await stateOf(other)).toMatchObject({ state: "accepted" })
  await rest(false)
  const again = await planLetter(ctx, hanako, {}, "2")
  await ctx.drain()
  expect(await stateOf(again)).toMatchObject({ state: "accepted" })
})
