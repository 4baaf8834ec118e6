import { listOffers, postOffer } from "../../../server/capabilities/offers/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { useForm } from "../../../ui/form.ts"
import { useWay } from "../../../ui/link.tsx"
import { Page } from "../../app/page.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct } from "../../app/use-call.ts"
import { OfferForm } from "./offer-form.tsx"
import { freshValues, termsOf, wrongIn } from "./terms-form.ts"

/** Makes an offer as a draft, then opens it. */
export function NewOffer() {
  const way = useWay()
  const form = useForm(freshValues, wrongIn)
  const make = useAct(postOffer, {
    refresh: [listOffers],
    done: ({ offerId }) => {
      form.restart(form.values)
      way.go(`/offers/${offerId}`)
    },
  })
  const onMake = () =>
    form.submit((values) => make.run({ name: values.name.trim(), terms: termsOf(values, values.usesPerPerson ?? 1) }))
  return (
    <Page
      title={{ ja: "オファーを作る", en: "Make an offer" }}
      above={[{ label: { ja: "オファー", en: "Offers" }, to: "/offers" }]}
      actions={
        <Button look="go" label={{ ja: "下書きを作る", en: "Make a draft" }} busy={make.busy} onClick={onMake} />
      }
    >
      <UnsavedGuard changed={form.changed && !make.busy} />
      <OfferForm form={form} />
    </Page>
  )
}
