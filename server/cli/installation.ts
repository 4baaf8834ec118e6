import { openInstallation, type Installation } from "../installation.ts"
import { environment, readConfig } from "../kernel/config.ts"
import { logTo } from "../kernel/log.ts"

/** Opens the installation of this folder for one command and closes it again, whatever happens. */
export async function withInstallation<T>(work: (installation: Installation) => Promise<T>): Promise<T> {
  // What goes wrong meanwhile is told beside the answer: that one may be read by a machine.
  const installation = await openInstallation(readConfig(environment()), logTo("warn", process.stderr))
  try {
    return await work(installation)
  } finally {
    await installation.stop()
  }
}

/** For people a line each; for machines one JSON document. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`)
