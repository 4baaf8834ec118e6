import { expect, test } from "vitest"
import { referralScene } from "#testing/referral-scene"
import { Partner } from "./model.ts"
import { makePartner, partnerLink, payOut, payoutsCsv, showPartner } from "./partners.ts"

const { ctx: scene, buy, deliver, giveBack, freshMail, passWindow, press } = referralScene()

test("J06 a partner earns what stays paid, is paid once for it, and what comes back later is taken off the next time", async () => {
  const ctx = scene()
  const { partnerId } = await makePartner(
    ctx,
    Partner.parse({ name: "=料理の人", commission: { kind: "share", bp: 1_000 } }),
  )
  const { url } = await partnerLink(ctx, partnerId, { channel: "youtube", contentId: null })
  const bought = []
  for (const total of [4_000, 6_000]) {
    const email = freshMail()
    await press(url, { do: "take", email })
    bought.push(await buy(email, { total }))
  }
  for (const order of bought) await deliver(order)
  await expect(payOut(ctx, partnerId)).rejects.toThrow("referrals.NothingToPay")
  await passWindow()
  expect((await showPartner(ctx, partnerId)).sums).toMatchObject({
    orders: 2,
    sales: 10_000,
    payable: 1_000,
    pending: 0,
  })
  const both = await Promise.allSettled([payOut(ctx, partnerId), payOut(ctx, partnerId)])
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  const [first] = bought
  if (first) await giveBack(first, 4_000)
  expect((await showPartner(ctx, partnerId)).sums).toMatchObject({ paid: 1_000, payable: -400 })
  const { csv } = await payoutsCsv(ctx)
  expect(csv.split("\r\n")).toHaveLength(3)
  expect(csv).not.toMatch(/,=/)
})
