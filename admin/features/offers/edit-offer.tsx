import { getOffer, listOffers, patchOffer } from "../../../server/capabilities/offers/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { useForm } from "../../../ui/form.ts"
import { useText } from "../../../ui/language.tsx"
import { Note } from "../../../ui/layout.tsx"
import { useWay } from "../../../ui/link.tsx"
import { same } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { OfferForm } from "./offer-form.tsx"
import { termsOf, valuesOf, wrongIn } from "./terms-form.ts"

/** Changes an offer's terms. */
export function EditOffer({ params }: PageProps<"/offers/$offerId/edit">) {
  const whole = useCall(getOffer, { offerId: params.offerId, days: 1 })
  return (
    <Loaded of={whole} what={{ ja: "オファーを読み込めませんでした", en: "The offer could not be loaded" }}>
      {({ offer }) => <Form key={offer.revision} offer={offer} />}
    </Loaded>
  )
}

function Form({ offer }: { offer: Reply<typeof getOffer>["offer"] }) {
  const { offerId, name, terms, revision } = offer
  const t = useText()
  const way = useWay()
  const form = useForm(valuesOf(name, terms), wrongIn)
  const save = useAct(patchOffer, {
    refresh: [getOffer, listOffers],
    done: () => {
      form.restart(form.values)
      way.go(`/offers/${offerId}`)
    },
  })
  const onSave = () =>
    form.submit((values) =>
      save.run({ offerId, basedOn: revision, name: values.name.trim(), terms: termsOf(values, terms.usesPerCode) }),
    )
  return (
    <Page
      title={{ ja: "条件を直す", en: "Edit the terms" }}
      above={[
        { label: { ja: "オファー", en: "Offers" }, to: "/offers" },
        { label: same(name), to: `/offers/${offerId}` },
      ]}
      actions={
        <Button
          look="go"
          label={{ ja: "保存する", en: "Save" }}
          busy={save.busy}
          dimmed={!form.changed}
          onClick={onSave}
        />
      }
    >
      <UnsavedGuard changed={form.changed && !save.busy} />
      <Note>
        {t({
          ja: "もう渡したコードの期限と使える回数は変わりません。ほかの条件は、渡したコードにも効きます。",
          en: "Codes that were given keep their end and number of uses. Everything else holds for them, too.",
        })}
      </Note>
      <OfferForm form={form} />
    </Page>
  )
}
