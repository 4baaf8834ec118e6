import { customerErased, customerMerged, customerUnmerged, personalData } from "#customers"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { when } from "#kernel/events"
import { armsAsPersonalData, forgetPeople, joinPeople, partPeople } from "./join-people.ts"

export const experiments = defineCapability({
  name: "experiments",
  migrations: new URL("./migrations/", import.meta.url),
  reactions: [when(customerErased, forgetPeople), when(customerMerged, joinPeople), when(customerUnmerged, partPeople)],
  contributes: [contribute(personalData, [armsAsPersonalData])],
})
