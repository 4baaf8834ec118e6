import { describe, expect, test } from "vitest"
import { parseFrontRequest, parsePlainInsert } from "./front-request.ts"

const parse = (address: string, body = "") =>
  parseFrontRequest(new URLSearchParams(address), Buffer.from(body), () => "made")

describe("a request", () => {
  test("carries its statement in the body, with parameters and settings in the address", () => {
    const { settings, params, ...rest } = parse(
      "query_id=q-1&param_a=x&max_threads=1&wait_end_of_query=1&database=d",
      "select 1",
    )
    expect(rest).toEqual({ queryId: "q-1", sql: "select 1", data: undefined, database: "d", format: "TabSeparated" })
    expect([...settings, ...params]).toEqual([
      ["max_threads", "1"],
      ["a", "x"],
    ])
  })

  test("or in the address, with rows in the body", () => {
    const { sql, data } = parse("query=insert+into+t+format+CSV", "1\n")
    expect([sql, data?.toString()]).toEqual(["insert into t format CSV", "1\n"])
  })

  test("never gets an id that would end the comment it is put in", () => {
    expect(parse("query_id=*/+drop+table+t").queryId).toBe("made")
  })
})

describe("an insert whose bytes may be handed over as they are", () => {
  test.each([
    ["INSERT INTO t FORMAT JSONEachRow", { table: "t", columns: undefined, format: "JSONEachRow" }],
    ["insert into `d`.`t` (a, `b`)\nFORMAT CSV", { table: "d.t", columns: ["a", "b"], format: "CSV" }],
  ])("%s", (sql, plain) => expect(parsePlainInsert(sql)).toEqual(plain))

  test.each([
    "INSERT INTO t SETTINGS async_insert=1 FORMAT JSONEachRow",
    "INSERT INTO t (* EXCEPT (a)) FORMAT JSONEachRow",
    "INSERT INTO t FORMAT Parquet",
    "INSERT INTO t VALUES (1)",
    "INSERT INTO t SELECT 1",
  ])("says more than that: %s", (sql) => expect(parsePlainInsert(sql)).toBeUndefined())
})
