import { route } from "#kernel/capability"
import { KernelError } from "#kernel/errors"
import {
  changeMyPassword,
  changeMyself,
  endMyOtherSessions,
  endMySession,
  myAccount,
  removeMyPasskey,
  removeMyTotp,
  renewMyRecoveryCodes,
  switchBrand,
  whoAmI,
} from "./account.ts"
import { changeIdentity, changeLook, identitySettings, lookSettings } from "./brand-look.ts"
import { endBrandKey, keysOfBrand, makeBrowserKey, makeSecretKey } from "./brand-keys.ts"
import * as contract from "./contract.ts"
import { deleteBrand } from "./delete-brand.ts"
import { isFirstRun } from "./first-run.ts"
import { invitations, inviteStaff, withdraw } from "./invitations.ts"
import { type Brand, isTest } from "./model.ts"
import { changeBrand, openAnotherBrand } from "./open-brand.ts"
import { auditLines, checkChain } from "./read-audit.ts"
import { logoUpload } from "./logo.ts"
import { resetLink } from "./reset-password.ts"
import { changeRoleRights, makeRole, removeRoleFromBrand, roleName, rolesOf } from "./roles.ts"
import { rights, rightsOfRole } from "./roles-rules.ts"
import { settingHistory, settingVersion } from "./settings.ts"
import { changeStaffRole, disableAccount, removeFromBrand, staffOf } from "./staff.ts"
import { selectBrand } from "./storage.ts"
import { findTwin, testTwin } from "./test-twin.ts"

const done = { done: true } as const
const sessionBrand = (brand: Brand) => ({ ...brand, isTest: isTest(brand) })

const session = [
  route(contract.readFirstRun, async (ctx) => ({ open: await isFirstRun(ctx) })),
  route(contract.readSession, async (ctx) => {
    const { staff, place, places } = await whoAmI(ctx)
    const held = [...rightsOfRole(place.role, place.customRights)]
    return { staff, brand: sessionBrand(place), brands: places.map(sessionBrand), role: place.role, rights: held }
  }),
  route(contract.chooseBrand, async (ctx, { brandId }) => (await switchBrand(ctx, brandId), done)),
  route(contract.signOut, async (ctx) => (await endMySession(ctx), done)),
]

const account = [
  route(contract.readAccount, async (ctx) => {
    const { staff } = await whoAmI(ctx)
    const { secrets, passkeys, sessions } = await myAccount(ctx)
    const { passwordAt, totpAt, recoveryCodes } = secrets
    return { ...staff, passwordAt, totpAt, recoveryCodesLeft: recoveryCodes.length, passkeys, sessions }
  }),
  route(contract.changeAccount, async (ctx, change) => (await changeMyself(ctx, change), done)),
  route(contract.changePassword, async (ctx, given) => (await changeMyPassword(ctx, given), done)),
  route(contract.removeTotp, async (ctx) => (await removeMyTotp(ctx), done)),
  route(contract.removePasskey, async (ctx, { passkeyId }) => (await removeMyPasskey(ctx, passkeyId), done)),
  route(contract.renewRecoveryCodes, async (ctx) => ({ recoveryCodes: await renewMyRecoveryCodes(ctx) })),
  route(contract.endSession, async (ctx, { sessionId }) => (await endMySession(ctx, sessionId), done)),
  route(contract.endOtherSessions, async (ctx) => ({ ended: await endMyOtherSessions(ctx) })),
]

const brand = [
  route(contract.listBrands, async (ctx) => {
    const own = await selectBrand(ctx, ctx.brandId)
    return { items: ctx.actor.kind === "staff" ? (await whoAmI(ctx)).places : own ? [own] : [] }
  }),
  route(contract.openBrand, openAnotherBrand),
  route(contract.readBrand, async (ctx) => {
    const own = await selectBrand(ctx, ctx.brandId)
    if (!own) throw KernelError.NotFound({ field: "brandId" })
    return {
      brand: own,
      isTest: isTest(own),
      testTwin: (await findTwin(ctx)) ?? null,
      look: await lookSettings(ctx),
      lookVersion: await settingVersion(ctx, "look"),
      identity: await identitySettings(ctx),
      identityVersion: await settingVersion(ctx, "identity"),
    }
  }),
  route(contract.renameBrand, changeBrand),
  route(contract.removeBrand, async (ctx, { brandId }) => (await deleteBrand(ctx, brandId), done)),
  route(contract.allowLogoUpload, async (ctx) => ({ path: "/api/v1/brand-logo", ...logoUpload(ctx) })),
  route(contract.saveLook, async (ctx, { look, basedOn }) => ({ version: await changeLook(ctx, look, basedOn) })),
  route(contract.saveIdentity, async (ctx, { identity, basedOn }) => ({
    version: await changeIdentity(ctx, identity, basedOn),
  })),
  route(contract.openTestTwin, testTwin),
  route(contract.readSettingHistory, async (ctx, { area }) => ({ items: await settingHistory(ctx, area) })),
]

const keys = [
  route(contract.listKeys, async (ctx) => ({
    items: await keysOfBrand(ctx),
    scopes: Object.entries(rights).map(([scope, name]) => ({ scope, name })),
  })),
  route(contract.makeKey, makeSecretKey),
  route(contract.makeWriteKey, makeBrowserKey),
  route(contract.endKey, async (ctx, { keyId }) => (await endBrandKey(ctx, keyId), done)),
]

const staff = [
  route(contract.listStaff, async (ctx) => ({
    items: (await staffOf(ctx)).map((member) => ({ ...member, roleName: roleName(member.role, member.customName) })),
  })),
  route(contract.changeRole, async (ctx, { staffId, role }) => (await changeStaffRole(ctx, staffId, role), done)),
  route(contract.removeStaff, async (ctx, { staffId }) => (await removeFromBrand(ctx, staffId), done)),
  route(
    contract.disableStaff,
    async (ctx, { staffId, disabled }) => (await disableAccount(ctx, staffId, disabled), done),
  ),
  route(contract.makeResetLink, (ctx, { staffId, factors }) => resetLink(ctx, staffId, { factors })),
  route(contract.listRoles, async (ctx) => ({
    items: await rolesOf(ctx),
    rights: Object.entries(rights).map(([right, name]) => ({ right, name })),
  })),
  route(contract.saveRole, async (ctx, wanted) => ({ role: await makeRole(ctx, wanted) })),
  route(contract.rewriteRole, async (ctx, wanted) => (await changeRoleRights(ctx, wanted), done)),
  route(contract.removeRole, async (ctx, { role }) => (await removeRoleFromBrand(ctx, role), done)),
  route(contract.listInvitations, async (ctx) => {
    const names = new Map((await rolesOf(ctx)).map(({ role, name }) => [role, name]))
    const none = { ja: "—", en: "—" }
    return {
      items: (await invitations(ctx)).map((i) => ({
        ...i,
        roleName: names.get(i.role) ?? none,
        state: stateOf(i, ctx.now()),
      })),
    }
  }),
  route(contract.invite, inviteStaff),
  route(contract.withdrawInvitation, async (ctx, { invitationId }) => (await withdraw(ctx, invitationId), done)),
]

type Ends = { readonly acceptedAt: Date | null; readonly withdrawnAt: Date | null; readonly expiresAt: Date }
const stateOf = (i: Ends, now: Date): "open" | "accepted" | "withdrawn" | "expired" =>
  i.acceptedAt ? "accepted" : i.withdrawnAt ? "withdrawn" : i.expiresAt <= now ? "expired" : "open"

const audit = [route(contract.listAudit, auditLines), route(contract.checkAudit, (ctx, { of }) => checkChain(ctx, of))]

export const routes = [...session, ...account, ...brand, ...keys, ...staff, ...audit]
