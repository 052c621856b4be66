// The command `config`: the reference of all variables as a page, and whether those that are set are ours.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Area, Setting} from '../config-reference.ts'
import {areas} from '../config-reference.ts'
import {unknownSentence, unknownVariables} from '../unknown-variables.ts'

const usage = `Usage: npm run -s config reference   prints docs/configuration.md
       npm run -s config check       names variables that look like ours and are not
`

/**
 * Runs the command.
 * @param args `reference` or `check`
 * @param names the names of all variables that are set
 * @param write takes what is printed
 * @returns the exit code: 0; 1 where a variable is not ours; 2 for other words
 */
export function configCommand(
  args: readonly string[],
  names: readonly string[],
  write: (text: string) => void,
): number {
  const [what, ...more] = args
  if (more.length === 0 && what === 'reference') {
    write(referencePage())
    return 0
  }
  if (more.length === 0 && what === 'check') {
    const unknown = unknownVariables(names)
    for (const each of unknown) write(`${unknownSentence(each)}\n`)
    return unknown.length === 0 ? 0 : 1
  }
  write(usage)
  return 2
}

/** The whole page in Markdown. */
export function referencePage(): string {
  return [
    '<!-- SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors -->',
    '<!-- SPDX-License-Identifier: CC-BY-4.0 -->',
    '# Configuration',
    '',
    'Everything is set by environment variables. None is required. A value with blanks round it is taken without them; an empty one counts as not set. A wrong value stops the start, and the message names the variable and the fix. A variable that looks like one of ours and is none is named in the log at the start, with the one that was probably meant. `npm run -s doctor` checks all of it before you start.',
    '',
    'A **secret** belongs into the environment only: never into the image, the repository or a command line. Its value is never logged and never part of a message.',
    '',
    'This page is made from `src/config-reference.ts`: `npm run -s config reference > docs/configuration.md`. A test keeps both, and the code that reads the variables, together.',
    ...areas.flatMap(section),
    '',
  ].join('\n')
}

function section({title, note, settings}: Area): string[] {
  const head = ['| variable | meaning | takes | where it is not set |', '|---|---|---|---|']
  return ['', `## ${title}`, '', note, '', ...head, ...settings.map(line)]
}

function line({name, meaning, form, usual, secret}: Setting): string {
  return `| \`${name}\`${secret ? ' (secret)' : ''} | ${meaning} | ${form} | ${usual} |`
}
