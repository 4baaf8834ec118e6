import "./segments.css"
import { compareSegments, listSegments } from "../../../server/capabilities/segments/contract.ts"
import type { Segment } from "../../../server/capabilities/segments/model-segment.ts"
import { ButtonLink } from "../../../ui/button.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Note, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import type { Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { nameOfSample } from "./audience.tsx"
import { Venn } from "./venn.tsx"

/** Who is in one, in both, in the other. */
export function Compare({ search, setSearch }: PageProps<"/segments/compare">) {
  const t = useText()
  const list = useCall(listSegments, { state: "live" })
  const items = list.data?.items ?? []
  const find = (id: string | undefined) => items.find(({ segmentId }) => segmentId === id)
  const [one, other] = [find(search.one), find(search.other)]
  const options = (without: string | undefined) =>
    items
      .filter(({ segmentId }) => segmentId !== without)
      .map(({ segmentId, name }) => ({ value: segmentId, label: name }))
  return (
    <Page
      above={[{ label: { ja: "セグメント", en: "Segments" }, to: "/segments" }]}
      title={{ ja: "二つのセグメントをくらべる", en: "Compare two segments" }}
    >
      <Stack>
        <Fields two>
          <Field label={{ ja: "一つめ", en: "One" }}>
            <Select
              value={one?.segmentId ?? ""}
              onChange={(id) => setSearch({ one: id })}
              options={options(other?.segmentId)}
            />
          </Field>
          <Field label={{ ja: "もう一つ", en: "The other" }}>
            <Select
              value={other?.segmentId ?? ""}
              onChange={(id) => setSearch({ other: id })}
              options={options(one?.segmentId)}
            />
          </Field>
        </Fields>
        {one && other ? (
          <Both one={one} other={other} />
        ) : (
          <Note>
            {t({
              ja: "二つ選ぶと、両方に入っている人と、片方だけの人が出ます。どちらも一覧で見て、新しいセグメントにできます。",
              en: "Choose two to see who is in both and who is in only one: to be listed, or kept as a new segment.",
            })}
          </Note>
        )}
      </Stack>
    </Page>
  )
}

type Pair = { one: Segment; other: Segment }

function Both({ one, other }: Pair) {
  const compared = useCall(compareSegments, { one: one.segmentId, other: other.segmentId })
  return (
    <Loaded of={compared} rows={6} what={{ ja: "くらべられませんでした", en: "They could not be compared" }}>
      {(reply) => (
        <>
          <Picture one={one} other={other} reply={reply} />
          <Lists one={one} other={other} reply={reply} />
        </>
      )}
    </Loaded>
  )
}

type Shown = Pair & { reply: Reply<typeof compareSegments> }

function Picture({ one, other, reply }: Shown) {
  const t = useText()
  const may = useMay()
  const { number, percent } = useFormat()
  const { onlyOne, both, onlyOther } = reply
  const [first, second] = [onlyOne + both, onlyOther + both]
  const share = (whole: number) => (whole === 0 ? "0%" : percent(both / whole))
  const names = { one: t(one.name), other: t(other.name) }
  return (
    <div className="segment-overlap">
      <Venn
        one={first}
        other={second}
        both={both}
        label={{
          ja: `${names.one}と${names.other}の重なり ${both}人`,
          en: `${both} are in both ${names.one} and ${names.other}`,
        }}
      />
      <div>
        <h2>
          {both === 0
            ? t({ ja: "重なる人はいません", en: "Nobody is in both" })
            : t({ ja: `${number(both)}人が重なっています`, en: `${number(both)} people are in both` })}
        </h2>
        <p className="quiet small">
          {t({
            ja: `「${names.one}」（${number(first)}人）の ${share(first)}、「${names.other}」（${number(second)}人）の ${share(second)} にあたります。`,
            en: `That is ${share(first)} of “${names.one}” (${number(first)}) and ${share(second)} of “${names.other}” (${number(second)}).`,
          })}
        </p>
      </div>
      {may("segments:write") && (
        <ButtonLink
          label={{ ja: "一つにまとめる", en: "Make one of them" }}
          to={`/segments/new?merge=${one.segmentId},${other.segmentId}`}
        />
      )}
    </div>
  )
}

function Lists({ one, other, reply }: Shown) {
  const t = useText()
  const { number } = useFormat()
  const lists: readonly { title: Text; count: number; people: Reply<typeof compareSegments>["sampleBoth"] }[] = [
    {
      title: { ja: `「${one.name.ja}」だけ`, en: `Only “${one.name.en}”` },
      count: reply.onlyOne,
      people: reply.sampleOnlyOne,
    },
    { title: { ja: "両方", en: "Both" }, count: reply.both, people: reply.sampleBoth },
    {
      title: { ja: `「${other.name.ja}」だけ`, en: `Only “${other.name.en}”` },
      count: reply.onlyOther,
      people: reply.sampleOnlyOther,
    },
  ]
  return (
    <div className="segment-three">
      {lists.map(({ title, count, people }) => (
        <Section key={title.en} title={title} scope={{ ja: `${number(count)}人`, en: number(count) }}>
          {people.length === 0 && <p className="segment-none">{t({ ja: "いません。", en: "Nobody." })}</p>}
          <ul className="segment-people">
            {people.map((person) => (
              <li key={person.customerId}>
                <Link to={`/customers/${person.customerId}`}>{t(nameOfSample(person))}</Link>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </div>
  )
}
