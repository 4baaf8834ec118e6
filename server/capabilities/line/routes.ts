import { route } from "#kernel/capability"
import { reasonWords } from "#messages"
import { answerFriend } from "./answer-friend.ts"
import { checkAccount } from "./check-account.ts"
import { changeAccount, connectAccount, disconnectAccount } from "./connect-account.ts"
import {
  countTalks,
  deleteAccount,
  deleteLineLogin,
  deleteLink,
  deleteRichMenu,
  emptyCaughtLine,
  getLine,
  getTalk,
  listCaughtLine,
  listNarrowcasts,
  listRichMenus,
  listTalks,
  patchAccount,
  postAnswer,
  postCheck,
  postFollowers,
  postInvitation,
  postRead,
  postRichMenu,
  postTestFriend,
  publishRichMenu,
  putAccount,
  putLogin,
  putSettings,
} from "./contract.ts"
import { unlinkLine } from "./finish-link.ts"
import { dropLogin, keepLogin } from "./login.ts"
import { inviteToLink } from "./invite-to-link.ts"
import { takeInFollowers } from "./read-followers.ts"
import { goLive, listMenus, makeMenu, withdraw } from "./rich-menus.ts"
import { changeLineSettings } from "./settings.ts"
import { shownLine } from "./shown-account.ts"
import { selectAccount } from "./storage.ts"
import { countUnread, deleteCaught } from "./storage-messages.ts"
import { selectNarrowcasts } from "./storage-narrowcasts.ts"
import { browseCaught, browseTalks, readAll, readTalk } from "./talks.ts"
import { actAsTestFriend } from "./test-friend.ts"

const done = { done: true } as const

export const routes = [
  route(getLine, shownLine),
  route(putAccount, connectAccount),
  route(patchAccount, async (ctx, wish) => {
    await changeAccount(ctx, wish)
    return done
  }),
  route(deleteAccount, async (ctx) => {
    await disconnectAccount(ctx)
    return done
  }),
  route(listNarrowcasts, async (ctx, { originId }) => ({
    items: (await selectNarrowcasts(ctx, originId)).map((row) => ({
      ...row,
      why: row.reason === null ? null : reasonWords(row.reason),
    })),
  })),
  route(postCheck, async (ctx) => ({ isOpen: await checkAccount(ctx) })),
  route(postFollowers, async (ctx) => {
    await takeInFollowers(ctx)
    return done
  }),
  route(putSettings, async (ctx, { basedOn, ...settings }) => ({
    version: await changeLineSettings(ctx, settings, basedOn),
  })),
  route(putLogin, async (ctx, wish) => {
    await keepLogin(ctx, wish)
    return done
  }),
  route(deleteLineLogin, async (ctx) => {
    await dropLogin(ctx)
    return done
  }),
  route(listTalks, browseTalks),
  route(countTalks, async (ctx) => {
    const account = await selectAccount(ctx)
    return { unread: account ? await countUnread(ctx, account.accountId) : 0 }
  }),
  route(getTalk, readTalk),
  route(postAnswer, async (ctx, wanted) => ({ messageId: await answerFriend(ctx, wanted) })),
  route(postRead, async (ctx, { userId }) => {
    await readAll(ctx, userId)
    return done
  }),
  route(postInvitation, async (ctx, { userId }) => {
    await inviteToLink(ctx, userId)
    return done
  }),
  route(deleteLink, async (ctx, { userId }) => {
    await unlinkLine(ctx, userId)
    return done
  }),
  route(listCaughtLine, browseCaught),
  route(emptyCaughtLine, async (ctx) => ({ deleted: await deleteCaught(ctx) })),
  route(postTestFriend, actAsTestFriend),
  route(listRichMenus, listMenus),
  route(postRichMenu, async (ctx, wanted) => ({ menuId: await makeMenu(ctx, wanted) })),
  route(publishRichMenu, async (ctx, { menuId }) => {
    await goLive(ctx, menuId)
    return done
  }),
  route(deleteRichMenu, async (ctx, { menuId }) => {
    await withdraw(ctx, menuId)
    return done
  }),
]
