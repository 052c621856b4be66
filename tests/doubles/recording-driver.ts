// Drives the recording double for the contract of a platform.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Activity} from '../../src/chat/activity.ts'
import type {Driver, Seen, SeenForm, Visitor} from '../contracts/driver.ts'
import {seenCard, seenForm, valuesOf} from '../contracts/driver.ts'
import {startCounselor} from '../contracts/probe.ts'
import type {OpenedForm, Sent} from './recording-platform.ts'
import {RecordingPlatform} from './recording-platform.ts'
import type {Talk} from './talk.ts'

/** A recording platform with the counselor behind it. */
export async function recordingDriver(): Promise<Driver> {
  const platform = new RecordingPlatform(Date.now)
  const counselor = await startCounselor(platform)
  let people = 0
  const meet = async (talk: Talk) => {
    const visitor = new RecordedVisitor(platform, talk)
    await visitor.do(talk.activity({kind: 'joined'}))
    return visitor
  }
  const someone = () => `U-${++people}`
  return {
    paper: false,
    solitary: false,
    alone: () => meet(platform.talk({}, someone())),
    together: async () => {
      const place = {scope: 'channel', id: platform.nextId('C'), thread: '1'} as const
      return [await meet(platform.talk(place, someone())), await meet(platform.talk(place, someone()))]
    },
    close: () => counselor.stop(),
  }
}

class RecordedVisitor implements Visitor {
  readonly #platform: RecordingPlatform
  readonly #talk: Talk
  /** How many of our forms this person has dealt with. */
  #submitted = 0

  constructor(platform: RecordingPlatform, talk: Talk) {
    this.#platform = platform
    this.#talk = talk
  }

  async do(...activities: readonly Activity[]): Promise<void> {
    for (const activity of activities) await this.#platform.deliver(activity)
  }

  say(text: string): Promise<void> {
    return this.do(this.#talk.activity({kind: 'message', text}))
  }

  sayTwice(text: string): Promise<void> {
    const activity = this.#talk.activity({kind: 'message', text})
    return this.do(activity, activity)
  }

  press(label: string): Promise<void> {
    const {message, button} = this.#talk.find(label)
    return this.do(this.#talk.activity({kind: 'press', ...button, message}))
  }

  async sees(): Promise<readonly Seen[]> {
    const mine = this.#platform.sent.filter(sent => this.#isMine(sent))
    const sent = mine.filter(({how}) => how !== 'update')
    return sent.map(({id, card}) => seenCard((id === '' ? undefined : this.#platform.shown(id)) ?? card))
  }

  form(): SeenForm | undefined {
    const opened = this.#opened()
    return opened && seenForm(opened.form)
  }

  async submit(typed: Readonly<Record<string, string>>): Promise<void> {
    const {action, value, ...form} = this.#opened()?.form ?? fail('no form is open')
    this.#submitted += 1
    const values = valuesOf({action, value, ...form}, typed)
    await this.do(this.#talk.activity({kind: 'submission', action, value, values}))
  }

  #opened(): OpenedForm | undefined {
    const mine = this.#platform.forms.filter(({activity}) => activity.from.id === this.#talk.person.id)
    return mine[this.#submitted]
  }

  #isMine({to, person}: Sent): boolean {
    const {conversation, person: me} = this.#talk
    const here = to.id === conversation.id && to.thread === conversation.thread
    return (here && (person === undefined || person.id === me.id)) || to.id === `D-${me.id}`
  }
}

function fail(why: string): never {
  throw new Error(why)
}
