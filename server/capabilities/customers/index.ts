export { birthdaysOn } from "./birthdays.ts"
export { type ByHand, changeCustomer, createCustomer } from "./change-customer.ts"
export {
  blockedBy,
  type Channel,
  channels,
  type ConsentState,
  type Holding,
  type Suppression,
} from "./consent-rules.ts"
export { erasedAt, eraseCustomer } from "./erase-customer.ts"
export { CustomerError } from "./errors.ts"
export { consentChanged, customerErased, customerMerged, customersChanged, customerUnmerged } from "./events.ts"
export { exportCustomer, type PersonalData, personalData } from "./export-customer.ts"
export { brandLanguage, clusterOf, customerById, customersByIds } from "./find-customer.ts"
export { ownersOf } from "./find-owners.ts"
export { addIdentity, dropIdentity, identitiesOf } from "./identities.ts"
export { hasIdentity } from "./identity-keys.ts"
export { type MergeCandidate, mergeCandidates } from "./merge-candidates.ts"
export { keepApart, type MergePreview, mergeCustomers, previewMerge, unmergeCustomer } from "./merge-customers.ts"
export { Address, type Customer, Identity, type IdentityFact, ProfileFields, type Resolved } from "./model.ts"
export { peekIdentities } from "./peek-identities.ts"
export { changeProperty, checkedProperties, defineProperty, propertyDefinitions } from "./properties.ts"
export { PropertyDefinition, readPropertyText } from "./property-rules.ts"
export {
  ConsentStatement,
  consentState,
  consentStatesOf,
  consentsHeld,
  recordConsent,
  recordConsents,
} from "./record-consent.ts"
export { resolveCustomer, resolveCustomers } from "./resolve-customers.ts"
export { searchCustomers } from "./search-customers.ts"
export { liftSuppression, type NewSuppression, suppress, suppressionsOf } from "./suppressions.ts"
export {
  type PersonRow,
  type Reader,
  selectPeople as people,
  selectPeopleIds as peopleIds,
  selectMergedIds as mergedIdsOf,
  selectReaders as readersOf,
  selectRootIds as rootIdsOf,
} from "./storage-people.ts"
export { countKnown as knownCounts, type KnownCounts } from "./storage-completeness.ts"
export { selectConsentsAfter as consentsAfter, selectCustomersAfter as customersAfter } from "./storage-export.ts"
export { mailboxKey, readEmail } from "./email-rules.ts"
export { readPhone } from "./phone-rules.ts"
export { selectClusterOwns as wordsOf, selectClusters as clustersOf } from "./storage-roots.ts"
export { selectRefusals as refusals } from "./storage-outcomes.ts"
