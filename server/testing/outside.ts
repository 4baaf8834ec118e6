/** What a story that leads to the world outside takes in hand: offers, chats, other systems, mails that were caught, hits. */
export { writeHits } from "../capabilities/engagement/keep-hits.ts"
export { browseCaught, caughtMail } from "../capabilities/messages/caught-mails.ts"
export { makeOffer, setOfferState } from "../capabilities/offers/edit-offers.ts"
export { Terms } from "../capabilities/offers/model.ts"
export { connectChat } from "../capabilities/relay/chats.ts"
export { chatPost } from "../capabilities/relay/ports.ts"
export { addEndpoint } from "../capabilities/webhooks/endpoints.ts"
export { webhookPost } from "../capabilities/webhooks/ports.ts"
