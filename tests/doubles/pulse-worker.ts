// A process of its own that takes votes through the real handler, on a store that other processes use too.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {writeSync} from 'node:fs'
import {openStore} from '../../adapters/store/open-store.ts'
import {AuditLog} from '../../src/audit.ts'
import type {Activity} from '../../src/chat/activity.ts'
import {cardText} from '../../src/chat/card-text.ts'
import {Turn} from '../../src/chat/turn.ts'
import {usualKeep} from '../../src/keep.ts'
import {silentLog} from '../../src/log.ts'
import {Roles} from '../../src/roles.ts'
import {Agenda} from '../../src/schedule/agenda.ts'
import {systemTimer} from '../../src/schedule/timer.ts'
import {pulseActions} from '../../src/surveys/pulse-actions.ts'
import {defaultPulseSettings, pulseParts} from '../../src/surveys/pulse-parts.ts'
import {pulsePhrases} from '../../src/surveys/pulse-phrases.ts'
import {Vote} from '../../src/surveys/vote.ts'
import type {Deed} from './pulse-ballot.ts'
import {ballot, deedsOf, valuesOf, voter} from './pulse-ballot.ts'
import {RecordingPlatform} from './recording-platform.ts'

/** What a parent sends: to take its share of everybody's deeds, or to vote for its own people until it is killed. */
export type VoteJob =
  | {readonly kind: 'share'; readonly people: number; readonly each: number; readonly of: number; readonly mine: number}
  | {readonly kind: 'until-killed'; readonly first: number; readonly people: number; readonly from: number}

/** What a worker sends: that it is ready, or done. */
export interface VoteReport {
  readonly done: number
}

const say = pulsePhrases.en.vote
const [, , url = ''] = process.argv
const store = await openStore(url)
const platform = new RecordingPlatform(Date.now)
const vote = new Vote(
  pulseParts({
    store,
    agenda: new Agenda(store),
    platforms: [platform],
    surveys: {all: () => [], find: () => undefined},
    settings: defaultPulseSettings,
    roles: new Roles(),
    keep: usualKeep,
    audit: new AuditLog(store, Date.now),
    log: silentLog,
    now: Date.now,
    newId: () => 'id',
    timer: systemTimer,
  }),
)

/** Does a deed once, and gives what the person was told. */
async function told({person, at, says}: Deed): Promise<string> {
  const id = voter(person)
  const from = {platform: platform.name, tenant: ballot.tenant, id}
  const conversation = {platform: platform.name, tenant: ballot.tenant, id: `D-${id}`, scope: 'personal'} as const
  const base = {id: `E-${at}`, at, from, conversation, value: `${ballot.id} en`}
  const activity: Activity =
    says === undefined
      ? {...base, kind: 'press', action: pulseActions.withdraw, message: {conversation, id: 'm'}}
      : {...base, kind: 'submission', action: pulseActions.vote, values: valuesOf(says)}
  platform.sent.length = 0
  await vote.handle(new Turn(activity, platform))
  return cardText(platform.sent[0]?.card ?? {language: 'en', blocks: []})
}

/** As a person does, sends again what was not saved. */
async function insist(deed: Deed): Promise<void> {
  for (;;) {
    const answer = await told(deed)
    if (answer !== say.unsaved) return
  }
}

/** Every deed is done by one process, and every third by the next one too: a second press, or a retry. */
async function share({people, each, of, mine}: Extract<VoteJob, {kind: 'share'}>): Promise<number> {
  const deeds = deedsOf(people, each).filter(({at}) => at % of === mine || (at % 3 === 0 && (at + 1) % of === mine))
  // Not in the order of time: processes are late, each in its own way.
  const order = deeds.map(deed => ({deed, key: Math.imul(deed.at ^ (mine + 7), 0x85ebca6b) >>> 0}))
  for (const {deed} of order.sort((a, b) => a.key - b.key)) await insist(deed)
  return deeds.length
}

/** Prints what it has acknowledged; the print is synchronous, so a kill never outruns it. */
async function untilKilled({first, people, from}: Extract<VoteJob, {kind: 'until-killed'}>): Promise<number> {
  for (let number = from; ; number += 1) {
    const person = first + (number % people)
    const answer = await told({person, at: number + 1, says: number})
    if (answer.startsWith('Saved')) writeSync(1, `${person} ${number}\n`)
  }
}

process.on('message', (job: VoteJob) => {
  void (job.kind === 'share' ? share(job) : untilKilled(job)).then(done => process.send?.({done} satisfies VoteReport))
})
// Who was to kill it is gone.
process.once('disconnect', () => process.exit())
process.send?.({done: 0} satisfies VoteReport)
