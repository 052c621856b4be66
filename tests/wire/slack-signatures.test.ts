// Wire test: only what Slack has signed a moment ago comes in, and whatever comes in cannot bring the house down.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import type {FakeHouse} from './slack-house.ts'
import {openWithFake} from './slack-house.ts'
import * as payloads from './slack-payloads.ts'
import type {PostOptions} from './slack-post.ts'
import {post, signatureOf} from './slack-post.ts'
import type {Json} from './slack-shapes.ts'
import {question} from './slack-stories.ts'

const ann = 'U0ANN'
let at: FakeHouse

beforeAll(async () => {
  at = await openWithFake()
}, 60_000)

afterAll(() => at?.stop(), 60_000)

const nowSeconds = () => Math.floor(Date.now() / 1_000)

/** A question that would be answered in this channel, were it let in. */
function bodyFor(channel: string): string {
  return JSON.stringify(payloads.eventOf(at.home, payloads.mention(at.home, {user: ann, channel}, question)))
}

/** Asks in the right way, and gives how many messages have been posted when it is answered. */
async function postedBy(channel: string): Promise<number> {
  await at.mention(ann, channel, question)
  await at.fake.until('the answer', () => at.workspace.posted.some(each => each.channel === channel))
  return at.workspace.posted.length
}

describe('the time of a request', () => {
  it.each([
    ['five minutes and a little old', -310],
    ['an hour old', -3_600],
    ['five minutes and a little in the future, which Bolt lets in', 310],
    ['a year in the future', 31_536_000],
  ])('one that is %s is refused, although it is signed', async (_, seconds) => {
    expect((await post(at.house.endpoint, bodyFor('C0TIME'), {signedAt: nowSeconds() + seconds})).status).toBe(401)
  })

  it.each([-280, 0, 280])('one that is off by %s seconds is taken', async seconds => {
    expect((await post(at.house.endpoint, bodyFor('C0CLOCK'), {signedAt: nowSeconds() + seconds})).status).toBe(200)
  })

  it.each(['', 'NaN', '1e9', '-1', '0x5f', ' ', '99999999999999999999', '1,2'])(
    'one with the time stamp “%s” is refused',
    async stamp => {
      const headers = {'x-slack-request-timestamp': stamp}
      expect((await post(at.house.endpoint, bodyFor('C0STAMP'), {headers})).status).toBe(401)
    },
  )
})

/** Ways to get a signature wrong; each gets some random text to be wrong with. */
const forgeries: Readonly<Record<string, (body: string, noise: string) => PostOptions>> = {
  'another secret': (body, noise) => signed(signatureOf(noise || 'x', nowSeconds(), body)),
  'no secret': body => signed(signatureOf('', nowSeconds(), body)),
  'the signature of another body': (body, noise) =>
    signed(signatureOf(secret(), nowSeconds(), `${body}${noise || ' '}`)),
  'the signature of another moment': body => signed(signatureOf(secret(), nowSeconds() - 1, body)),
  'no signature': () => ({headers: {'x-slack-signature': undefined}}),
  'no time': () => ({headers: {'x-slack-request-timestamp': undefined}}),
  'a signature that is cut': body => signed(signatureOf(secret(), nowSeconds(), body).slice(0, -1)),
  'a signature that goes on': (body, noise) =>
    signed(`${signatureOf(secret(), nowSeconds(), body)}${noise.trim() || '0'}`),
  'a signature in capitals': body => signed(signatureOf(secret(), nowSeconds(), body).toUpperCase()),
  'another version': body => signed(signatureOf(secret(), nowSeconds(), body).replace('v0', 'v1')),
  'noise for a signature': (_, noise) => signed(`v0=${noise}`),
  'one digit changed': body => signed(withOneDigitChanged(signatureOf(secret(), nowSeconds(), body))),
}

const secret = () => at.house.endpoint.signingSecret

function signed(signature: string): PostOptions {
  return {signedAt: nowSeconds(), headers: {'x-slack-signature': signature.replace(/[^\x21-\x7e]/g, '')}}
}

function withOneDigitChanged(signature: string): string {
  const digit = signature.at(-1) === '0' ? '1' : '0'
  return signature.slice(0, -1) + digit
}

it('of three hundred forged signatures none is accepted', async () => {
  const before = at.workspace.posted.length
  const kinds = fc.constantFrom(...Object.keys(forgeries))
  await fc.assert(
    fc.asyncProperty(kinds, fc.string({maxLength: 40}), async (kind, noise) => {
      const body = bodyFor('C0FORGED')
      const {status} = await post(at.house.endpoint, body, forgeries[kind]?.(body, noise))
      expect(status).toBe(401)
    }),
    {numRuns: 300},
  )
  expect(await postedBy('C0RIGHT')).toBe(before + 1)
}, 30_000)

/** A payload of Slack with some parts replaced by anything at all. */
function spoiled(): fc.Arbitrary<Json> {
  const deed = {user: ann, channel: 'C0SPOILED'}
  const view = {id: 'V1', type: 'home', blocks: []}
  const action = {type: 'button', action_id: 'answers.read#1', block_id: 'b', value: '- what-is-an-ospo en'}
  const press = {action, ts: '1.2', responseUrl: `${at.fake.origin}/response_url/spoiled`}
  const good: readonly Json[] = [
    payloads.eventOf(at.home, payloads.mention(at.home, deed, question)),
    payloads.eventOf(at.home, payloads.directMessage({user: ann, channel: 'D1'}, question)),
    payloads.eventOf(at.home, payloads.memberJoined(at.home, deed, ann)),
    payloads.eventOf(at.home, payloads.homeOpened(deed, 'home')),
    payloads.eventOf(at.home, payloads.tokensRevoked(['U1'])),
    payloads.pressOnMessage(at.home, deed, press),
    payloads.pressOnWhisper(at.home, deed, press),
    payloads.pressAtHome(at.home, ann, action, view),
    payloads.submission(at.home, ann, {...view, type: 'modal', callback_id: 'form', private_metadata: '{}'}, {}),
    payloads.messageShortcut(at.home, deed, question, press.responseUrl),
  ]
  const anything = fc.oneof(fc.jsonValue({maxDepth: 2}), fc.constantFrom(null, '', 0, [], {}, '__proto__', '\u0000'))
  return fc
    .tuple(fc.constantFrom(...good), fc.array(fc.tuple(fc.nat(), anything), {minLength: 1, maxLength: 3}))
    .map(([payload, changes]) => changes.reduce((left, [where, value]) => replaced(left, where, value), payload))
}

/** The payload with the part of that number, counted from the outside in, replaced. */
function replaced(payload: Json, where: number, value: unknown): Json {
  const copy = structuredClone(payload) as Record<string, unknown>
  const parts: [Record<string, unknown>, string][] = []
  const walk = (part: unknown) => {
    if (typeof part !== 'object' || part === null) return
    for (const [key, inner] of Object.entries(part)) {
      parts.push([part as Record<string, unknown>, key])
      walk(inner)
    }
  }
  walk(copy)
  const [holder, key] = parts[where % parts.length] ?? [copy, 'type']
  holder[key] = value
  return copy
}

it('five hundred signed payloads with spoiled parts are taken or refused, and the house stands', async () => {
  const batch = fc.array(spoiled(), {minLength: 20, maxLength: 20})
  await fc.assert(
    fc.asyncProperty(batch, fc.boolean(), async (some, asForm) => {
      const bodies = some.map(each => (asForm ? payloads.interactionForm(each) : JSON.stringify(each)))
      const taken = await Promise.all(bodies.map(body => post(at.house.endpoint, body)))
      for (const {status} of taken) expect([200, 400]).toContain(status)
    }),
    {numRuns: 25},
  )
  expect(await postedBy('C0STANDS')).toBeGreaterThan(0)
}, 60_000)
