// The command `doctor`: runs every check, prints one line for each, and says by its exit code whether all may start.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {CounselorError} from '../../src/errors.ts'
import type {Check, Finding} from './finding.ts'
import {bad} from './finding.ts'

const usage = `Usage: npm run -s doctor            checks this machine and its configuration, sends nothing
       npm run -s doctor -- --json  the same as JSON
`

const marks = {good: '✓', doubtful: '!', bad: '✗'} as const

/**
 * Runs the command.
 * @param args nothing, or `--json`
 * @param checks what is looked at, in the order in which it is printed
 * @param write takes what is printed
 * @returns the exit code: 0; 1 where something is to be mended; 2 for other words
 */
export async function doctorCommand(
  args: readonly string[],
  checks: readonly Check[],
  write: (text: string) => void,
): Promise<number> {
  const asJson = args.length === 1 && args[0] === '--json'
  if (args.length > 0 && !asJson) {
    write(usage)
    return 2
  }
  const findings = (await Promise.all(checks.map(found))).flat()
  const ok = findings.every(({state}) => state !== 'bad')
  if (asJson) write(`${JSON.stringify({ok, findings}, undefined, 2)}\n`)
  else write(`${[...findings.map(lineOf), summary(findings)].join('\n')}\n`)
  return ok ? 0 : 1
}

async function found({name, run}: Check): Promise<readonly Finding[]> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof CounselorError) return [bad(name, bare(error.message), error.fix)]
    // The words of a library may hold an address with a password.
    const code = error instanceof Error ? ('code' in error ? String(error.code) : error.name) : typeof error
    return [bad(name, `it could not be checked: ${code}`, 'Look at the log of this command, or report it.')]
  }
}

function lineOf({name, state, says, fix}: Finding): string {
  return `${marks[state]} ${name}: ${says}.${fix === '' ? '' : ` ${fix}`}`
}

function summary(findings: readonly Finding[]): string {
  const count = (state: Finding['state']) => findings.filter(each => each.state === state).length
  const [wrong, odd] = [count('bad'), count('doubtful')]
  if (wrong > 0) return `To be mended: ${wrong}. Worth a look: ${odd}.`
  return odd > 0 ? `It can start. Worth a look: ${odd}.` : 'All is well.'
}

function bare(sentence: string): string {
  return sentence.replace(/\.$/, '')
}
