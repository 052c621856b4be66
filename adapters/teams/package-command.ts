// The command `teams:package`: writes the Teams app package for an app id.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {mkdirSync, writeFileSync} from 'node:fs'
import {dirname, resolve} from 'node:path'
import {parseArgs} from 'node:util'
import {CounselorError} from '../../src/errors.ts'
import {appPackage} from './app-package.ts'

const usage = `Usage: npm run teams:package -- [APP_ID] [--website URL] [--privacy URL] [--terms URL] [--developer NAME] [--out FILE]

APP_ID is the Microsoft app id of the bot; without it, MicrosoftAppId of the environment.
`

/** Where a package goes that was given no other place: beside what is built. */
const usualFile = 'dist/ospo-counselor-teams.zip'

/** Until somebody gives the pages of their own organisation. */
const placeholder = 'https://counselor.example.org/'

/** What the command works with. */
export interface PackageCommand {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Takes what is printed. */
  readonly write: (text: string) => void
  /** Takes what went wrong. */
  readonly complain: (text: string) => void
}

/**
 * Runs the command.
 * @param args as on the command line
 * @returns the exit code: 0; 2 for words that it does not know; 78 for a detail that Teams would not take
 */
export function packageCommand(args: readonly string[], {env, write, complain}: PackageCommand): number {
  const read = readArgs(args)
  if (read === undefined) {
    complain(usage)
    return 2
  }
  const {values, positionals} = read
  const appId = positionals[0] ?? env['MicrosoftAppId']?.trim()
  if (appId === undefined || appId === '') {
    complain(`The app id is missing.\n\n${usage}`)
    return 2
  }
  const {website = placeholder, privacy = website, terms = website, developer = 'OSPO Counselor', out} = values
  try {
    const file = resolve(out ?? usualFile)
    const zip = appPackage({appId, website, privacy, terms, developer})
    mkdirSync(dirname(file), {recursive: true})
    writeFileSync(file, zip)
    write(`${file} is the Teams app package for ${appId}: upload it as docs/teams.md says.\n`)
    if (website === placeholder) write(`Its links lead to ${placeholder}; give --website, --privacy and --terms.\n`)
    return 0
  } catch (error) {
    if (!(error instanceof CounselorError)) throw error
    complain(`${error.message}\n`)
    return 78
  }
}

function readArgs(args: readonly string[]) {
  const text = {type: 'string'} as const
  const options = {website: text, privacy: text, terms: text, developer: text, out: text}
  try {
    const read = parseArgs({args: [...args], options, allowPositionals: true})
    return read.positionals.length > 1 ? undefined : read
  } catch {
    return undefined
  }
}
