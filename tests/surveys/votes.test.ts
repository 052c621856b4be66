// Votes from many processes on one file: the tally is that of an independent recount, and no kill loses an answer.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {type ChildProcess, fork} from 'node:child_process'
import {once} from 'node:events'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import {openStore} from '../../adapters/store/open-store.ts'
import type {Store} from '../../src/store.ts'
import {Responses} from '../../src/surveys/responses.ts'
import {Tally} from '../../src/surveys/tally.ts'
import {Seals} from '../../src/surveys/wave-seal.ts'
import {ballot, ballotStatements, deedsOf, numberIn, openBallot, valuesOf, voter} from '../doubles/pulse-ballot.ts'
import type {VoteJob, VoteReport} from '../doubles/pulse-worker.ts'
import {temporaryFolder} from '../doubles/temporary-folder.ts'

const compiledWorker = join(import.meta.dirname, '../../dist/tests/doubles/pulse-worker.js')

// Two hundred processes have to start; on two cores of their own that is half a minute.
const patience = 600_000

const folder = temporaryFolder()
afterAll(() => folder.remove())

/** A worker that has opened the store. */
async function startWorker(url: string): Promise<ChildProcess> {
  const child = fork(compiledWorker, [url], {execArgv: [], stdio: ['ignore', 'pipe', 'inherit', 'ipc']})
  await report(child)
  return child
}

/** What a worker says next; one that ends instead is a failure. */
function report(child: ChildProcess): Promise<VoteReport> {
  return new Promise((resolve, reject) => {
    const fail = (code: number | null) => reject(new Error(`A worker ended with ${code}; is dist/ built?`))
    child.once('exit', fail)
    child.once('message', (said: VoteReport) => {
      child.off('exit', fail)
      resolve(said)
    })
  })
}

describe('eight processes that take 10,000 answers of 2,000 people', () => {
  const people = 2_000
  const each = 5
  const url = `sqlite:${join(folder.path, 'ballot.db')}`
  const workers: ChildProcess[] = []
  let store: Store

  beforeAll(async () => {
    store = await openStore(url)
    await openBallot(store, people)
    await Promise.all(Array.from({length: 8}, async () => workers.push(await startWorker(url))))
  }, patience)
  afterAll(async () => {
    for (const child of workers) child.kill('SIGKILL')
    await store.close()
  })

  it(
    'add up to what a recount of the last deed of each person gives',
    async () => {
      const reports = workers.map(async (child, mine) => {
        child.send({kind: 'share', people, each, of: workers.length, mine} satisfies VoteJob)
        return (await report(child)).done
      })
      const done = (await Promise.all(reports)).reduce((sum, some) => sum + some, 0)
      expect(done).toBeGreaterThan(people * each * 1.3)
      expect(await counted(store)).toEqual(recounted(people, each))
    },
    patience,
  )
})

/** How often each option of each statement was chosen, as the close adds it up. */
async function counted(store: Store): Promise<number[][]> {
  const tally = new Tally(ballotStatements, [''])
  for await (const {answer, group} of new Responses(store, new Seals(store)).all(ballot)) tally.add(answer, group)
  return ballotStatements.map(id => [...(tally.all.statements.get(id) ?? [])])
}

/** The same from the deeds alone, in the plainest way. */
function recounted(people: number, each: number): number[][] {
  const last = new Map(deedsOf(people, each).map(({person, says}) => [person, says]))
  const counts = ballotStatements.map(() => [0, 0, 0, 0, 0])
  for (const says of last.values()) {
    if (says === undefined) continue
    const values = valuesOf(says)
    ballotStatements.forEach((id, i) => {
      const row = counts[i]
      const at = Number(values[id]) - 1
      if (row) row[at] = (row[at] ?? 0) + 1
    })
  }
  return counts
}

describe('a process that is killed at any of 200 moments', () => {
  const lanes = 4
  const rounds = 50
  const peoplePerLane = 10
  const url = `sqlite:${join(folder.path, 'killed.db')}`

  /** Lets one vote until it is killed, and gives what it said was saved. */
  async function voteUntilKilled(lane: number, from: number): Promise<[person: number, number: number][]> {
    const child = await startWorker(url)
    let printed = ''
    // By what it has done rather than by the clock, so that a busy machine kills it at work too.
    const enough = Math.floor(Math.random() * 12)
    const kill = () => setTimeout(() => child.kill('SIGKILL'), Math.random() * 8)
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text
      if (printed.split('\n').length > enough) kill()
    })
    child.send({kind: 'until-killed', first: lane * peoplePerLane, people: peoplePerLane, from} satisfies VoteJob)
    if (enough === 0) kill()
    await once(child, 'close')
    expect(child.signalCode).toBe('SIGKILL')
    const lines = printed.split('\n').slice(0, -1)
    return lines.map(line => line.split(' ').map(Number) as [number, number])
  }

  async function lane(number: number): Promise<Map<number, number>> {
    const saved = new Map<number, number>()
    let from = 0
    for (let round = 0; round < rounds; round += 1) {
      const acknowledged = await voteUntilKilled(number, from)
      for (const [person, says] of acknowledged) saved.set(person, says)
      // What was stored and not told any more is later than all that was told.
      from = Math.max(from, ...acknowledged.map(([, says]) => says)) + peoplePerLane
    }
    return saved
  }

  it(
    'loses no answer that it acknowledged',
    async () => {
      const store = await openStore(url)
      await openBallot(store, lanes * peoplePerLane)
      const saved = await Promise.all(Array.from({length: lanes}, (_, number) => lane(number)))
      const responses = new Responses(store, new Seals(store))
      let people = 0
      for (const [person, says] of saved.flatMap(each => [...each])) {
        const from = {platform: ballot.platform, tenant: ballot.tenant, id: voter(person)}
        const answer = await responses.own(ballot, from)
        expect(answer && numberIn(answer)).toBeGreaterThanOrEqual(says)
        people += 1
      }
      expect(people).toBeGreaterThan(lanes)
      await store.close()
    },
    patience,
  )
})
