// The people of the soak: what they ask, how they vote, and how their platform delivers it, again where it was refused.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {request} from 'node:http'
import {setTimeout as pause} from 'node:timers/promises'
import {ballot, valuesOf, voter} from '../tests/doubles/pulse-ballot.ts'
import {newAgent, signed} from './slack-load.ts'
import type {SoakSlack} from './soak-slack.ts'
import {soakTeam} from './soak-slack.ts'

/** The wave that is voted on. */
export const soakBallot = {...ballot, platform: 'slack', tenant: soakTeam}

/** A question, and where its answer has to come: below a message of a channel, or in a direct message of its own. */
export interface Question {
  readonly channel: string
  readonly thread: string | undefined
  readonly body: string
  /** Which replicas acknowledged it, and when, in milliseconds of `performance.now()`. */
  readonly taken: {readonly replica: number; readonly at: number}[]
}

/** What people need: where to post, and what becomes of it. */
export interface Desk {
  readonly port: number
  readonly slack: SoakSlack
  /** From 0 to 1, always the same ones. */
  readonly random: () => number
  /** The share that is delivered twice, the second time to another replica. */
  readonly twice: number
}

/** One delivery that was answered. */
interface Taken {
  readonly status: number
  readonly replica: number
}

/** How often, and after which pause in milliseconds, a question that was not acknowledged is delivered again. */
const tries = 240
const againMs = 500

/** How long a person takes before they send a vote again, in milliseconds. */
const secondThoughts = 3_000

/** The longest pause before a second delivery, in milliseconds: some come at once, others when the answer is out. */
const secondMs = 1_500

/** How long a person waits to be told that a vote is saved, in milliseconds, before they send it again. */
const patience = 6_000

const agent = newAgent()

/** The question by its number. */
export function questionOf(i: number, text: string): Question {
  const ts = `${Math.floor(Date.now() / 1_000)}.${String(i).padStart(6, '0')}`
  const isDirect = i % 3 === 0
  const channel = isDirect ? `DQ${i}` : `CQ${i % 200}`
  const place = isDirect ? {type: 'message', channel_type: 'im'} : {type: 'app_mention'}
  const event = {...place, user: `UQ${i}`, channel, ts, event_ts: ts, text: isDirect ? text : `<@U0BOT> ${text}`}
  const body = {...envelope('event_callback'), event, event_id: `Ev${i}`, event_time: Math.floor(Date.now() / 1_000)}
  return {channel, thread: isDirect ? undefined : ts, body: JSON.stringify(body), taken: []}
}

/** Delivers a question until it is acknowledged, and some of them once more. */
export async function ask(desk: Desk, question: Question): Promise<void> {
  const isTwice = desk.random() < desk.twice
  const later = desk.random() * secondMs
  const first = await deliver(desk, question)
  if (isTwice) {
    await pause(later)
    await deliver(desk, question, first.replica)
  }
}

async function deliver(desk: Desk, {body, taken}: Question, not?: number): Promise<Taken> {
  for (let n = 0; n < tries; n += 1) {
    const one = await post(desk.port, {body, type: 'application/json', again: n, not})
    if (one.status === 200) {
      taken.push({replica: one.replica, at: performance.now()})
      return one
    }
    await pause(againMs)
  }
  throw new Error('a question was never acknowledged')
}

/**
 * Votes until it is told to be saved.
 * @param deed who votes, which of their votes it is, and the number that it says
 * @returns how often it was sent
 */
export async function vote(desk: Desk, deed: {person: number; nth: number; says: number}): Promise<number> {
  const channel = `DV${deed.person}K${deed.nth}`
  for (let n = 1; n <= tries; n += 1) {
    const body = new URLSearchParams({payload: JSON.stringify(submission(deed, channel, n))}).toString()
    const form = {body, type: 'application/x-www-form-urlencoded', again: 0}
    const isTwice = desk.random() < desk.twice
    const before = desk.slack.in(channel).length
    const first = await post(desk.port, form)
    if (isTwice) await post(desk.port, {...form, not: first.replica})
    if (first.status === 200 && (await isSaved(desk.slack, channel, before))) return n
    await pause(secondThoughts)
  }
  throw new Error('a vote was never saved')
}

/** What a person reads next; a word about an earlier try of the same vote is as good. */
async function isSaved(slack: SoakSlack, channel: string, before: number): Promise<boolean> {
  for (const until = performance.now() + patience; performance.now() < until; await pause(20)) {
    const said = slack.in(channel).slice(before)
    if (said.length > 0) return said.some(({text}) => text.startsWith('Saved'))
  }
  return false
}

function submission({person, says}: {person: number; says: number}, channel: string, n: number) {
  const place = {id: channel, scope: 'personal'}
  const purpose = {action: 'surveys.pulse-vote', value: `${soakBallot.id} en`, place}
  const values = Object.entries(valuesOf(says)).map(([id, value]) => [
    `block ${id}`,
    {[id]: {type: 'radio_buttons', selected_option: {value}}},
  ])
  return {
    ...envelope('view_submission'),
    team: {id: soakTeam},
    user: {id: voter(person), team_id: soakTeam},
    trigger_id: `${channel} ${n}`,
    view: {
      ...{id: `V${channel}`, hash: `${n}`, type: 'modal', callback_id: 'form', app_installed_team_id: soakTeam},
      ...{private_metadata: JSON.stringify(purpose), state: {values: Object.fromEntries(values)}},
    },
  }
}

function envelope(type: string) {
  const authorization = {enterprise_id: null, team_id: soakTeam, user_id: 'U0BOT', is_bot: true}
  return {type, team_id: soakTeam, api_app_id: 'A0001', authorizations: [authorization]}
}

interface Form {
  readonly body: string
  readonly type: string
  /** How often it was delivered before. */
  readonly again: number
  /** A replica that should not get it. */
  readonly not?: number | undefined
}

/** Never rejects: what broke off has the status 0. */
function post(port: number, {body, type, again, not}: Form): Promise<Taken> {
  const {headers} = signed('', body, type)
  const repeated = again > 0 ? {'x-slack-retry-num': `${again}`} : {}
  const unwanted = not === undefined ? {} : {'x-soak-not': `${not}`}
  return new Promise(resolve => {
    const broken = () => resolve({status: 0, replica: -1})
    const options = {agent, host: '127.0.0.1', port, path: '/slack/events', method: 'POST'}
    const sent = request({...options, headers: {...headers, ...repeated, ...unwanted}}, response => {
      response.resume().once('error', broken)
      const replica = Number(response.headers['x-soak-replica'] ?? -1)
      response.once('end', () => resolve({status: response.statusCode ?? 0, replica}))
    })
    sent.setTimeout(10_000, () => sent.destroy())
    sent.once('error', broken).end(body)
  })
}
