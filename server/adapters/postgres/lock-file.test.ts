import { spawn } from "node:child_process"
import { realpathSync } from "node:fs"
import { tmpdir } from "node:os"
import { describe, expect, test } from "vitest"
import { isAlive, isServing, parseLockFile, readLockFile } from "./lock-file.ts"

describe("postmaster.pid", () => {
  test("says who serves, where, and whether it is ready", () => {
    const text = "4711\n/data\n1764000000\n5433\n\n127.0.0.1\n  17 3\nready   \n"
    expect(parseLockFile(text)).toEqual({ pid: 4711, port: 5433, isReady: true })
  })

  test("half-written: known are only the lines that are there", () => {
    expect(parseLockFile("4711\n/data\n")).toEqual({ pid: 4711, port: undefined, isReady: false })
    expect(parseLockFile("")).toBeUndefined()
  })

  test("that is not there means that nobody serves", () => {
    expect(readLockFile("/nowhere/postmaster.pid")).toBeUndefined()
  })
})

describe.skipIf(process.platform !== "linux")("the process that a lock file names", () => {
  test("is told apart from a program that only has the same number", async () => {
    const folder = realpathSync(tmpdir())
    const child = spawn("sleep", ["60"], { cwd: folder, stdio: "ignore" })
    const pid = child.pid ?? 0
    await new Promise((resolve) => child.once("spawn", resolve))
    expect([isAlive(pid), isServing(pid, folder), isServing(pid, "/elsewhere")]).toEqual([true, true, false])
    child.kill("SIGKILL")
    await new Promise((resolve) => child.once("exit", resolve))
    expect([isAlive(pid), isServing(pid, folder)]).toEqual([false, undefined])
  })
})
