import { type Context, inTransaction } from "#kernel/context"
import { typedCode } from "./code-rules.ts"
import { selectCode, voidUnused } from "./storage-codes.ts"
import { askToTellShops } from "./tell-shops.ts"

/**
 * Makes a code unusable that was given and not used yet, as shown or as compared. `used`: it was used before and stays as it
 * is; `gone`: there is no such code, or it was void already.
 */
export const takeBackCode = (ctx: Context, shown: string): Promise<"taken" | "used" | "gone"> =>
  inTransaction(ctx, async (ctx) => {
    const code = typedCode(shown)
    const offerId = await voidUnused(ctx, code)
    if (offerId) {
      await askToTellShops(ctx, offerId)
      return "taken"
    }
    const found = await selectCode(ctx, code)
    return found && found.uses > 0 ? "used" : "gone"
  })
