import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { defineCapability } from "#kernel/capability"
import { type Context, inTransaction } from "#kernel/context"
import { contribute } from "#kernel/contributions"
import { assemble } from "#kernel/product"
import { type TestContext, testContext } from "#testing/context"
import { type FakeLine, startFakeLine } from "#testing/fake-line"
import { connectFake, linePlug } from "#testing/line"
import { aFriend } from "#testing/line-friends"
import { hasLineSpec, readLineSpec } from "#testing/line-spec"
import { capabilities } from "../../capabilities.ts"
import { menusMayChange } from "./assign-menus.ts"
import { lineAudiences } from "./audiences.ts"
import { menuFor, menuRequest, pictureProblem } from "./menu-rules.ts"
import type { RichMenu } from "./model-menu.ts"
import { goLive, listMenus, makeMenu, withdraw } from "./rich-menus.ts"

let line: FakeLine
let ctx: TestContext
let account = ""
const fans = new Set<string>()
const fanClub = "0190b8a0-0000-7000-8000-00000000f0f0"
const pictureId = `${"a".repeat(64)}.png`
beforeAll(async () => {
  line = await startFakeLine()
  const sample = defineCapability({
    name: "sample-audience",
    contributes: [
      contribute(lineAudiences, [
        {
          kind: "club",
          list: async () => [{ id: fanClub, name: { ja: "ファンの会", en: "Fan club" } }],
          membersAmong: async (_ctx, id, people) => (id === fanClub ? people.filter((one) => fans.has(one)) : []),
        },
      ]),
    ],
  })
  const product = assemble([...capabilities, sample], { plugs: [linePlug(line).plug], wake: () => {} })
  ctx = await testContext({ product })
  account = await connectFake(ctx, line)
  await within((ctx) =>
    sql`insert into brands.pictures (brand_id, picture_id, type, width, height, bytes, created_at)
      values (${ctx.brandId}, ${pictureId}, 'image/png', 1201, 810, ${Buffer.from("picture")}, ${ctx.now()})`.execute(
      ctx.db,
    ),
  )
})
afterAll(() => line.stop())

const within = <T>(work: (ctx: Context) => Promise<T>) => inTransaction(ctx, work)
const areas = (count: number): RichMenu["areas"] =>
  Array.from({ length: count }, (_, index) =>
    index === 0
      ? { label: "連携する", does: "link" as const }
      : { label: `お店${index}`, does: "open" as const, to: "https://shop.example.jp/" },
  )
const wanted = (change: Partial<RichMenu> = {}) => ({
  name: "いつものメニュー",
  chatBarText: "メニュー",
  layout: "three" as const,
  areas: areas(3),
  pictureId,
  audience: "everyone",
  rank: 10,
  ...change,
})
const menuOf = (userId: string) => line.menus().findLast((one) => one.userId === userId)?.menu
const stateOf = async (menuId: string) => (await within(listMenus)).items.find((one) => one.menuId === menuId)

test("a menu's fields cover its picture without a gap, and what LINE would not take is said before", () => {
  const request = Object(menuRequest(wanted({ layout: "six", areas: areas(6) }), { width: 1201, height: 811 }))
  const covered = request.areas.reduce(
    (sum: number, { bounds }: { bounds: { width: number; height: number } }) => sum + bounds.width * bounds.height,
    0,
  )
  expect(covered).toBe(1201 * 811)
  expect(request.areas[0].action).toMatchObject({ type: "postback", data: "maido:link" })
  const fine = { type: "image/png", width: 1200, height: 810, bytes: 1 }
  expect(pictureProblem(fine)).toBe(undefined)
  expect(pictureProblem({ ...fine, type: "image/webp" })).toBe("type")
  expect(pictureProblem({ ...fine, width: 799 })).toBe("size")
  expect(pictureProblem({ ...fine, height: 900 })).toBe("shape")
  expect(pictureProblem({ ...fine, bytes: 1_000_001 })).toBe("weight")
})

test("of several menus that are meant for somebody the lowest rank is theirs; for nobody's, everyone's", () => {
  const menus = [
    { menuId: "a", audience: "everyone", rank: 0 },
    { menuId: "b", audience: "club:1", rank: 20 },
    { menuId: "c", audience: "club:2", rank: 10 },
  ]
  expect(menuFor(menus, () => true)).toBe("c")
  expect(menuFor(menus, (audience) => audience === "club:1")).toBe("b")
  expect(menuFor(menus, () => false)).toBe(null)
})

test("who enters an audience gets its menu, who leaves gets everyone's back, and a withdrawn menu is nobody's", async () => {
  const [one, two] = [await aFriend(ctx, account), await aFriend(ctx, account)]
  fans.add(one.customerId)
  const everyone = await makeMenu(ctx, wanted())
  await goLive(ctx, everyone)
  await ctx.drain()
  expect(await stateOf(everyone)).toMatchObject({ state: "live", reason: null })
  expect(menuOf("all")).toMatch(/^richmenu-/)
  const club = await makeMenu(ctx, wanted({ name: "ファンの会", audience: `club:${fanClub}` }))
  await goLive(ctx, club)
  await ctx.drain()
  const clubMenu = menuOf(one.userId)
  expect(clubMenu).toMatch(/^richmenu-/)
  expect(menuOf(two.userId)).toBe(undefined)

  fans.delete(one.customerId)
  fans.add(two.customerId)
  await within((ctx) => menusMayChange(ctx, [one.customerId, two.customerId]))
  await ctx.drain()
  expect([menuOf(one.userId), menuOf(two.userId)]).toEqual([null, clubMenu])
  const told = line.menus().length
  await within((ctx) => menusMayChange(ctx, [one.customerId, two.customerId]))
  await ctx.drain()
  expect(line.menus()).toHaveLength(told)

  await withdraw(ctx, club)
  await ctx.drain()
  expect(await stateOf(club)).toBe(undefined)
  const newcomer = await aFriend(ctx, account)
  fans.add(newcomer.customerId)
  await within((ctx) => menusMayChange(ctx, [newcomer.customerId]))
  await ctx.drain()
  expect(menuOf(newcomer.userId)).toBe(undefined)
})

test("a menu that LINE refuses stays a draft with LINE's own reason; one that can't be reached is tried again", async () => {
  const menuId = await makeMenu(ctx, wanted({ name: "つぎのメニュー" }))
  await line.control({ faults: [{ path: "/v2/bot/richmenu", does: "status", status: 400, message: "areas is wrong" }] })
  await goLive(ctx, menuId)
  await ctx.drain()
  expect(await stateOf(menuId)).toMatchObject({ state: "draft", reason: "areas is wrong" })
  await line.control({ faults: [{ path: "/v2/bot/richmenu", does: "status", status: 503 }] })
  await goLive(ctx, menuId)
  await ctx.drain()
  expect(await stateOf(menuId)).toMatchObject({ state: "publishing" })
  await expect(withdraw(ctx, menuId)).rejects.toThrow("line.MenuMoved")
  ctx.pass(60_000)
  await ctx.drain()
  expect(await stateOf(menuId)).toMatchObject({ state: "live" })
  await expect(makeMenu(ctx, wanted({ areas: areas(2) }))).rejects.toThrow("line.BadMenu")
})

test.skipIf(!hasLineSpec)(
  "every request about menus is one that LINE describes (skipped where its description is absent)",
  () => {
    const spec = readLineSpec()
    const problems = line
      .asked()
      .filter(({ path }) => path.includes("richmenu"))
      .map(({ method, path, body }) => [method, path, spec.problemOf(method, path, body)])
    expect(problems.length).toBeGreaterThan(8)
    expect(problems.filter(([, , problem]) => problem !== undefined)).toEqual([])
  },
)
