// Malformed requests with a good signature: ten thousand of them leave the receiver as it was.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {isUtf8} from 'node:buffer'
import {setImmediate as nextTurn} from 'node:timers/promises'
import {afterAll, beforeAll, beforeEach, describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import type {Payload} from '../../../adapters/slack/payload.ts'
import {isPayload} from '../../../adapters/slack/payload.ts'
import type {Listening} from './signed-posts.ts'
import {listen, signedBy} from './signed-posts.ts'
import {
  commandBody,
  directMessage,
  eventBody,
  mention,
  pressBody,
  pressInView,
  shortcutBody,
  submissionBody,
} from './slack-bodies.ts'

const now = 1_795_165_200_000
const seconds = now / 1_000
const form = 'application/x-www-form-urlencoded'

const sound: readonly Payload[] = [
  eventBody(mention()),
  eventBody(directMessage()),
  eventBody({type: 'app_uninstalled'}),
  eventBody({type: 'tokens_revoked', tokens: {oauth: [], bot: ['U']}}),
  eventBody({type: 'app_home_opened', user: 'U0ANN', channel: 'D0ANN', tab: 'home'}),
  {type: 'url_verification', challenge: 'abc', token: 'x'},
  commandBody('help'),
  pressBody(),
  pressInView('modal'),
  submissionBody('{}', {a: {b: {value: 'c'}}}),
  shortcutBody(),
]

const junk = fc.oneof(
  fc.constantFrom<unknown>(null, '', 0, true, [], {}, [null], '__proto__', {channel: null}, {id: null}, '\0', '\ud800'),
  fc.jsonValue({maxDepth: 2}),
)

/** A body of Slack in which some parts, however deep, are something else. */
const broken = fc
  .tuple(fc.constantFrom(...sound), fc.array(fc.tuple(fc.array(fc.nat(30), {maxLength: 5}), junk), {maxLength: 4}))
  .map(([body, changes]) => changes.reduce<unknown>((whole, [path, value]) => withOther(whole, path, value), body))

function withOther(whole: unknown, [step, ...more]: readonly number[], value: unknown): unknown {
  if (step === undefined) return value
  if (Array.isArray(whole))
    return whole.map((part, i) => (i === step % whole.length ? withOther(part, more, value) : part))
  if (!isPayload(whole)) return value
  const names = Object.keys(whole)
  const name = names[step % Math.max(1, names.length)] ?? 'event'
  return {...whole, [name]: withOther(whole[name], more, value)}
}

interface Post {
  readonly body: string | Buffer
  readonly type: string
}

const asJson = (value: unknown): Post => ({body: JSON.stringify(value) ?? '', type: 'application/json'})
const asForm = (value: unknown): Post => ({
  body: new URLSearchParams({payload: JSON.stringify(value) ?? ''}).toString(),
  type: form,
})

const types = fc.constantFrom(
  'application/json',
  form,
  `${form}; charset=UTF-8`,
  'application/json; charset=latin1',
  'multipart/form-data; boundary=x',
  'text/plain',
  '',
)

const posts: fc.Arbitrary<Post> = fc.oneof(
  {weight: 4, arbitrary: broken.map(asJson)},
  {weight: 4, arbitrary: broken.map(asForm)},
  {weight: 1, arbitrary: fc.jsonValue().map(asJson)},
  {weight: 1, arbitrary: fc.jsonValue().map(asForm)},
  {weight: 1, arbitrary: fc.tuple(fc.string({unit: 'binary'}), types).map(([body, type]) => ({body, type}))},
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.uint8Array({maxLength: 200}), types)
      .map(([bytes, type]) => ({body: Buffer.from(bytes), type})),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(broken, fc.nat(2_000), types)
      .map(([value, at, type]) => ({body: (JSON.stringify(value) ?? '').slice(0, at), type})),
  },
)

let slack: Listening
beforeAll(async () => {
  slack = await listen(() => now)
})
beforeEach(() => {
  slack.received.length = 0
})
afterAll(() => slack.close())

const post = ({body, type}: Post) => slack.post(body, signedBy(body, seconds, type))

describe('a signed request', () => {
  it.each<[string, string, string]>([
    ['null', 'null', 'application/json'],
    ['null in a form', 'payload=null', form],
    ['a number', '1', 'application/json'],
    ['a list', '[]', 'application/json'],
    ['an empty object', '{}', 'application/json'],
    ['nothing', '', 'application/json'],
    ['half of an object', '{"type":', 'application/json'],
    ['an event of nothing', '{"type":"event_callback","event":null}', 'application/json'],
    ['an event on something that is nothing', '{"type":"event_callback","event":{"item":null}}', 'application/json'],
    ['an event on an item that is none', '{"type":"event_callback","event":{"type":"a","item":1}}', 'application/json'],
    ['a press of nothing', '{"type":"block_actions","actions":[],"user":{}}', 'application/json'],
    ['a press by nobody', '{"type":"block_actions","actions":[null],"user":null}', 'application/json'],
    ['a command by nobody', 'command=%2Fospo', form],
    ['many commands', 'command=a&command=b&user_id=U', form],
  ])('of %s is refused with 400 and an empty answer', async (_, body, type) => {
    expect(await post({body, type})).toMatchObject({status: 400, body: ''})
    expect(slack.received).toEqual([])
  })

  it.each<[string, Payload]>([
    [
      'an interaction of a kind that we do not know',
      {type: 'block_suggestion', user: {id: 'U'}, name: 'x', value: 'y'},
    ],
    ['an event of a kind that we do not know', eventBody({type: 'reaction_added', item: {}, user: 'U'})],
    ['an event with odd parts', eventBody({type: 'message', channel: {}, user: 7})],
  ])('of %s is acknowledged, so that Slack does not send it again', async (_, body) => {
    expect(await post(asJson(body))).toMatchObject({status: 200, body: ''})
    expect(slack.received).toEqual([])
  })

  it('of a form that names its characters is read', async () => {
    const body = new URLSearchParams(commandBody('help') as Record<string, string>).toString()
    expect(await post({body, type: `${form}; charset=UTF-8`})).toMatchObject({status: 200})
    expect(slack.received).toMatchObject([{kind: 'command', name: 'help'}])
  })

  it('for the check of the address gives back what Slack sent', async () => {
    const {status, body} = await post(asJson({type: 'url_verification', challenge: '3eZbrw1a', token: 'x'}))
    expect([status, JSON.parse(body)]).toEqual([200, {challenge: '3eZbrw1a'}])
  })

  it('for the check of a certificate is acknowledged, and nothing is done', async () => {
    expect(await post({body: 'ssl_check=1&token=x', type: form})).toMatchObject({status: 200, body: ''})
    expect(slack.received).toEqual([])
  })

  it('larger than anything that Slack sends is refused before it is read, and a packed one too', async () => {
    const large = 'x'.repeat(1_048_577)
    expect((await post({body: large, type: 'application/json'})).status).toBe(413)
    // Without its length beforehand.
    const unmeasured = {...signedBy(large, seconds), 'transfer-encoding': 'chunked'}
    expect(await slack.post(large, unmeasured)).toMatchObject({status: 413, body: ''})
    const body = JSON.stringify(eventBody(mention()))
    const packed = {...signedBy(body, seconds), 'content-encoding': 'gzip'}
    expect(await slack.post(body, packed)).toMatchObject({status: 415, body: ''})
  })

  it('that is malformed, in each of 10,000 ways, breaks nothing and is told nothing', async () => {
    const all = fc.sample(posts, 10_000)
    const bad: string[] = []
    const queue = all.values()
    const work = async () => {
      for (const each of queue) {
        const {status, body} = await post(each)
        // Bolt signs text: bytes that are none have no signature that it would take.
        const statuses = typeof each.body === 'string' || isUtf8(each.body) ? [200, 400] : [401]
        const fits = statuses.includes(status) && (body === '' || body.startsWith('{"challenge":'))
        if (!fits) bad.push(`${status} ${body} for ${each.type} ${each.body.toString().slice(0, 300)}`)
      }
    }
    await Promise.all(Array.from({length: 32}, work))
    expect(bad.slice(0, 20)).toEqual([])
    // Bolt stumbles over some; that is caught, and told without what they said.
    expect(slack.record.messages('error').filter(message => message !== 'what came in failed')).toEqual([])
    // Some of what was acknowledged may still wait for its turn.
    const last = () => slack.received.filter(({id}) => id === 'Ev0LAST')
    expect(await post(asJson(eventBody(mention(), {event_id: 'Ev0LAST'})))).toMatchObject({status: 200})
    for (let looks = 0; looks < 10_000 && last().length === 0; looks++) await nextTurn()
    expect(last()).toHaveLength(1)
  }, 300_000)
})
