// The command `fuzz`: gives every parser broken input for some time each, and says what it was given where one crashes.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check'
import type {Parser} from './fuzz-parsers.ts'
import {parsers} from './fuzz-parsers.ts'

/** How a parser stood it. */
export interface Fuzzed {
  readonly name: string
  readonly cases: number
  readonly seconds: number
  /** The slowest case, in milliseconds. */
  readonly slowest: number
  /** What crashed it, with the seed that shows it again; undefined where nothing did. */
  readonly crash: string | undefined
}

/** Between two looks at the clock. */
const atOnce = 200

/** What a case may take, in milliseconds: files have five seconds, and a busy machine some more. */
const mostMs = 15_000

/** Gives one parser input for some seconds. @param seed draws all of it */
export async function fuzz({name, property}: Parser, seconds: number, seed: number): Promise<Fuzzed> {
  const start = performance.now()
  const passed = () => (performance.now() - start) / 1_000
  let [cases, slowest, batch] = [0, 0, seed]
  for (; passed() < seconds; batch += 1) {
    const before = performance.now()
    let last = before
    const watched = timed(property, () => {
      const at = performance.now()
      slowest = Math.max(slowest, at - last)
      last = at
    })
    const found = await fc.check(watched, {numRuns: atOnce, seed: batch, endOnFailure: true})
    cases += found.numRuns
    if (found.failed) return {name, cases, seconds: passed(), slowest, crash: crashOf(found)}
  }
  const crash = slowest > mostMs ? `a case took ${Math.round(slowest)} ms; seeds ${seed} to ${batch}` : undefined
  return {name, cases, seconds: passed(), slowest, crash}
}

/** The property, and somebody who hears of the end of each case. */
function timed(property: fc.IRawProperty<unknown>, done: () => void): fc.IRawProperty<unknown> {
  const watched: fc.IRawProperty<unknown> = Object.create(property)
  watched.run = async value => {
    try {
      return await property.run(value)
    } finally {
      done()
    }
  }
  return watched
}

function crashOf({seed, counterexample, errorInstance}: fc.RunDetails<unknown>): string {
  return `seed ${seed}: ${String(errorInstance)} for ${fc.stringify(counterexample).slice(0, 2_000)}`
}

/**
 * Fuzzes all parsers, or those whose name holds a word.
 * @param args `--seconds N` for each, 300 where it is left out; `--seed N`; words
 * @returns the exit code: 1 where one crashed or a promise was rejected that nobody waited for
 */
async function main(args: readonly string[]): Promise<number> {
  const option = (name: string, usual: number) => (args.includes(name) ? Number(args[args.indexOf(name) + 1]) : usual)
  const [seconds, seed] = [option('--seconds', 300), option('--seed', Date.now() % 2 ** 31)]
  const wanted = args.filter((arg, i) => !arg.startsWith('--') && !args[i - 1]?.startsWith('--'))
  let bad = 0
  process.on('unhandledRejection', error => {
    bad += 1
    process.stdout.write(`nobody waited for a promise that was rejected: ${String(error)}\n`)
  })
  process.stdout.write(`${new Date().toISOString()}, Node ${process.versions.node}, seed ${seed}, ${seconds} s each\n`)
  for (const each of await parsers()) {
    if (wanted.length > 0 && !wanted.some(word => each.name.includes(word))) continue
    const {name, cases, seconds: took, slowest, crash} = await fuzz(each, seconds, seed)
    if (crash !== undefined) bad += 1
    const pace = `${Math.round(cases / took)} a second, slowest ${Math.round(slowest)} ms`
    process.stdout.write(
      `${crash === undefined ? 'PASS' : 'CRASH'}  ${name}: ${cases} cases, ${pace}${crash ? `; ${crash}` : ''}\n`,
    )
  }
  return bad > 0 ? 1 : 0
}

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv.slice(2))
