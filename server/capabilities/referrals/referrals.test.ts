import { expect, test } from "vitest"
import { customerById, eraseCustomer, exportCustomer, mergeCustomers } from "#customers"
import { timelineOf } from "#events"
import {
  defaultProgramme as loyaltyProgramme,
  publishProgramme as publishLoyalty,
  saveProgramme as saveLoyalty,
} from "#loyalty"
import { browseMessages } from "#messages"
import { makeOffer, OfferTerms, setOfferState } from "#offers"
import { balancesOf } from "#points"
import { inTransaction } from "#kernel/context"
import { referralScene } from "#testing/referral-scene"
import { ambassadorCandidates, answerInvitation, inviteAmbassadors } from "./ambassadors.ts"
import { maySuggest, noteSuggestion } from "./ask-to-share.ts"
import { defaultProgramme } from "./default-programme-rules.ts"
import { linkOf } from "./index.ts"
import { referralFields, referralKnowledge } from "./know-of-reader.ts"
import { referralCard } from "./my-page-card.ts"
import { showResults } from "./results.ts"
import { reviewReferral } from "./review.ts"
import { releaseDue } from "./settle-referral.ts"
import { listReferralsBy, noteClaim, showOwn } from "./show-referrals.ts"

const {
  ctx: scene,
  origin,
  buy,
  deliver,
  giveBack,
  publish,
  freshMail,
  person,
  passWindow,
  open,
  press,
} = referralScene()
const dayMs = 86_400_000
const pointsOf = async (customerId: string) =>
  (await inTransaction(scene(), (ctx) => balancesOf(ctx, [customerId]))).get(customerId)?.available ?? 0
const broughtBy = async (inviterId: string) => (await listReferralsBy(scene(), { inviterId, limit: 50 })).items
const mailsTo = async (kind: string) =>
  (await inTransaction(scene(), (ctx) => browseMessages(ctx, { kind }, { limit: 50 }))).items.length

test("J02 J04 J07 S60 S61 share, friend, order, return window, both rewarded, return, both taken back", async () => {
  const ctx = scene()
  const hanako = await person()
  const link = await linkOf(ctx, hanako, { channel: "line" })
  expect(await linkOf(ctx, hanako, { channel: "line" })).toEqual(link)
  expect((await linkOf(ctx, hanako, { channel: "x" })).token).not.toBe(link.token)

  const page = await open(link.url)
  expect(page.status).toBe(200)
  for (const words of ["500ポイント", "はじめてお買い物をする方が対象です。", defaultProgramme.disclosure.ja])
    expect(page.text).toContain(words)
  const cookie = page.headers.get("set-cookie") ?? ""
  expect(cookie).toContain("Max-Age=34560000")

  const taro = freshMail()
  const taken = await press(link.url, { do: "take", email: taro }, { cookie: cookie.split(";")[0] ?? "" })
  expect(taken.status).toBe(303)
  expect((await open(origin() + taken.headers.get("location"))).text).toContain("メールをお送りしました")
  expect(await mailsTo("referrals.welcome")).toBe(1)
  await press(link.url, { do: "take", email: taro })
  expect(await mailsTo("referrals.welcome")).toBe(1)

  ctx.pass(400 * dayMs)
  const order = await buy(taro)
  const [referral] = await broughtBy(hanako)
  expect(referral).toMatchObject({
    state: "waiting",
    by: "link",
    channel: "line",
    amount: 5_000,
    doubts: [],
    releasesAt: null,
  })
  await passWindow()
  expect((await broughtBy(hanako))[0]?.state).toBe("waiting")

  await deliver(order)
  expect((await showOwn(ctx, hanako)).standings[0]).toMatchObject({ state: "on-its-way" })
  await releaseDue(ctx)
  expect(await pointsOf(hanako)).toBe(0)
  await passWindow()
  await releaseDue(ctx)
  const friendId = referral?.friendId ?? ""
  expect([await pointsOf(hanako), await pointsOf(friendId)]).toEqual([500, 500])
  expect((await showOwn(ctx, hanako)).rewarded).toBe(1)
  const names = (await inTransaction(ctx, (ctx) => timelineOf(ctx, hanako, { limit: 20 }))).items.map(
    ({ name }) => name,
  )
  expect(names).toEqual(expect.arrayContaining(["Friend Joined", "Referral Rewarded"]))

  await giveBack(order)
  expect([await pointsOf(hanako), await pointsOf(friendId)]).toEqual([0, 0])
  expect((await broughtBy(hanako))[0]?.state).toBe("taken-back")
  await passWindow()
  expect(await pointsOf(hanako)).toBe(0)
})

test("S60 who only brought friends who were refused stands on no list of inviters", async () => {
  const ctx = scene()
  const mail = freshMail()
  const inviter = await person(mail)
  await buy(mail, { home: "久我山5-5-5" })
  const link = await linkOf(ctx, inviter, {})
  const cousin = freshMail()
  await press(link.url, { do: "take", email: cousin })
  await buy(cousin, { home: "久我山５丁目５番５号" })
  const listed = async () => (await showResults(ctx, 60)).inviters.find(({ customerId }) => customerId === inviter)
  expect(await listed()).toMatchObject({ brought: 0, held: 1 })
  const [held] = await broughtBy(inviter)
  await reviewReferral(ctx, held?.referralId ?? "", { verdict: "refused", note: "同じお家の方" })
  expect(await listed()).toBeUndefined()
})

test("J02 S60 a household waits for a person; who has bought before never counts, and no page says so", async () => {
  const ctx = scene()
  const yuki = freshMail()
  const inviter = await person(yuki)
  await buy(yuki, { home: "青山9-9-9" })
  const link = await linkOf(ctx, inviter, {})
  const sister = freshMail()
  const counted = async () => (await showResults(ctx, 60)).spread.newcomers
  const newcomers = await counted()
  await press(link.url, { do: "take", email: sister })
  const order = await buy(sister, { home: "青山９丁目９番９号" })
  const [held] = await broughtBy(inviter)
  expect(held).toMatchObject({ state: "held", doubts: ["household"] })
  expect(await counted(), "who is held is no newcomer yet").toBe(newcomers)
  const results = await showResults(ctx, 60)
  expect(results.inviters.find(({ customerId }) => customerId === inviter)).toMatchObject({
    brought: 0,
    held: 1,
    value: 0,
  })
  await deliver(order)
  await passWindow()
  expect(await pointsOf(inviter)).toBe(0)
  await reviewReferral(ctx, held?.referralId ?? "", { verdict: "counts", note: "別々に暮らす姉妹" })
  expect(await counted()).toBe(newcomers + 1)
  expect((await showResults(ctx, 60)).spread.held, "nobody waits any more").toBe(results.spread.held - 1)
  expect(await pointsOf(inviter)).toBe(500)
  await expect(reviewReferral(ctx, held?.referralId ?? "", { verdict: "refused", note: "" })).rejects.toThrow(
    "referrals.NotHeld",
  )

  const before = await mailsTo("referrals.already")
  const known = await press(link.url, { do: "take", email: yuki })
  expect([known.status, known.headers.get("location")?.includes("?thanks")]).toEqual([303, true])
  expect(await mailsTo("referrals.already")).toBe(before + 1)
  await buy(yuki)
  expect((await broughtBy(inviter)).map(({ state }) => state)).not.toContain("waiting")
  expect((await press(link.url, { do: "take", email: "not an address" })).status).toBe(422)
})

test("J02 S61 the cap of the month holds; a code typed with the order brings, too; who is a newcomer is brought once", async () => {
  const ctx = scene()
  await publish({ monthlyCap: 1 })
  const inviter = await person()
  const { token } = await linkOf(ctx, inviter, { channel: "code" })
  const friends = [freshMail(), freshMail()]
  const before = (await showResults(ctx, 1)).spread
  for (const email of friends) await deliver(await buy(email, { codes: [token.toLowerCase()] }))
  expect((await broughtBy(inviter)).map(({ by, state }) => `${by} ${state}`)).toEqual(["code waiting", "code waiting"])
  const { reach, newcomers } = (await showResults(ctx, 1)).spread
  expect([reach - before.reach, newcomers - before.newcomers], "who never opened the link was reached, too").toEqual([
    2, 2,
  ])
  const other = await person()
  await buy(friends[0] ?? "", { codes: [(await linkOf(ctx, other, { channel: "code" })).token] })
  expect(await broughtBy(other)).toEqual([])
  await passWindow()
  expect(await pointsOf(inviter)).toBe(500)
  expect((await broughtBy(inviter)).map(({ toInviter }) => toInviter?.kind).sort()).toEqual(["none", "points"])
  await publish({})
})

test("S60 two profiles that turn out to be one person: what she got for bringing herself goes back", async () => {
  const ctx = scene()
  const inviter = await person()
  const { token } = await linkOf(ctx, inviter, { channel: "code" })
  const second = freshMail()
  await deliver(await buy(second, { codes: [token] }))
  await passWindow()
  expect(await pointsOf(inviter)).toBe(500)
  const friendId = (await broughtBy(inviter))[0]?.friendId ?? ""
  await mergeCustomers(ctx, friendId, inviter)
  const root = (await inTransaction(ctx, (ctx) => customerById(ctx, inviter)))?.customerId ?? ""
  expect((await broughtBy(root))[0]).toMatchObject({ state: "taken-back", doubts: ["same-person"] })
  expect(await pointsOf(root)).toBe(0)
  expect((await linkOf(ctx, root, { channel: "code" })).token).toBe(token)
})

test("J01 J07 a coupon goes to the friend at once and brings her order home; returned goods void what was not used", async () => {
  const ctx = scene()
  const benefit = { kind: "fixed" as const, amount: 500 }
  const friends = (
    await makeOffer(ctx, { name: "友だち", terms: OfferTerms.parse({ benefit, isFirstOrderOnly: true }) })
  ).offerId
  const thanks = (await makeOffer(ctx, { name: "お礼", terms: OfferTerms.parse({ benefit }) })).offerId
  for (const offerId of [friends, thanks]) await setOfferState(ctx, offerId, "live")
  await publish({ friend: { kind: "coupon", offerId: friends }, inviter: { kind: "coupon", offerId: thanks } })
  const inviter = await person()
  const link = await linkOf(ctx, inviter, {})
  const taro = freshMail()
  await press(link.url, { do: "take", email: taro })
  const data = await exportCustomer(ctx, await person(taro))
  const code = JSON.stringify(data.referrals).match(/"code":"(\w+)"/)?.[1] ?? ""
  expect(code).toMatch(/\w{14}/)
  // She buys under another address, but with the coupon that she was given.
  const order = await buy(freshMail(), { codes: [code] })
  expect((await broughtBy(inviter))[0]).toMatchObject({ by: "code", state: "waiting" })
  await deliver(order)
  await passWindow()
  expect((await broughtBy(inviter))[0]?.toInviter).toEqual({ kind: "coupon", offerId: thanks })
  await giveBack(order)
  expect((await broughtBy(inviter))[0]?.state).toBe("taken-back")
  await publish({})
})

test("I14 I26 J03 J08 J10 J22 letters and conditions know the link and whom to ask; nobody is asked too often", async () => {
  const ctx = scene()
  const hanako = await person()
  const knows = (await referralKnowledge(ctx, [hanako])).get(hanako)
  expect(knows).toMatchObject({ referral: { reward: "紹介した方に500ポイント、お友だちに500ポイント", mayAsk: true } })
  expect(await maySuggest(ctx, hanako)).toBe(true)
  await noteSuggestion(ctx, hanako, "shown")
  await noteSuggestion(ctx, hanako, "dismissed")
  expect(await maySuggest(ctx, hanako)).toBe(false)
  expect((await referralKnowledge(ctx, [hanako])).get(hanako)?.referral).not.toHaveProperty("mayAsk")
  const field = (key: string) => referralFields.find((one) => one.key === key)
  const read = (key: string) => inTransaction(ctx, async (ctx) => (await field(key)?.read(ctx, [hanako]))?.get(hanako))
  expect([await read("referrals.may-ask"), await read("referrals.brought")]).toEqual([false, undefined])

  const link = await linkOf(ctx, hanako, { channel: "code" })
  for (let n = 0; n < 3; n++) await deliver(await buy(freshMail(), { codes: [link.token] }))
  await passWindow()
  expect(await read("referrals.brought")).toBe(3)
  expect(await inTransaction(ctx, ambassadorCandidates)).toContainEqual({ customerId: hanako, why: ["brings-friends"] })
  expect(await inviteAmbassadors(ctx, [hanako])).toEqual({ invited: 1 })
  expect(await inviteAmbassadors(ctx, [hanako])).toEqual({ invited: 0 })
  await answerInvitation(ctx, hanako, "accepted")
  expect(await read("referrals.ambassador")).toBe("accepted")

  const card = await inTransaction(ctx, (ctx) => referralCard.read(ctx, hanako, "ja"))
  expect(card?.pieces.map(({ kind }) => kind)).toEqual(["text", "share", "list", "code", "text", "history"])
  // Each way of sending stands there once.
  expect(
    card?.pieces.flatMap((piece) => (piece.kind === "list" ? piece.items.map(({ title }) => title) : [])),
  ).not.toContain("LINEで送る")
  expect(JSON.stringify(card)).toContain("line.me/R/share")
})

test("J19 S62 a shop may say who came; erased people leave nothing behind, and are no newcomers when they are back", async () => {
  const ctx = scene()
  const inviter = await person()
  const { token } = await linkOf(ctx, inviter, {})
  const email = freshMail()
  const friend = await person(email)
  await noteClaim(ctx, { customerId: friend, token })
  await buy(email)
  expect((await broughtBy(inviter))[0]?.state).toBe("waiting")
  await eraseCustomer(ctx, friend, "asked")
  ctx.pass(dayMs)
  const again = await person(email)
  await noteClaim(ctx, { customerId: again, token })
  await buy(email)
  expect((await broughtBy(inviter))[0]).toMatchObject({ state: "refused", doubts: ["came-back"] })
  await eraseCustomer(ctx, inviter, "asked")
  expect(await broughtBy(inviter)).toEqual([])
  await expect(noteClaim(ctx, { customerId: again, token })).rejects.toThrow("referrals.Paused")
})

test("J18 points cost what the programme says that they are worth", async () => {
  const ctx = scene()
  const before = await showResults(ctx, 300)
  expect(before).toMatchObject({ yenPerPoint: 1, money: { cost: expect.any(Number) } })
  const { revision } = await saveLoyalty(ctx, { programme: { ...loyaltyProgramme, yenPerPoint: 3 }, basedOn: 0 })
  await publishLoyalty(ctx, { basedOn: revision })
  const after = await showResults(ctx, 300)
  const points = (after.money.cost - before.money.cost) / 2
  expect(after.yenPerPoint).toBe(3)
  // Both sides got 500 each for every friend who was rewarded.
  expect([points > 0, points % 500]).toEqual([true, 0])
})

test("S61 an address is merely typed: the second that one browser types in for an inviter is looked at, however slowly", async () => {
  const ctx = scene()
  const inviter = await person()
  const link = await linkOf(ctx, inviter, { channel: "line" })
  const mark = (await open(link.url)).headers.get("set-cookie")?.split(";")[0] ?? ""
  const states: string[] = []
  for (let n = 0; n < 3; n++) {
    const friend = freshMail()
    await press(link.url, { do: "take", email: friend }, { cookie: mark })
    await buy(friend, { total: 3_000 })
    states.push((await broughtBy(inviter))[0]?.state ?? "none")
    ctx.pass(3 * dayMs)
  }
  expect(states).toEqual(["waiting", "held", "held"])
})

test("S60 who bring each other are all held when the ring closes, the one that waited, too; what was rewarded is shown", async () => {
  const ctx = scene()
  const mails = [freshMail(), freshMail(), freshMail()]
  const people = await Promise.all(mails.map((mail) => person(mail)))
  const [hana = "", taro = "", yuki = ""] = people
  const codeOf = async (who: string) => (await linkOf(ctx, who, { channel: "code" })).token
  const [hanas, taros, yukis] = await Promise.all(people.map(codeOf))
  const only = async (who: string) => (await broughtBy(who))[0]
  const bring = (mail = "", code = "") => buy(mail, { codes: [code] })

  const first = await bring(mails[1], hanas)
  await bring(mails[2], taros)
  expect([(await only(hana))?.state, (await only(taro))?.state]).toEqual(["waiting", "waiting"])
  await deliver(first)
  await passWindow()
  expect((await only(hana))?.state).toBe("rewarded")

  await deliver(await bring(mails[0], yukis))
  const closing = await only(yuki)
  expect(closing).toMatchObject({ state: "held", doubts: ["ring"] })
  expect(closing?.ring.map(({ inviterId, friendId, state }) => [inviterId, friendId, state])).toEqual([
    [taro, yuki, "held"],
    [hana, taro, "rewarded"],
  ])
  expect(await only(taro)).toMatchObject({ state: "held", doubts: ["ring"], reviewedBy: null })
  await passWindow()
  expect([await pointsOf(taro), await pointsOf(yuki)]).toEqual([500, 0])

  // Each is decided on its own: a person says that this one counts, whatever the others are.
  await reviewReferral(ctx, closing?.referralId ?? "", { verdict: "counts", note: "家族ではない三人" })
  expect([await pointsOf(yuki), await pointsOf(hana)]).toEqual([500, 1_000])
  expect((await only(taro))?.state).toBe("held")
})
