import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, describe, expect, test } from "vitest"
import { firstClosedFolder, parsePasswd } from "./account.ts"

const made: string[] = []
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
})

describe("the account that runs the server", () => {
  test("is read from passwd lines; root and broken lines are no candidates", () => {
    const text = "root:x:0:0::/root:/bin/sh\nnobody:x:65534:65533:nobody:/:/bin/false\n\nhalf:x\n"
    expect(parsePasswd(text)).toEqual([{ name: "nobody", uid: 65534, gid: 65533 }])
  })

  test("the outermost folder that it cannot pass is named", () => {
    const folder = mkdtempSync(join(tmpdir(), "maido-account-"))
    made.push(folder)
    const inner = join(folder, "a", "b")
    mkdirSync(inner, { recursive: true })
    chmodSync(folder, 0o755)
    chmodSync(join(folder, "a"), 0o700)
    const stranger = { name: "stranger", uid: 54_321, gid: 54_321 }
    expect(firstClosedFolder(inner, stranger)).toBe(join(folder, "a"))
    chmodSync(join(folder, "a"), 0o711)
    expect(firstClosedFolder(inner, stranger)).toBeUndefined()
    expect(firstClosedFolder(join(inner, "not-there-yet"), stranger)).toBeUndefined()
  })
})
