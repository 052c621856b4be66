// An outbox in virtual time, with sends that do what a script says and note when they did it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {CounselorError} from '../../src/errors.ts'
import {Outbox} from '../../src/schedule/outbox.ts'
import type {OutboxLimits} from '../../src/schedule/outbox-limits.ts'
import {usualLimits} from '../../src/schedule/outbox-limits.ts'
import type {LaneName, Outcome, Priority, SendOptions} from '../../src/schedule/sending.ts'
import type {RecordingLog} from '../doubles/recording-log.ts'
import {recordingLog} from '../doubles/recording-log.ts'
import {VirtualTime} from '../doubles/virtual-time.ts'

/** What one attempt does, and how many milliseconds it takes; `hang` never ends. */
export type Step =
  | {readonly does: 'sent' | 'again' | 'unsure' | 'refused' | 'throw' | 'hang'; readonly takes?: number}
  | {readonly does: 'wait'; readonly ms: number; readonly scope: 'lane' | 'tenant'; readonly takes?: number}

/** What finding out about an unsure attempt yields. */
export type Finding = 'there' | 'absent' | 'unknown' | 'throw' | 'hang'

/** A send: its lane, and a script; attempts beyond the script are sent at once. */
export interface Letter extends Partial<LaneName> {
  readonly priority?: Priority
  readonly steps?: readonly Step[]
  /** One for each unsure attempt, the last one for all further ones; none means that nobody can find out. */
  readonly finds?: readonly Finding[]
}

/** One attempt as it happened. */
export interface Try {
  readonly id: number
  readonly tenant: string
  readonly key: string
  readonly priority: Priority
  readonly step: Step
  readonly begin: number
  /** When it ended for the outbox at the latest; infinity while it has not. */
  end: number
  /** What finding out about it yielded. */
  found?: Finding
}

/** One send as it went: `sent`, the code of its error, or undefined while it is under way. */
export interface Course {
  readonly id: number
  readonly called: number
  readonly letter: Letter
  ended?: string
  at?: number
  error?: CounselorError
}

const calmLimits: OutboxLimits = {...usualLimits, lanePaces: []}

/** An outbox and everything that happened in it. */
export class OutboxWorld {
  readonly time = new VirtualTime(1_000_000)
  readonly record: RecordingLog = recordingLog(this.time.now)
  readonly tries: Try[] = []
  readonly courses: Course[] = []
  readonly outbox: Outbox

  /** @param limits what differs from the usual limits without paces */
  constructor(limits: Partial<OutboxLimits> = {}, random = () => 0) {
    this.outbox = new Outbox({timer: this.time, limits: {...calmLimits, ...limits}, log: this.record.log, random})
  }

  /** Sends a letter, of tenant `acme` in lane `general` unless it says otherwise. */
  send(letter: Letter = {}): Course {
    const course: Course = {id: this.courses.length, called: this.time.now(), letter}
    this.courses.push(course)
    void this.#follow(course)
    return course
  }

  /** Sends as many equal letters. */
  sendMany(count: number, letter: Letter = {}): Course[] {
    return Array.from({length: count}, () => this.send(letter))
  }

  /** The attempts of one send. */
  triesOf({id}: Course): Try[] {
    return this.tries.filter(each => each.id === id)
  }

  /** When attempts began, in milliseconds since the start of the world. */
  begins(tries: readonly Try[] = this.tries): number[] {
    return tries.map(({begin}) => begin - 1_000_000)
  }

  async #follow(course: Course): Promise<void> {
    const {tenant = 'acme', key = 'general', priority, steps = [], finds = []} = course.letter
    const options: SendOptions<number> = {
      ...(priority && {priority}),
      ...(finds.length > 0 && {reconcile: () => this.#find(course, finds)}),
    }
    try {
      const value = await this.outbox.send({tenant, key}, deadline => this.#attempt(course, steps, deadline), options)
      course.ended = value === course.id ? 'sent' : 'mixed up'
    } catch (error) {
      course.ended = error instanceof CounselorError ? error.code : String(error)
      if (error instanceof CounselorError) course.error = error
    }
    course.at = this.time.now()
  }

  async #attempt(course: Course, steps: readonly Step[], deadline: number): Promise<Outcome<number>> {
    const {tenant = 'acme', key = 'general', priority = 'answer'} = course.letter
    const step = steps[this.triesOf(course).length] ?? {does: 'sent'}
    const one: Try = {id: course.id, tenant, key, priority, step, begin: this.time.now(), end: Number.POSITIVE_INFINITY}
    this.tries.push(one)
    const takes = step.does === 'hang' ? Number.POSITIVE_INFINITY : (step.takes ?? 0)
    if (takes >= deadline - one.begin) one.end = deadline
    if (takes === Number.POSITIVE_INFINITY) return new Promise(() => {})
    if (takes > 0) await this.time.sleep(takes)
    one.end = Math.min(one.end, this.time.now())
    return outcomeOf(step, course.id)
  }

  async #find(course: Course, finds: readonly Finding[]): Promise<{readonly value: number} | false | undefined> {
    const tries = this.triesOf(course)
    const earlier = tries.filter(({found}) => found !== undefined).length
    const found = finds[Math.min(earlier, finds.length - 1)] ?? 'unknown'
    const last = tries.at(-1)
    if (last) last.found = found
    if (found === 'throw') throw new Error('nobody is there')
    if (found === 'hang') return new Promise(() => {})
    return found === 'there' ? {value: course.id} : found === 'absent' ? false : undefined
  }
}

function outcomeOf(step: Step, id: number): Outcome<number> {
  switch (step.does) {
    case 'sent':
      return {kind: 'sent', value: id}
    case 'wait':
      return {kind: 'wait', ms: step.ms, scope: step.scope}
    case 'again':
    case 'unsure':
    case 'refused':
      return {kind: step.does, reason: `scripted-${step.does}`, cause: new Error(`secret of ${id}`)}
    default:
      throw new Error(`secret of ${id}`)
  }
}
