import { readFileSync } from "node:fs"
import { Liquid } from "liquidjs"
import { describe, expect, test } from "vitest"
import { createEngine, limits } from "./liquid-engine.ts"

const html = createEngine("ja", "html")
const plain = createEngine("ja", "plain")
const write = (source: string, facts: object = {}, engine = html) =>
  engine.render(engine.parse(source), facts, "Asia/Tokyo")

describe("S40 what a template cannot reach", () => {
  test("S40 no file, by any tag that could name one", () => {
    expect(readFileSync("package.json", "utf8")).toContain("maido")
    // The danger is real: stock liquidjs reads the working directory.
    expect(new Liquid().parseAndRenderSync("{% render 'package.json' %}")).toContain("maido")
    for (const tag of ["render", "include", "layout"]) {
      expect(() => write(`{% ${tag} 'package.json' %}`), tag).toThrow(`tag "${tag}" not found`)
    }
  })

  test("S40 only tags and filters that were let in", () => {
    for (const tag of ["capture", "increment", "echo", "liquid", "tablerow", "cycle", "raw"]) {
      expect(() => html.parse(`{% ${tag} x %}`), tag).toThrow()
    }
    for (const filter of [
      "raw",
      "json",
      "inspect",
      "where_exp",
      "group_by_exp",
      "find_exp",
      "date",
      "url_decode",
      "toString",
      "constructor",
    ]) {
      expect(() => html.parse(`{{ x | ${filter} }}`), filter).toThrow("undefined filter")
    }
  })

  test("S40 nothing inherited, nothing missing in silence", () => {
    for (const path of ["x.constructor", "x.__proto__", "x.toString", "nothing", "x.missing"]) {
      expect(() => write(`{{ ${path} }}`, { x: {} }), path).toThrow("undefined variable")
    }
    expect(write("{{ x.missing | default: 'お客さま' }}", { x: {} })).toBe("お客さま")
    expect(write("{% if a.b.c != blank %}1{% else %}2{% endif %}")).toBe("2")
  })
})

describe("S40 S41 every limit trips", () => {
  test("S41 parse limit", () => {
    expect(() => html.parse("x".repeat(limits.parseCharacters + 1))).toThrow("parse length limit exceeded")
  })
  test.each([
    ["a loop of 100 million", "{% for i in (1..100000000) %}x{% endfor %}"],
    ["doubling text", "{% assign a = 'xxxxxxxx' %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}"],
    [
      "replacing a letter by a book",
      "{% assign a = 'xxxxxxxxxxxxxxxxxxxxxxxx' %}{% for i in (1..9) %}{% assign a = a | replace: 'x', a %}{% endfor %}{{ a }}",
    ],
  ])("S41 memory limit: %s", (_, source) => {
    expect(() => write(source)).toThrow("memory alloc limit exceeded")
  })
  test("S41 time limit: nested loops", () => {
    // A list that is there and a turn that writes nothing take no memory: on a fast machine that limit would come first.
    const list = Array.from({ length: 9_000 }, (_, n) => n)
    expect(() =>
      write("{% for i in list %}{% for j in list %}{% if j == i %}{% endif %}{% endfor %}{% endfor %}", { list }),
    ).toThrow("template render limit exceeded")
  })
})

describe("S42 values are data", () => {
  const nasty = "{{ 7*7 }}{% for i in (1..9) %}x{% endfor %}<script>alert(1)</script>\"'&"
  test("S42 a value is never read as Liquid and always escaped in HTML", () => {
    expect(write("{{ x }}", { x: nasty })).toBe(
      "{{ 7*7 }}{% for i in (1..9) %}x{% endfor %}&lt;script&gt;alert(1)&lt;/script&gt;&#34;&#39;&amp;",
    )
    expect(write("{{ x }}", { x: nasty }, plain)).toBe(nasty)
  })
  test("S42 through filters, assignments and lists as well", () => {
    const source =
      "{% assign y = x | append: '' %}{{ y }}{% for z in list %}{{ z | upcase }}{% endfor %}{{ list | join: ',' }}"
    expect(write(source, { x: nasty, list: ["<b>", "{{ 1 }}"] })).not.toMatch(/<script|<b>|<B>/)
  })
  test("S44 a name that tries to be markup stays a name", () => {
    expect(write("{{ n | name }}", { n: { full: "<img src=x onerror=alert(1)>" } })).toBe(
      "&lt;img src=x onerror=alert(1)&gt; 様",
    )
  })
})

describe("filters refuse what they were not made for", () => {
  test.each([
    ["{{ x | money }}", "3080"],
    ["{{ x | money }}", { amount: 3.5, currency: "JPY" }],
    ["{{ x | day }}", "2026-02-30"],
    ["{{ x | days }}", "2026-02-20"],
    ["{{ x | moment }}", "yesterday"],
    ["{{ x | link }}", "javascript:alert(1)"],
    ["{{ x | link }}", 'https://a.example/" onclick="x'],
    ["{{ x | link }}", "data:text/html,x"],
    ["{{ x | points }}", "100"],
    ["{{ x | word }}", "constructor"],
  ])("%s refuses %j, and its message shows no value", (source, x) => {
    let message = ""
    try {
      write(source, { x })
    } catch (error) {
      message = String(error)
    }
    expect(message).toMatch(/expected|unknown/)
    if (typeof x === "string") expect(message).not.toContain(x)
  })

  test("structured data cannot leave its script element", () => {
    expect(write("{{ x | script_json }}", { x: { name: "</script><script>alert(1)" } })).toBe(
      '{"name":"\\u003c/script\\u003e\\u003cscript\\u003ealert(1)"}',
    )
  })
})
