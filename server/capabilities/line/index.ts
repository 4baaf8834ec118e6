export { answerFriend } from "./answer-friend.ts"
export { keepCaughtLine } from "./caught.ts"
export { checkAccount } from "./check-account.ts"
export { changeAccount, connectAccount, disconnectAccount } from "./connect-account.ts"
export { lineFriendChanged, lineLinked } from "./events.ts"
export { lineChannel, linePrice } from "./line-channel.ts"
export {
  type LineAnswer,
  type LineApi,
  type LineRequest,
  type LineLogin,
  type LineWays,
  lineWays,
} from "./line-port.ts"
export { type LinePages, linePages, type LinkView } from "./link-port.ts"
export { linkPostback } from "./link-postback-rules.ts"
export { menusMayChange } from "./assign-menus.ts"
export { type LineAudience, lineAudiences } from "./audiences.ts"
export { hashed, isHashOf, longSecret, sixDigits } from "./link-secrets.ts"
export { readIdToken } from "./id-token-rules.ts"
export { beginLogin, finishLogin, keepLogin, type LineOffers, lineOffers, type LoginKept, readLiff } from "./login.ts"
export { linkByLogin, ownerOfLine } from "./link-by-login.ts"
export { sayByLine } from "./say-by-line.ts"
export { selectAccount as lineAccount } from "./storage.ts"
