import { route } from "#kernel/capability"
import {
  getExperimentSettings,
  getLift,
  listExperimentPeople,
  listExperiments,
  putExperimentSettings,
} from "./contract.ts"
import { changeExperimentSettings, versionedExperimentSettings } from "./settings.ts"
import { listAll, peopleIn, showLift } from "./show-experiments.ts"

export const routes = [
  route(listExperiments, listAll),
  route(getLift, showLift),
  route(listExperimentPeople, peopleIn),
  route(getExperimentSettings, versionedExperimentSettings),
  route(putExperimentSettings, (ctx, { settings, basedOn }) => changeExperimentSettings(ctx, settings, basedOn)),
]
