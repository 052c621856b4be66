// Forged, stale, future and replayed requests: none of a thousand variants is taken.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {OutgoingHttpHeaders} from 'node:http'
import {afterAll, beforeAll, beforeEach, describe, expect, it} from '@jest/globals'
import type {Listening} from './signed-posts.ts'
import {listen, signatureOf, signedBy} from './signed-posts.ts'
import {commandBody, eventBody, mention} from './slack-bodies.ts'

const now = 1_795_165_200_000
const seconds = now / 1_000
const body = JSON.stringify(eventBody(mention()))
const good = signedBy(body, seconds)

interface Variant {
  readonly name: string
  readonly body: string
  readonly headers: OutgoingHttpHeaders
}

/** A number for each variant, always the same, so that a failure can be found again. */
const numbers = (count: number) => Array.from({length: count}, (_, i) => i)

const forged: Variant[] = [
  ...numbers(200).map(i => ({
    name: `the secret number ${i} of somebody else`,
    body,
    headers: {...good, 'x-slack-signature': signatureOf(body, seconds, `secret-${i}`)},
  })),
  ...numbers(64).map(i => ({
    name: `a signature with another digit at ${i}`,
    body,
    headers: {...good, 'x-slack-signature': withOtherDigit(String(good['x-slack-signature']), i + 3)},
  })),
  ...numbers(200).map(i => {
    const at = (i * 7) % body.length
    const changed = `${body.slice(0, at)}${body[at] === 'x' ? 'y' : 'x'}${body.slice(at + 1)}`
    return {name: `a body that was changed at ${at}`, body: changed, headers: good}
  }),
  ...numbers(60).map(i => ({name: `a body with ${i + 1} more`, body: body + ' '.repeat(i + 1), headers: good})),
  ...numbers(60).map(i => ({name: `a body with ${i + 1} less`, body: body.slice(0, -1 - i), headers: good})),
  ...numbers(66).map(i => {
    const cut = String(good['x-slack-signature']).slice(0, i)
    return {name: `the first ${i} characters of the signature`, body, headers: {...good, 'x-slack-signature': cut}}
  }),
]

const badlyTimed: Variant[] = [
  ...numbers(120)
    .map(i => 301 + i * i * 37)
    .map(age => signedAt(`${age} seconds old`, seconds - age)),
  ...numbers(120)
    .map(i => 301 + i * i * 37)
    .map(ahead => signedAt(`${ahead} seconds ahead`, seconds + ahead)),
  // The signature of another moment, with a time stamp that would do.
  ...numbers(80).map(i => ({
    name: `a replay with a newer time stamp, ${i + 1} seconds`,
    body,
    headers: {...good, 'x-slack-request-timestamp': String(seconds + i + 1)},
  })),
]

const odd: Variant[] = [
  '',
  ' ',
  '0',
  '-1',
  'now',
  'NaN',
  'Infinity',
  `${seconds}.0`,
  `+${seconds}`,
  `0${seconds}`,
  `0x${seconds.toString(16)}`,
  `${seconds}e0`,
  `${seconds}, ${seconds}`,
  '9'.repeat(400),
  '1795165200\u00a0',
].map(stamp => ({name: `the time stamp "${stamp.slice(0, 40)}"`, body, headers: signedBy(body, stamp)}))

const oddSignatures: Variant[] = [
  '',
  'v0',
  'v0=',
  'v0=0',
  `v1${String(good['x-slack-signature']).slice(2)}`,
  String(good['x-slack-signature']).toUpperCase(),
  String(good['x-slack-signature']).slice(3),
  `${String(good['x-slack-signature'])}=`,
  `${String(good['x-slack-signature'])}, ${String(good['x-slack-signature'])}`,
  `v0==${String(good['x-slack-signature']).slice(3)}`,
  signatureOf(body, seconds, '\0'),
  `v0=${'0'.repeat(64)}`,
].map(signature => ({name: `the signature "${signature}"`, body, headers: {...good, 'x-slack-signature': signature}}))

const twice: Variant[] = ['x-slack-signature', 'x-slack-request-timestamp'].flatMap(header => [
  {name: `no ${header}`, body, headers: without(header)},
  {name: `two of ${header}`, body, headers: {...good, [header]: [String(good[header]), String(good[header])]}},
])

/** Slack checks certificates without a signature; nothing but a signature makes us act. */
const unsigned: Variant[] = [
  'ssl_check=1',
  `ssl_check=1&${new URLSearchParams({payload: body})}`,
  `ssl_check=1&${new URLSearchParams(commandBody('help') as Record<string, string>)}`,
].map(form => ({name: form.slice(0, 30), body: form, headers: {'content-type': 'application/x-www-form-urlencoded'}}))

function withOtherDigit(signature: string, at: number): string {
  return `${signature.slice(0, at)}${signature[at] === '0' ? '1' : '0'}${signature.slice(at + 1)}`
}

function signedAt(name: string, timestamp: number): Variant {
  return {name, body, headers: signedBy(body, timestamp)}
}

function without(header: string): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(good).filter(([name]) => name !== header))
}

let slack: Listening
beforeAll(async () => {
  slack = await listen(() => now)
})
beforeEach(() => {
  slack.received.length = 0
})
afterAll(() => slack.close())

describe('a request', () => {
  it('that Slack signed just now is taken, up to five minutes by either clock', async () => {
    for (const moment of [seconds, seconds - 300, seconds + 300]) {
      expect((await slack.post(body, signedBy(body, moment))).status).toBe(200)
    }
    expect(slack.received).toHaveLength(3)
  })

  const variants = [...forged, ...badlyTimed, ...odd, ...oddSignatures, ...twice, ...unsigned]

  it(`that is forged, stale, of the future or replayed is refused, in each of ${variants.length} variants`, async () => {
    expect(variants.length).toBeGreaterThanOrEqual(1_000)
    const taken: string[] = []
    await Promise.all(
      variants.map(async variant => {
        const {status, body: said} = await slack.post(variant.body, variant.headers)
        if (status !== 401 || said !== '') taken.push(`${variant.name}: ${status} ${said}`)
      }),
    )
    expect(taken).toEqual([])
    expect(slack.received).toEqual([])
  })

  it('that is replayed as it was, within five minutes, carries the id by which the counselor knows it', async () => {
    const form = new URLSearchParams(commandBody('help') as Record<string, string>).toString()
    for (const _ of [1, 2, 3]) {
      await slack.post(body, {...good, 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout'})
      await slack.post(form, signedBy(form, seconds, 'application/x-www-form-urlencoded'))
    }
    expect(slack.received).toHaveLength(6)
    expect(new Set(slack.received.map(({id}) => id))).toEqual(new Set(['Ev0ONE', 'trigger 1.2.command']))
  })
})
