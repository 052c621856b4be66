// Wire test on our own fake of Slack: tokens that expire and are exchanged, that are revoked, and keys that change.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomBytes} from 'node:crypto'
import {join} from 'node:path'
import {afterEach, describe, expect, it} from '@jest/globals'
import type {OAuthAccess} from '../../adapters/slack/slack-options.ts'
import {FakeSlack} from '../doubles/fake-slack.ts'
import type {FakeWorkspace} from '../doubles/fake-workspace.ts'
import {temporaryFolder} from '../doubles/temporary-folder.ts'
import {beginInstall} from './emulated-slack.ts'
import type {SlackHouse} from './slack-house.ts'
import {closeGuarded, oauthAccess, openHouse} from './slack-house.ts'
import * as payloads from './slack-payloads.ts'
import {postEvent} from './slack-post.ts'
import {question} from './slack-stories.ts'

const halfADay = 43_200
const closing: (() => Promise<void> | void)[] = []
const newKey = () => randomBytes(32).toString('base64')
let threads = 0

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
}, 60_000)

/** A house and a workspace that has not installed the app yet. */
interface Installable {
  readonly fake: FakeSlack
  readonly workspace: FakeWorkspace
  readonly house: SlackHouse
  /** One more house on the same store, as after a new start or in a second process. */
  open(keys?: readonly string[]): Promise<SlackHouse>
}

async function installable(keys: readonly string[] = [newKey()]): Promise<Installable> {
  const folder = temporaryFolder()
  const fake = await FakeSlack.open()
  closing.push(folder.remove, () => closeGuarded(fake))
  const access = oauthAccess(fake.apiUrl, '1.2', 'a secret')
  const open = async (encryptionKeys = keys) => {
    const own: OAuthAccess = {...access, encryptionKeys}
    const house = await openHouse({access: own, storeFile: join(folder.path, 'store.sqlite')})
    closing.push(house.stop)
    return house
  }
  return {fake, workspace: fake.add({team: 'T0ROTATE'}), house: await open(), open}
}

/** An admin installs the app; gives what the browser shows at the end. */
async function install({house, workspace}: Pick<Installable, 'house' | 'workspace'>): Promise<number> {
  const {cookies, authorize} = await beginInstall(house.origin)
  const query = new URLSearchParams({code: workspace.code(), state: authorize.searchParams.get('state') ?? ''})
  return (await fetch(`${house.origin}/slack/oauth_redirect?${query}`, {headers: {cookie: cookies}})).status
}

/** Somebody asks; gives the token with which the answer was posted. */
async function ask(house: SlackHouse, {fake, workspace}: Pick<Installable, 'fake' | 'workspace'>): Promise<string> {
  const channel = `C0TOKEN${++threads}`
  const home = {team: workspace.team, bot: workspace.bot}
  const said = payloads.mention(home, {user: 'U0ANN', channel}, question)
  await postEvent(house.endpoint, payloads.eventOf(home, said))
  const call = await fake.until('an answer', () =>
    fake.called('chat.postMessage').find(({args}) => args['channel'] === channel),
  )
  return call.token
}

function exchanges({fake}: Pick<Installable, 'fake'>): number {
  return fake.called('oauth.v2.access').filter(({args}) => args['grant_type'] === 'refresh_token').length
}

describe('a token that expires (token rotation, on our own fake)', () => {
  it('is used as long as it is good, and exchanged before its end by the refresh token', async () => {
    const at = await installable()
    at.workspace.expiresIn = halfADay
    expect(await install(at)).toBe(200)
    const first = await ask(at.house, at)
    expect(exchanges(at)).toBe(0)
    expect(first).toBe(at.workspace.tokens[0])
  })

  it('is exchanged once, although ten questions need it at once, and the new one is stored', async () => {
    const at = await installable()
    at.workspace.expiresIn = 60
    await install(at)
    const [old] = at.workspace.tokens
    at.workspace.expiresIn = halfADay
    const used = new Set(await Promise.all(Array.from({length: 10}, () => ask(at.house, at))))
    expect(exchanges(at)).toBe(1)
    const [fresh] = at.workspace.tokens.filter(token => token !== old)
    expect([...used]).toEqual([fresh])
    expect(await ask(await at.open(), at)).toBe(fresh)
    expect(exchanges(at)).toBe(1)
    expect(at.house.record.lines.join('')).not.toMatch(/xoxb-T0ROTATE|xoxe-/)
  })

  it('exchanged by two processes at once, leaves both able to answer', async () => {
    const at = await installable()
    const other = await at.open()
    at.workspace.expiresIn = 60
    await install(at)
    at.workspace.expiresIn = halfADay
    const used = await Promise.all([at.house, other].map(house => ask(house, at)))
    for (const token of used) expect(at.workspace.tokens).toContain(token)
  })
})

describe('a token that was revoked (on our own fake)', () => {
  it('fails without being tried again, and the log names the reason', async () => {
    const at = await installable()
    await install(at)
    at.workspace.spoil('token_revoked')
    await ask(at.house, at)
    await at.fake.until('a word in the log', () => at.house.record.lines.some(line => line.includes('token_revoked')))
    expect(at.fake.called('chat.postMessage')).toHaveLength(1)
    expect(at.workspace.posted).toEqual([])
  })
})

describe('the key of the stored tokens (on our own fake)', () => {
  it('can be exchanged: a new one in front takes over, and the old one can go', async () => {
    const [old, next] = [newKey(), newKey()]
    const at = await installable([old])
    await install(at)
    expect(await ask(await at.open([next, old]), at)).toBe(at.workspace.tokens[0])
    expect(await ask(await at.open([next]), at)).toBe(at.workspace.tokens[0])
  })

  it('lost, leaves nothing to read, and the log says how to mend it', async () => {
    const at = await installable()
    await install(at)
    const locked = await at.open([newKey()])
    const home = {team: at.workspace.team, bot: at.workspace.bot}
    const said = payloads.mention(home, {user: 'U0ANN', channel: 'C1'}, question)
    await postEvent(locked.endpoint, payloads.eventOf(home, said))
    await at.fake.until('a word', () => locked.record.lines.some(line => line.includes('secret-unreadable')))
    expect(locked.record.lines.join('')).toContain('ENCRYPTION_KEY')
    expect(at.fake.called('chat.postMessage')).toEqual([])
  })
})
