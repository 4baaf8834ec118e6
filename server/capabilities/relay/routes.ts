import { route } from "#kernel/capability"
import { connectChat, removeChat } from "./chats.ts"
import { deleteChat, listChats, postChat } from "./contract.ts"
import { selectChats } from "./storage.ts"

export const routes = [
  route(listChats, async (ctx) => ({ items: (await selectChats(ctx)).map(({ url: _sealed, ...chat }) => chat) })),
  route(postChat, connectChat),
  route(deleteChat, async (ctx, { chatId }) => {
    await removeChat(ctx, chatId)
    return { done: true as const }
  }),
]
