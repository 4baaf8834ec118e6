import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { bindParams, quotedString, UnknownParameter } from "./bind-params.ts"

const bind = (sql: string, values: Record<string, string> = {}) => bindParams(sql, new Map(Object.entries(values)))

describe("parameters become literals", () => {
  test.each([
    ["select {a:String}", { a: "x" }, "select CAST('x' AS String)"],
    ["select { a : Nullable(String) }", { a: "\\N" }, "select CAST(NULL AS Nullable(String))"],
    ["select {a:String}", { a: "it\\'s \\\\ \\t" }, "select CAST('it\\'s \\\\ \t' AS String)"],
    [
      "select {a:Array(String)}",
      { a: "['it\\'s','\\\\']" },
      "select CAST('[\\'it\\\\\\'s\\',\\'\\\\\\\\\\']' AS Array(String))",
    ],
    ["select {a:Enum8('x' = 1)}", { a: "x" }, "select CAST('x' AS Enum8('x' = 1))"],
    ["select {a:DateTime64(3, 'UTC')}", { a: "1" }, "select CAST('1' AS DateTime64(3, 'UTC'))"],
    ["select * from {t:Identifier}", { t: "a`b" }, "select * from `a\\`b`"],
    ["select {a:UInt8}, {a:UInt8}", { a: "1" }, "select CAST('1' AS UInt8), CAST('1' AS UInt8)"],
    ["select {a:String}", { a: "$1 $& {b:String}" }, "select CAST('$1 $& {b:String}' AS String)"],
  ])("%s", (sql, values, bound) => {
    expect(bind(sql, values as Record<string, string>)).toBe(bound)
  })

  test.each([
    "select '{a:String}', 'it''s {a:String}', 'it\\'s {a:String}'",
    'select 1 as `{a:String}`, 2 as "{a:String}"',
    "select 1 -- {a:String}\n",
    "select 1 /* {a:String}\n{a:String} */",
    "select $tag$ {a:String} $tag$, $$ {a:String} $$",
    "select {'a': 1}, map('a', 1)",
  ])("what only looks like one is left alone: %s", (sql) => {
    expect(bind(sql, { a: "wrong" })).toBe(sql)
  })

  test("a value that was not sent is an error, not an empty text", () => {
    expect(() => bind("select {a:String}")).toThrow(UnknownParameter)
  })

  test("S04 no text gets out of its literal", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const literal = quotedString(text)
        expect(literal.slice(1, -1).replace(/\\[\s\S]/g, "")).not.toMatch(/['\\\0]/)
      }),
    )
  })
})
