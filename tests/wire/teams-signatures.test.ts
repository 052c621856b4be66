// Wire test: only what Teams signed for our bot is taken, by the unmodified checker of botbuilder and our own checks.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {generateKeyPairSync, sign} from 'node:crypto'
import {afterAll, beforeAll, beforeEach, describe, expect, it, jest} from '@jest/globals'
import type {Json, TokenParts} from '../doubles/fake-identity.ts'
import {hashedWith, signedBy} from '../doubles/fake-identity.ts'
import {contoso, messageIn, postActivity} from './teams-activities.ts'
import {FakeTeams} from './teams-house.ts'

let teams: FakeTeams
let now: number

// The library tells each bad token on the error output, many lines of it.
const silence = jest.spyOn(console, 'error').mockImplementation(() => undefined)

beforeAll(async () => {
  teams = await FakeTeams.open()
})

beforeEach(() => {
  now = Math.floor(Date.now() / 1_000)
  teams.connector.calls.length = 0
})

afterAll(async () => {
  silence.mockRestore()
  await teams?.stop()
})

const token = (change: Partial<TokenParts> = {}) => {
  const {identity, serviceUrl} = teams.connector
  return identity.token(contoso.app, serviceUrl, change)
}

const bearer = (change: Partial<TokenParts>) => () => `Bearer ${token(change)}`
const claims = (change: () => Json) => () => `Bearer ${token({claims: change()})}`

/** Tokens of the Emulator and of other bots, which the library knows too, have other issuers. */
const azure = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/'
const otherBot = '22222222-2222-2222-2222-222222222222'

/** An `Authorization` header that must not be taken, by what is wrong with it. */
const forgeries: Readonly<Record<string, () => string | undefined>> = {
  'there is no header': () => undefined,
  'the header is empty': () => '',
  'there is no token behind the scheme': () => 'Bearer',
  'there is a blank behind the scheme': () => 'Bearer ',
  'the scheme is another one': () => `Basic ${token()}`,
  'the token comes without its scheme': () => token(),
  'two tokens come at once': () => `Bearer ${token()} ${token()}`,
  'the token is garbage': () => 'Bearer garbage',
  'the token has three parts of garbage': () => 'Bearer a.b.c',
  'the token is JSON that is null': () => 'Bearer bnVsbA.bnVsbA.bnVsbA',
  'the token has no signature': () => `Bearer ${token().split('.').slice(0, 2).join('.')}.`,
  'the claims were changed after signing': () => {
    const [header, , signature] = token().split('.')
    return `Bearer ${header}.${token({claims: {extra: 1}}).split('.')[1]}.${signature}`
  },
  'the algorithm is none': bearer({header: {alg: 'none'}, sign: () => ''}),
  'the algorithm is None, spelled otherwise': bearer({header: {alg: 'nOnE'}, sign: () => ''}),
  'the public key is the secret of HS256': () =>
    `Bearer ${token({header: {alg: 'HS256'}, sign: hashedWith(teams.connector.identity.teams.publicPem)})}`,
  'the algorithm is not that of the signature': () =>
    `Bearer ${token({header: {alg: 'RS512'}, sign: signedBy(teams.connector.identity.teams)})}`,
  'the key is of another kind': () => {
    const {privateKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'})
    const es256 = (input: string) =>
      sign('sha256', Buffer.from(input), {key: privateKey, dsaEncoding: 'ieee-p1363'}).toString('base64url')
    return `Bearer ${token({header: {alg: 'ES256'}, sign: es256})}`
  },
  'another key of the same name signed it': () =>
    `Bearer ${token({sign: signedBy(teams.connector.identity.stranger)})}`,
  'the key is unknown': bearer({header: {kid: 'no-such-key'}}),
  'no key is named': bearer({header: {kid: undefined}}),
  'the key comes with the token': () =>
    `Bearer ${token({
      header: {jwk: teams.connector.identity.stranger.jwk},
      sign: signedBy(teams.connector.identity.stranger),
    })}`,
  'the key is endorsed for another channel only': () => {
    const {webChat} = teams.connector.identity
    return `Bearer ${token({header: {kid: webChat.id}, sign: signedBy(webChat)})}`
  },
  'the issuer is another one': claims(() => ({iss: 'https://evil.example'})),
  'the issuer is missing': claims(() => ({iss: undefined})),
  'the issuer is a list with the right one': claims(() => ({iss: ['https://api.botframework.com']})),
  'the audience is another bot': claims(() => ({aud: otherBot})),
  'the audience is missing': claims(() => ({aud: undefined})),
  'the audience is a list with our bot': claims(() => ({aud: [contoso.app]})),
  'the token has expired': claims(() => ({exp: now - 3_600, nbf: now - 7_200})),
  'the token holds from tomorrow on': claims(() => ({nbf: now + 86_400, exp: now + 90_000})),
  'the service URL is another one': claims(() => ({serviceurl: 'https://smba.trafficmanager.net/evil/'})),
  'the service URL is missing': claims(() => ({serviceurl: undefined})),
  'another bot sends it as a skill': claims(() => ({iss: azure, ver: '1.0', appid: otherBot})),
  'another bot sends it as a skill, in version 2': claims(() => ({iss: azure, ver: '2.0', azp: otherBot})),
  'an anonymous skill sends it': claims(() => ({ver: '1.0', appid: 'AnonymousSkill'})),
  'the Emulator sends it without an app': claims(() => ({iss: azure, ver: '1.0'})),
  'the Emulator sends it in an unknown version': claims(() => ({iss: azure, ver: '3.0', appid: contoso.app})),
}

describe('an activity with a token', () => {
  it('of Teams for our bot is taken and answered, with a token of our own', async () => {
    const scene = teams.scene('ada')
    expect(await postActivity(teams.house.origin, messageIn(scene, 'help'), teams.proof)).toMatchObject({status: 200})
    const [answer] = await teams.connector.until('the answer', () => {
      const posts = teams.connector.called('post')
      return posts.length > 0 && posts
    })
    expect(answer).toMatchObject({conversation: 'a:29:ada'})
    expect(answer?.token).not.toBe('')
  })

  it('that has a little of its time left, or will be valid in a minute, is taken: clocks differ', async () => {
    for (const change of [{exp: now - 60}, {nbf: now + 60}]) {
      const taken = await postActivity(
        teams.house.origin,
        messageIn(teams.scene('ada'), 'help'),
        claims(() => change)(),
      )
      expect(taken.status).toBe(200)
    }
  })

  it.each(Object.entries(forgeries))('is refused where %s', async (_what, header) => {
    const taken = await postActivity(teams.house.origin, messageIn(teams.scene('eve'), 'help'), header())
    expect(taken).toMatchObject({status: 401, text: ''})
    expect(teams.connector.called('post').filter(({conversation}) => conversation.includes('eve'))).toEqual([])
  })
})

describe('an activity that is none', () => {
  const changed = (change: Json) => ({...messageIn(teams.scene('eve'), 'help'), ...change})

  it.each<[string, () => unknown]>([
    ['an empty object', () => ({})],
    ['an empty body', () => ''],
    ['a list', () => []],
    ['null', () => 'null'],
    ['half of a text', () => '{"type":"mess'],
    ['no service URL, which would go unchecked', () => changed({serviceUrl: undefined})],
    ['an empty service URL', () => changed({serviceUrl: ''})],
    ['a service URL that is a file', () => changed({serviceUrl: 'file:///etc/passwd'})],
    ['no channel', () => changed({channelId: undefined})],
    ['the channel of the Emulator', () => changed({channelId: 'emulator'})],
    ['a channel with a checker of its own', () => changed({channelId: 'AseChannel'})],
    ['no conversation', () => changed({conversation: undefined})],
    ['nobody who sent it', () => changed({from: {}})],
    ['no recipient', () => changed({recipient: undefined})],
    ['an invoke without a name', () => changed({type: 'invoke'})],
  ])('is refused with 400, with and without a token: %s', async (_what, body) => {
    for (const header of [undefined, teams.proof]) {
      const {status, text} = await postActivity(teams.house.origin, body(), header)
      expect(status).toBe(400)
      expect(text).not.toMatch(/\.ts:|\.js:|node_modules/)
    }
  })

  it('of more than the 100 kB that a server takes by itself is one all the same', async () => {
    const {status} = await postActivity(teams.house.origin, changed({text: 'x'.repeat(400_000)}), teams.proof)
    expect(status).toBe(200)
  })

  it('is refused with 413 where it is far larger than any of Teams', async () => {
    const {status} = await postActivity(teams.house.origin, changed({text: 'x'.repeat(600_000)}), teams.proof)
    expect(status).toBe(413)
  })
})

describe('while nobody can tell who signed', () => {
  it('an activity gets 503, so that Teams comes again, and nothing is taken', async () => {
    const fresh = await FakeTeams.open()
    try {
      fresh.connector.fail('identity', {kind: 'status', status: 500}, {times: 1})
      expect((await fresh.say(fresh.scene('ada'), 'help')).status).toBe(503)
      expect(fresh.connector.called('post')).toEqual([])
      expect((await fresh.say(fresh.scene('ada'), 'help')).status).toBe(200)
      await fresh.connector.until('the answer', () => fresh.connector.called('post').length > 0)
    } finally {
      await fresh.stop()
    }
  })
})
