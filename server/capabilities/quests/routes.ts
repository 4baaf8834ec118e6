import { route } from "#kernel/capability"
import { answerQuest } from "./answer.ts"
import {
  getQuest,
  listAwards,
  listQuestOpinions,
  listQuests,
  listQuestsFor,
  postAnswers,
  postQuest,
  postQuestCheck,
  publishQuestDraft,
  putOpinionDecision,
  putQuestDraft,
  putQuestState,
} from "./contract.ts"
import { changeQuest, makeQuest, publishQuest, setQuestState } from "./edit-quests.ts"
import { decideOpinion, listOpinions } from "./opinions.ts"
import { questsFor } from "./quests-for.ts"
import { awardsOf, listAll, showQuest, tryQuest } from "./show-quests.ts"

export const routes = [
  route(listQuests, listAll),
  route(listQuestOpinions, listOpinions),
  route(putOpinionDecision, decideOpinion),
  route(getQuest, (ctx, { questId }) => showQuest(ctx, questId)),
  route(postQuest, (ctx, { document }) => makeQuest(ctx, document)),
  route(postQuestCheck, (ctx, { document }) => tryQuest(ctx, document)),
  route(putQuestDraft, (ctx, { questId, document, basedOn }) => changeQuest(ctx, questId, document, basedOn)),
  route(publishQuestDraft, (ctx, { questId, basedOn }) => publishQuest(ctx, questId, basedOn)),
  route(putQuestState, (ctx, { questId, state }) => setQuestState(ctx, questId, state)),
  route(listAwards, (ctx, { questId, ...page }) => awardsOf(ctx, questId, page)),
  route(listQuestsFor, async (ctx, { customerId }) => ({
    items: (await questsFor(ctx, customerId)).map((one) => ({
      ...one,
      questions: one.questions.map(({ ask, choices }) => ({ ask, choices: [...choices] })),
      because: [...one.because],
      parts: [...one.parts],
    })),
  })),
  route(postAnswers, answerQuest),
]
