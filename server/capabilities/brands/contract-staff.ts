import { z } from "zod"
import { done, endpoint, instant } from "#kernel/endpoint"

const text = z.object({ ja: z.string(), en: z.string() })
const role = z.string().min(1).max(60)

export const Colleague = z.object({
  staffId: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.string(),
  roleName: text,
  /** Owner of every brand of this installation. */
  runsInstallation: z.boolean(),
  since: instant,
  hasSecondFactor: z.boolean(),
  lastSeenAt: instant.nullable(),
  isDisabled: z.boolean(),
})

export const listStaff = endpoint("GET /api/v1/staff", {
  right: "staff:write",
  summary: { ja: "スタッフの一覧", en: "The brand's people" },
  reply: z.object({ items: z.array(Colleague) }),
})

export const changeRole = endpoint("PATCH /api/v1/staff/:staffId", {
  right: "staff:write",
  summary: { ja: "スタッフの役割を変える", en: "Change someone's role" },
  params: { staffId: z.uuid(), role },
  reply: done,
  freshSignIn: true,
})

export const removeStaff = endpoint("DELETE /api/v1/staff/:staffId", {
  right: "staff:write",
  summary: { ja: "ブランドからスタッフを外す", en: "Take someone off the brand" },
  params: { staffId: z.uuid() },
  reply: done,
  freshSignIn: true,
})

export const disableStaff = endpoint("PUT /api/v1/staff/:staffId/disabled", {
  right: "staff:write",
  summary: {
    ja: "アカウントを止める・戻す（インストールの管理者のみ）",
    en: "Stop an account, or let it in again (only those who run the installation)",
  },
  params: { staffId: z.uuid(), disabled: z.boolean() },
  reply: done,
  freshSignIn: true,
})

export const makeResetLink = endpoint("POST /api/v1/staff/:staffId/reset-link", {
  right: "staff:write",
  summary: {
    ja: "パスワードを設定し直すリンクを作る（インストールの管理者のみ）",
    en: "Make a link with which someone sets a new password (only those who run the installation)",
  },
  params: { staffId: z.uuid(), /** Also when the second factor is lost. */ factors: z.boolean().default(false) },
  reply: z.object({ link: z.string(), expiresAt: instant }),
  perMinute: 10,
  freshSignIn: true,
})

export const Role = z.object({
  role: z.string(),
  name: text,
  rights: z.array(z.string()),
  isBuiltIn: z.boolean(),
  people: z.int(),
})

export const listRoles = endpoint("GET /api/v1/roles", {
  right: "brand:read",
  summary: { ja: "役割と権限の一覧", en: "Roles and what each may do" },
  reply: z.object({ items: z.array(Role), rights: z.array(z.object({ right: z.string(), name: text })) }),
})

export const saveRole = endpoint("POST /api/v1/roles", {
  right: "staff:write",
  summary: { ja: "役割を作る", en: "Make a role" },
  params: { name: z.string().trim().min(1).max(60), rights: z.array(z.string().max(60)).max(60) },
  reply: z.object({ role: z.string() }),
  freshSignIn: true,
})

export const rewriteRole = endpoint("PUT /api/v1/roles/:role", {
  right: "staff:write",
  summary: { ja: "役割の名前と権限を変える", en: "Change a role's name and rights" },
  params: { role: z.uuid(), name: z.string().trim().min(1).max(60), rights: z.array(z.string().max(60)).max(60) },
  reply: done,
  freshSignIn: true,
})

export const removeRole = endpoint("DELETE /api/v1/roles/:role", {
  right: "staff:write",
  summary: { ja: "役割をなくす", en: "Remove a role" },
  params: { role: z.uuid() },
  reply: done,
  freshSignIn: true,
})

export const Invitation = z.object({
  invitationId: z.uuid(),
  email: z.string(),
  role: z.string(),
  roleName: text,
  createdAt: instant,
  expiresAt: instant,
  state: z.enum(["open", "accepted", "withdrawn", "expired"]),
})

export const listInvitations = endpoint("GET /api/v1/invitations", {
  right: "staff:write",
  summary: { ja: "招待の一覧", en: "Invitations" },
  reply: z.object({ items: z.array(Invitation) }),
})

export const invite = endpoint("POST /api/v1/invitations", {
  right: "staff:write",
  summary: {
    ja: "スタッフを招待する。リンクは7日間、1回だけ使える",
    en: "Invite someone; the link works once, for 7 days",
  },
  params: { email: z.string().trim().max(254).pipe(z.email()), role },
  reply: z.object({ invitationId: z.uuid(), link: z.string(), expiresAt: instant }),
  perMinute: 30,
  freshSignIn: true,
})

export const withdrawInvitation = endpoint("DELETE /api/v1/invitations/:invitationId", {
  right: "staff:write",
  summary: { ja: "招待を取り消す", en: "Withdraw an invitation" },
  params: { invitationId: z.uuid() },
  reply: done,
})
