import { z } from "zod"
import { done, endpoint } from "#kernel/endpoint"
import { Chat } from "./model.ts"

export const listChats = endpoint("GET /api/v1/team-chats", {
  right: "brand:read",
  summary: { ja: "チームのチャット", en: "Chats of the team" },
  reply: z.object({ items: z.array(Chat) }),
})

export const postChat = endpoint("POST /api/v1/team-chats", {
  right: "brand:write",
  summary: { ja: "チームのチャットをつなぐ", en: "Connect a chat of the team" },
  params: { url: z.string().trim().max(500), name: z.string().trim().min(1).max(60) },
  reply: z.object({ chatId: z.uuid() }),
  perMinute: 10,
})

export const deleteChat = endpoint("DELETE /api/v1/team-chats/:chatId", {
  right: "brand:write",
  summary: { ja: "チームのチャットを外す", en: "Remove a chat of the team" },
  params: { chatId: z.uuid() },
  reply: done,
})
