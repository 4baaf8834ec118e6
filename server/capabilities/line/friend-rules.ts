import type { FriendState } from "./model.ts"

/** One word about whether somebody is a friend. A message counts, too: nobody can write to an account they block. */
export type FriendWord = { readonly state: FriendState; readonly at: Date; readonly isSaid?: boolean }
export type Held = { readonly state: FriendState; readonly stateAt: Date }

/**
 * Whether a word changes what holds: the latest timestamp wins, whenever it arrives, so that a late unfollow before a newer
 * follow blocks nobody (M43). Of two at the same instant the block stays: better one message too few.
 */
export function outranks(word: FriendWord, held: Held | undefined): boolean {
  if (!held) return true
  const [said, known] = [word.at.getTime(), held.stateAt.getTime()]
  if (said !== known) return said > known
  return word.state === "blocked" && held.state === "following"
}
