// The command `mutation`: changes rooms of the core one mutant at a time, and says how many their tests notice.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {spawnSync} from 'node:child_process'
import {existsSync, readFileSync} from 'node:fs'
import {notesOf} from './settings.js'

const rooms = ['schedule', 'surveys', 'answers']

/** `npm run mutation -- [ROOM…] [--share 0.1] [--seed TEXT] [--cores 1] [--report]`; with --report nothing is run. */
function main(args) {
  const option = (name, usual) => (args.includes(name) ? args[args.indexOf(name) + 1] : usual)
  const wanted = rooms.filter(room => args.includes(room))
  for (const room of wanted.length > 0 ? wanted : rooms) {
    const env = {
      ...process.env,
      MUTATION_ROOM: room,
      MUTATION_SHARE: option('--share', '1'),
      MUTATION_SEED: option('--seed', '1'),
      MUTATION_CORES: option('--cores', '1'),
    }
    if (!args.includes('--report')) {
      const stryker = ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', 'bench/mutation/stryker.config.js']
      spawnSync(process.execPath, stryker, {env, stdio: 'inherit'})
    }
    process.stdout.write(report(room))
  }
}

/** What no test runs was not drawn from but counted, so the score weighs the two kinds by what there is of each. */
function report(room) {
  if (!existsSync(notesOf(room))) return `${room}: nothing is noted\n`
  const notes = readFileSync(notesOf(room), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  const count = (...states) => notes.filter(({status}) => states.includes(status)).length
  const [killed, timedOut, survived] = [count('Killed', 'RuntimeError'), count('Timeout'), count('Survived')]
  const [unrun, left] = [count('NoCoverage'), count('CompileError')]
  const tried = killed + timedOut + survived
  const noticed = (killed + timedOut) / tried
  const score = (noticed * (tried + left)) / (tried + left + unrun)
  const off = 196 * Math.sqrt((noticed * (1 - noticed)) / tried)
  const lines = notes
    .filter(({status}) => status === 'Survived')
    .map(
      ({fileName, line, mutatorName, replacement}) =>
        `  ${fileName}:${line} ${mutatorName} ${JSON.stringify(replacement)}`,
    )
  const counts = `${tried} tried: ${killed} killed, ${timedOut} timed out, ${survived} survived; ${unrun} run by no test`
  return `${room}: ${(100 * score).toFixed(1)} % ± ${off.toFixed(1)} (${counts})\n${lines.map(each => `${each}\n`).join('')}`
}

main(process.argv.slice(2))
