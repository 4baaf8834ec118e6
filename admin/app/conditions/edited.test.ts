import { expect, test } from "vitest"
import type { Condition, SegmentDocument } from "../../../server/capabilities/segments/model.ts"
import * as tree from "./edited.ts"

const mail: Condition = { kind: "reachable", channel: "email" }
const line: Condition = { kind: "reachable", channel: "line" }
const document: SegmentDocument = {
  format: 1,
  who: { kind: "all", of: [mail, { kind: "not", of: { kind: "any", of: [line, { kind: "not", of: mail }] } }] },
}

test("D18 a document is the same after it was opened and written again", () => {
  expect(tree.written(tree.edited(document))).toEqual(document)
  expect(tree.written(tree.edited({ format: 1, who: mail })).who).toEqual({ kind: "all", of: [mail] })
  const twice: Condition = { kind: "not", of: { kind: "not", of: mail } }
  expect(tree.written(tree.edited({ format: 1, who: twice })).who).toEqual({ kind: "all", of: [mail] })
})

test("D05 conditions are added, kept out, moved, grouped and removed", () => {
  const one = tree.itemOf({ kind: "reachable", channel: "email" })
  const other = tree.itemOf({ kind: "reachable", channel: "line" })
  const both = tree.addItem(tree.addItem(tree.emptyGroup, undefined, one), undefined, other)
  const excluded = tree.replaceItem(both, other.id, (item) => ({ ...item, excluded: true }))
  expect(tree.written(excluded).who).toEqual({ kind: "all", of: [mail, { kind: "not", of: line }] })
  expect(tree.written(tree.moveItem(both, other.id, -1)).who).toEqual({ kind: "all", of: [line, mail] })
  expect(tree.moveItem(both, one.id, -1)).toEqual(both)
  const wrapped = tree.wrapItem(both, one.id, "any")
  const group = wrapped.items[0]
  const filled = tree.addItem(wrapped, group?.id, tree.itemOf({ kind: "reachable", channel: "sms" }))
  expect(tree.written(filled).who).toEqual({
    kind: "all",
    of: [{ kind: "any", of: [mail, { kind: "reachable", channel: "sms" }] }, line],
  })
  expect(tree.conditionCount(filled)).toBe(3)
  expect(tree.written(tree.removeItem(both, one.id)).who).toEqual({ kind: "all", of: [line] })
  expect(tree.conditionCount(tree.duplicateItem(filled, group?.id ?? ""))).toBe(5)
})

test("D01 a condition that lacks something is known and left out of what is counted", () => {
  const group = tree.addItem(tree.edited(document), undefined, tree.itemOf({ kind: "segment", segmentId: "" }))
  expect(tree.incomplete(group)).toHaveLength(1)
  expect(tree.written(group)).toEqual(document)
  expect(tree.canBeRead(group)).toBe(true)
})
