// Wire test: two workspaces in emulate install the app by OAuth, and nothing of the one ever reaches the other.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals'
import {freePort} from '../doubles/free-port.ts'
import type {Found, Team, TeamCall} from './emulated-slack.ts'
import {agree, beginInstall, EmulatedSlack, registeredApp, teams} from './emulated-slack.ts'
import {whyWithout} from './peers.ts'
import type {SlackHouse} from './slack-house.ts'
import {oauthAccess, openHouse} from './slack-house.ts'
import * as payloads from './slack-payloads.ts'
import {postEvent, type Taken} from './slack-post.ts'
import type {Json} from './slack-shapes.ts'
import {question} from './slack-stories.ts'

const missing = await whyWithout('emulate')
const suite = missing === undefined ? describe : describe.skip
const [teamA, teamB] = teams

suite(`two workspaces in emulate ${missing ?? ''}`, () => {
  let slack: EmulatedSlack
  let house: SlackHouse
  let redirectUri = ''

  beforeAll(async () => {
    const port = await freePort()
    redirectUri = `http://127.0.0.1:${port}/slack/oauth_redirect`
    slack = await EmulatedSlack.open(redirectUri)
    const {clientId, clientSecret} = registeredApp
    house = await openHouse({access: oauthAccess(slack.apiUrl, clientId, clientSecret), port})
  }, 60_000)

  afterEach(() => expect(slack.refused).toEqual([]))

  afterAll(async () => {
    await house?.stop()
    await slack?.stop()
  }, 60_000)

  /** What a browser gets that comes back from Slack. */
  function comeBack(address: URL, cookies: string): Promise<Response> {
    return fetch(address, {headers: cookies === '' ? {} : {cookie: cookies}, redirect: 'manual'})
  }

  /** An admin of a workspace installs the app; `scope` is what they grant where it is less than asked for. */
  async function install(team: Team, scope?: string): Promise<Response> {
    const {cookies, authorize} = await beginInstall(house.origin)
    if (scope !== undefined) authorize.searchParams.set('scope', scope)
    return comeBack(await agree(slack, team, authorize, redirectUri), cookies)
  }

  /** The key of the stored installation, if there is one, and its value as it stands in the store. */
  async function stored(team: Team): Promise<string | undefined> {
    for await (const [key, value] of house.store.list('slack-installation:')) {
      if (key.endsWith(team)) return JSON.stringify(value)
    }
    return undefined
  }

  function event(team: Team, said: Json): Promise<Taken> {
    return postEvent(house.endpoint, payloads.eventOf({team, bot: 'U0SOMEBOT'}, said))
  }

  /** Somebody asks in the channel that every workspace of emulate has; gives the thread of the answer. */
  async function ask(team: Team): Promise<unknown> {
    const said = payloads.mention({team, bot: 'U0SOMEBOT'}, {user: 'U0ANN', channel: 'C000000001'}, question)
    await event(team, said)
    return said['ts']
  }

  function until<T>(what: string, found: () => Found<T> | Promise<Found<T>>): Promise<T> {
    return slack.until(what, found)
  }

  /** The calls that posted in a thread, those that were refused included. */
  function posted(thread: unknown): TeamCall[] {
    return slack.calls.filter(({method, args}) => method === 'chat.postMessage' && args['thread_ts'] === thread)
  }

  /** What Slack took in a thread, as soon as there is something. */
  function answer(thread: unknown): Promise<TeamCall> {
    return until('an answer', () => posted(thread).find(({reply}) => reply['ok'] === true))
  }

  describe('the way to install', () => {
    it('asks Slack for the scopes that the app uses, with a state that a cookie binds to this browser', async () => {
      const {cookies, authorize} = await beginInstall(house.origin)
      expect(authorize.searchParams.get('client_id')).toBe(registeredApp.clientId)
      expect(authorize.searchParams.get('scope')?.split(',')).toEqual(
        expect.arrayContaining(['app_mentions:read', 'chat:write', 'commands']),
      )
      expect(authorize.searchParams.get('state')).toMatch(/.{20,}/)
      expect(cookies).not.toBe('')
    })

    it('is refused without the state, with a forged one, and with the right one in another browser', async () => {
      const {cookies, authorize} = await beginInstall(house.origin)
      const back = await agree(slack, teamA, authorize, redirectUri)
      const without = new URL(back)
      without.searchParams.delete('state')
      const forged = new URL(back)
      forged.searchParams.set('state', `${back.searchParams.get('state')?.slice(0, -4)}AAAA`)
      const other = (await beginInstall(house.origin)).cookies
      const asked = slack.calls.length
      for (const [address, cookie] of [
        [without, cookies],
        [forged, cookies],
        [back, ''],
        [back, other],
      ] as const) {
        expect((await comeBack(address, cookie)).status).toBeGreaterThanOrEqual(400)
      }
      expect(slack.calls.slice(asked).map(({method}) => method)).not.toContain('oauth.v2.access')
      expect(await stored(teamA)).toBeUndefined()
    })

    it('says so where the admin cancels in Slack, and stores nothing', async () => {
      const {cookies, authorize} = await beginInstall(house.origin)
      const state = authorize.searchParams.get('state') ?? ''
      const back = new URL(`${redirectUri}?${new URLSearchParams({error: 'access_denied', state})}`)
      const page = await comeBack(back, cookies)
      expect(page.status).toBeGreaterThanOrEqual(400)
      expect(await page.text()).toContain('cancelled')
      expect(await stored(teamA)).toBeUndefined()
    })

    it('a code that Slack does not know is refused, without a word of why', async () => {
      const {cookies, authorize} = await beginInstall(house.origin)
      const state = authorize.searchParams.get('state') ?? ''
      const page = await comeBack(new URL(`${redirectUri}?${new URLSearchParams({code: 'made-up', state})}`), cookies)
      expect(page.status).toBeGreaterThanOrEqual(400)
      expect(await page.text()).not.toMatch(/invalid_code|at .*\(|xox/)
    })
  })

  it('both install, and their tokens are stored encrypted', async () => {
    for (const team of teams) {
      const page = await install(team)
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('installed')])
      expect(await stored(team)).toBeDefined()
    }
    const everything = JSON.stringify(await Promise.all(teams.map(stored)))
    expect(slack.tokens.size).toBe(2)
    for (const token of slack.tokens.keys()) {
      expect(everything).not.toContain(token)
      expect(everything).not.toContain(Buffer.from(token).toString('base64').slice(0, 20))
      expect(house.record.lines.join('')).not.toContain(token)
    }
    expect(everything).not.toContain('xoxb')
  })

  it('an answer for a workspace carries the token of that workspace', async () => {
    for (const team of teams) expect((await answer(await ask(team))).team).toBe(team)
  })

  it('among a hundred answers at once, none carries the token of the other workspace', async () => {
    const asked = Array.from({length: 100}, (_, i) => (i % 2 ? teamB : teamA))
    const threads = await Promise.all(asked.map(ask))
    await Promise.all(threads.map(answer))
    expect(threads.map(thread => posted(thread).map(({team}) => team))).toEqual(asked.map(team => [team]))
    const tokens = new Map(slack.calls.filter(({token}) => token !== '').map(({token, team}) => [token, team]))
    expect([...tokens.values()].sort()).toEqual([...teams])
  }, 20_000)

  it('a workspace that has not installed the app is not answered, and the log says so', async () => {
    const before = slack.calls.length
    const taken = await postEvent(
      house.endpoint,
      payloads.eventOf(
        {team: 'T0STRANGER', bot: 'U0X'},
        payloads.mention({team: 'T0STRANGER', bot: 'U0X'}, {user: 'U1', channel: 'C1'}, question),
      ),
    )
    expect(taken.status).toBe(200)
    await until('a word in the log', () => house.record.lines.some(line => line.includes('not-installed')))
    expect(slack.calls).toHaveLength(before)
  })

  it('a scope that was not granted is named in the log', async () => {
    await event(teamB, payloads.appUninstalled)
    await until('the end', async () => (await stored(teamB)) === undefined)
    await install(teamB, 'commands')
    const thread = await ask(teamB)
    await until('a refusal', () => posted(thread).some(({reply}) => reply['error'] === 'missing_scope'))
    await until('a word in the log', () => house.record.lines.some(line => line.includes('chat:write')))
    expect(posted(thread)).toHaveLength(1)
  })

  describe('the end of an installation', () => {
    it('tokens of people that were revoked end nothing', async () => {
      await event(teamB, {type: 'tokens_revoked', tokens: {oauth: ['U0ANN'], bot: []}})
      await answer(await ask(teamA))
      expect(await stored(teamB)).toBeDefined()
    })

    it.each([
      ['`tokens_revoked` for the bot', teamB, payloads.tokensRevoked(['U0SOMEBOT'])],
      ['`app_uninstalled`', teamA, payloads.appUninstalled],
    ])('%s forgets the tokens of that workspace, which Bolt does not, and no call follows', async (_, team, said) => {
      await install(team)
      // Slack tells whole seconds: an end in the second of the beginning is taken for its end.
      await event(team, said)
      await until('the end of what is stored', async () => (await stored(team)) === undefined)
      await until('a word in the log', () =>
        house.record.messages('warn').includes('the app was removed from a workspace'),
      )
      const before = slack.calls.length
      await ask(team)
      await until('a refusal', () => house.record.lines.at(-1)?.includes('not-installed'))
      expect(slack.calls.slice(before)).toEqual([])
    })

    it('a workspace that comes back is answered again', async () => {
      await install(teamA)
      expect((await answer(await ask(teamA))).team).toBe(teamA)
    })
  })
})
