import { Button } from "../../../ui/button.tsx"
import { Radios } from "../../../ui/choices.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import type { useForm } from "../../../ui/form.ts"
import { NumberInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { WordsFields } from "../../app/words-fields.tsx"
import { freshQuestion, type QuestionValues, type Values } from "./form-values.ts"

type Props = { form: ReturnType<typeof useForm<Values>> }
const letters = ["a", "b", "c", "d", "e", "f"]

/** The questions of a quiz, their choices, and which of them is right. */
export function Questions({ form }: Props) {
  const { questions } = form.values
  const change = (index: number, question: QuestionValues) =>
    form.set(
      "questions",
      questions.map((one, at) => (at === index ? question : one)),
    )
  return (
    <>
      {questions.map((question, index) => (
        <OneQuestion
          // biome-ignore lint/suspicious/noArrayIndexKey: questions have no name but their place
          key={index}
          number={index + 1}
          question={question}
          onChange={(changed) => change(index, changed)}
          onRemove={
            questions.length > 1
              ? () =>
                  form.set(
                    "questions",
                    questions.filter((_, at) => at !== index),
                  )
              : undefined
          }
        />
      ))}
      {questions.length < 20 && (
        <Button
          label={{ ja: "問いを足す", en: "Add a question" }}
          onClick={() => form.set("questions", [...questions, freshQuestion()])}
        />
      )}
      <Field label={{ ja: "合格に要る正解の数", en: "Right answers it takes" }} error={form.errors.needs}>
        <NumberInput {...form.input("needs")} unit={{ ja: "問", en: "right" }} />
      </Field>
      <Field label={{ ja: "答えられる回数", en: "Tries" }} error={form.errors.tries}>
        <NumberInput {...form.input("tries")} unit={{ ja: "回", en: "tries" }} />
      </Field>
      <Field
        label={{ ja: "もう一度受けられるまで", en: "Until it may be taken again" }}
        hint={{ ja: "達成できる回数を2以上にしたとき", en: "Where it may be completed more than once" }}
        error={form.errors.restDays}
      >
        <NumberInput {...form.input("restDays")} unit={{ ja: "日", en: "days" }} />
      </Field>
    </>
  )
}

type OneProps = {
  number: number
  question: QuestionValues
  onChange: (question: QuestionValues) => void
  onRemove: (() => void) | undefined
}

function OneQuestion({ number, question, onChange, onRemove }: OneProps) {
  const t = useText()
  const { choices } = question
  const setChoice = (id: string, words: { ja: string } | { en: string }) =>
    onChange({ ...question, choices: choices.map((one) => (one.id === id ? { ...one, ...words } : one)) })
  const next = letters.find((id) => !choices.some((choice) => choice.id === id))
  return (
    <fieldset className="quests-question">
      <legend>{t({ ja: `${number}問目`, en: `Question ${number}` })}</legend>
      <Fields>
        <WordsFields
          label={{ ja: "問い", en: "Question" }}
          ja={{ value: question.askJa, onChange: (askJa) => onChange({ ...question, askJa }) }}
          en={{ value: question.askEn, onChange: (askEn) => onChange({ ...question, askEn }) }}
          maxLength={300}
        />
        {choices.map(({ id, ja, en }) => (
          <WordsFields
            key={id}
            label={{ ja: `選択肢 ${id.toUpperCase()}`, en: `Choice ${id.toUpperCase()}` }}
            ja={{ value: ja, onChange: (text) => setChoice(id, { ja: text }) }}
            en={{ value: en, onChange: (text) => setChoice(id, { en: text }) }}
            maxLength={120}
          />
        ))}
        {next && choices.length < 6 && (
          <Button
            look="text"
            label={{ ja: "選択肢を足す", en: "Add a choice" }}
            onClick={() => onChange({ ...question, choices: [...choices, { id: next, ja: "", en: "" }] })}
          />
        )}
        <Field label={{ ja: "正解", en: "Right answer" }} group>
          <Radios
            value={question.right}
            onChange={(right) => onChange({ ...question, right })}
            options={[
              ...choices.map(({ id, ja, en }) => ({
                value: id,
                label: { ja: ja || id.toUpperCase(), en: en || ja || id.toUpperCase() },
              })),
              { value: "", label: { ja: "正解はない（意見を聞く）", en: "None: her opinion is asked" } },
            ]}
          />
        </Field>
        <WordsFields
          label={{ ja: "終わったあとに伝えること", en: "Told when it is over" }}
          ja={{ value: question.becauseJa, onChange: (becauseJa) => onChange({ ...question, becauseJa }) }}
          en={{ value: question.becauseEn, onChange: (becauseEn) => onChange({ ...question, becauseEn }) }}
          maxLength={300}
          optional
        />
        {onRemove && (
          <Button look="text" label={{ ja: "この問いを外す", en: "Remove this question" }} onClick={onRemove} />
        )}
      </Fields>
    </fieldset>
  )
}
