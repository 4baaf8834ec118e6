import { useState } from "react"
import { listPlans, postRequestDecision } from "../../../server/capabilities/members/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { Table } from "../../../ui/table.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { useCustomerNames } from "../../app/use-customer-names.ts"
import { PlanDialog } from "./plan-dialog.tsx"
import { type Plan, planKindOptions } from "./words.ts"

type Found = Reply<typeof listPlans>

/** Paid membership, student discount and other plans beside ranks and points, and who asked for one. */
export function PlansPage() {
  const may = useMay()
  const [open, setOpen] = useState<Plan | "new">()
  const plans = useCall(listPlans, {}, { keep: true })
  return (
    <Page
      title={{ ja: "会員プラン", en: "Plans" }}
      above={[{ label: { ja: "会員", en: "Members" }, to: "/members" }]}
      actions={
        may("loyalty:write") && (
          <Button look="go" label={{ ja: "プランを作る", en: "Make a plan" }} onClick={() => setOpen("new")} />
        )
      }
    >
      <Loaded of={plans} what={{ ja: "プランを読み込めませんでした", en: "The plans could not be loaded" }}>
        {(found) => (
          <Stack>
            {found.requests.length > 0 && <Requests requests={found.requests} />}
            <List plans={found.plans} onOpen={setOpen} />
          </Stack>
        )}
      </Loaded>
      {open && <PlanDialog plan={open === "new" ? null : open} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}

function List({ plans, onOpen }: { plans: Found["plans"]; onOpen: (plan: Plan) => void }) {
  const t = useText()
  if (plans.length === 0)
    return (
      <Empty
        title={{ ja: "まだありません", en: "None yet" }}
        why={{
          ja: "年会費のある会員や学割を、ポイントやランクと並べて続けられます。",
          en: "Paid membership and student discounts run side by side with points and ranks.",
        }}
      />
    )
  const documentOf = ({ draft, live }: Plan) => (draft ?? live)?.document
  const kindOf = (plan: Plan) => planKindOptions.find(({ value }) => value === documentOf(plan)?.kind)?.label
  return (
    <Section title={{ ja: "プラン", en: "Plans" }}>
      <Table
        label={{ ja: "プラン", en: "Plans" }}
        rows={plans}
        rowKey={({ planId }) => planId}
        onOpen={onOpen}
        columns={[
          {
            key: "name",
            head: { ja: "名前", en: "Name" },
            cell: (plan) => t(documentOf(plan)?.name ?? { ja: "—", en: "—" }),
          },
          { key: "kind", head: { ja: "種類", en: "Kind" }, cell: (plan) => t(kindOf(plan) ?? { ja: "—", en: "—" }) },
          {
            key: "state",
            head: { ja: "状態", en: "State" },
            cell: ({ live, draft }) =>
              live ? (
                <Status
                  is={live.document.isClosed ? "paused" : "live"}
                  {...(draft && { label: { ja: "下書きあり", en: "Has a draft" } })}
                />
              ) : (
                <Status is="draft" />
              ),
          },
          {
            key: "active",
            head: { ja: "人数", en: "People" },
            end: true,
            cell: ({ active }) => <NumberText value={active} />,
          },
        ]}
      />
    </Section>
  )
}

function Requests({ requests }: { requests: Found["requests"] }) {
  const t = useText()
  const may = useMay()
  const names = useCustomerNames(requests.map(({ customerId }) => customerId))
  const decide = useAct(postRequestDecision, { refresh: [listPlans] })
  return (
    <Section
      title={{ ja: "確認を待つ申し込み", en: "Requests that wait" }}
      scope={{ ja: "古い順", en: "oldest first" }}
      first
    >
      <Table
        label={{ ja: "申し込み", en: "Requests" }}
        rows={requests}
        rowKey={({ holdingId }) => holdingId}
        columns={[
          {
            key: "who",
            head: { ja: "お客様", en: "Customer" },
            cell: ({ customerId }) => (
              <Link to={`/customers/${customerId}`}>
                {names?.get(customerId) || t({ ja: "お客様を開く", en: "Open the customer" })}
              </Link>
            ),
          },
          { key: "plan", head: { ja: "プラン", en: "Plan" }, cell: ({ name }) => t(name) },
          {
            key: "said",
            head: { ja: "申告", en: "What she said" },
            cell: ({ evidence }) => Object.values(evidence).map(String).join(" ・ ") || "—",
          },
          { key: "at", head: { ja: "申し込み", en: "Asked" }, cell: ({ askedAt }) => <DateText at={askedAt} /> },
          {
            key: "act",
            head: { ja: "操作", en: "Action" },
            cell: ({ holdingId }) =>
              may("loyalty:write") && (
                <>
                  <Button
                    label={{ ja: "認める", en: "Grant" }}
                    busy={decide.busy}
                    onClick={() => decide.run({ holdingId, isGranted: true, reason: "" })}
                  />
                  <Button
                    look="text"
                    label={{ ja: "断る", en: "Refuse" }}
                    busy={decide.busy}
                    onClick={() => decide.run({ holdingId, isGranted: false, reason: "" })}
                  />
                </>
              ),
          },
        ]}
      />
    </Section>
  )
}
