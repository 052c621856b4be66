// Installations: kept encrypted, each for its own workspace, and gone when the app is removed.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomBytes} from 'node:crypto'
import {beforeEach, describe, expect, it} from '@jest/globals'
import type {Installation} from '@slack/bolt'
import {Installations} from '../../../adapters/slack/installations.ts'
import {SecretBox} from '../../../adapters/slack/secret-box.ts'
import {AuditLog} from '../../../src/audit.ts'
import {MemoryStore} from '../../doubles/memory-store.ts'

const [first = '', second = ''] = [0, 1].map(() => randomBytes(32).toString('base64'))
const begin = 1_795_165_200_000

let store: MemoryStore
let time: number
const now = () => time

beforeEach(() => {
  store = new MemoryStore()
  time = begin
})

function installations(...keys: string[]): Installations {
  return new Installations({store, box: new SecretBox(keys), now})
}

function installed(team: string, token: string): Installation<'v2', false> {
  return {
    team: {id: team, name: `The team ${team}`},
    enterprise: undefined,
    user: {token: undefined, scopes: undefined, id: 'U0ADMIN'},
    bot: {
      token,
      refreshToken: `${token}-refresh`,
      expiresAt: 1,
      scopes: ['chat:write'],
      id: 'B0',
      userId: `UBOT${team}`,
    },
    isEnterpriseInstall: false,
    authVersion: 'v2',
    appId: 'A0APP',
  }
}

function organisation(id: string, token: string): Installation<'v2', true> {
  const {bot} = installed('T0', token)
  return {
    team: undefined,
    enterprise: {id},
    user: {token: undefined, scopes: undefined, id: 'U0'},
    isEnterpriseInstall: true,
    authVersion: 'v2',
    ...(bot ? {bot} : {}),
  }
}

const ofTeam = (teamId: string) => ({teamId, enterpriseId: undefined, isEnterpriseInstall: false}) as const
const ofOrganisation = (enterpriseId: string) => ({teamId: undefined, enterpriseId, isEnterpriseInstall: true}) as const

async function raw(): Promise<string> {
  const lines: string[] = []
  for await (const [key, value] of store.list('')) lines.push(`${key} ${JSON.stringify(value)}`)
  return lines.join('\n')
}

describe('an installation', () => {
  it('is kept, and comes back as it was', async () => {
    await installations(first).storeInstallation(installed('T0A', 'xoxb-token-a'))
    expect(await installations(first).fetchInstallation(ofTeam('T0A'))).toEqual(
      JSON.parse(JSON.stringify(installed('T0A', 'xoxb-token-a'))),
    )
  })

  it('shows in the store neither tokens nor names', async () => {
    await installations(first).storeInstallation(installed('T0A', 'xoxb-token-a'))
    const stored = await raw()
    expect(stored).toContain('T0A')
    expect(stored).not.toMatch(/xoxb|refresh|The team|UBOT/)
    expect(Buffer.from(stored).toString('base64')).not.toContain(Buffer.from('xoxb-token-a').toString('base64'))
  })

  it('is that of its own workspace, however many there are', async () => {
    const kept = installations(first)
    const teams = Array.from({length: 200}, (_, i) => `T${i}`)
    await Promise.all(teams.map(team => kept.storeInstallation(installed(team, `xoxb-${team}`))))
    const tokens = await Promise.all(teams.map(async team => (await kept.fetchInstallation(ofTeam(team))).bot?.token))
    expect(tokens).toEqual(teams.map(team => `xoxb-${team}`))
  })

  it('copied over that of another workspace does not open there', async () => {
    const kept = installations(first)
    await kept.storeInstallation(installed('T0A', 'xoxb-a'))
    await kept.storeInstallation(installed('T0B', 'xoxb-b'))
    await store.put('slack-installation:T0B', await store.get('slack-installation:T0A'))
    await expect(kept.fetchInstallation(ofTeam('T0B'))).rejects.toMatchObject({code: 'secret-unreadable'})
  })

  it('that there is not is named so', async () => {
    await expect(installations(first).fetchInstallation(ofTeam('T0X'))).rejects.toMatchObject({code: 'not-installed'})
    await expect(installations(first).fetchInstallation(ofTeam(''))).rejects.toMatchObject({code: 'not-installed'})
  })

  it('with another key says so, and does not pretend that there is none', async () => {
    await installations(first).storeInstallation(installed('T0A', 'xoxb-a'))
    await expect(installations(second).fetchInstallation(ofTeam('T0A'))).rejects.toMatchObject({
      code: 'secret-unreadable',
    })
  })

  it('takes over the new key when it is read, so that the old one can go', async () => {
    await installations(first).storeInstallation(installed('T0A', 'xoxb-a'))
    await installations(second, first).fetchInstallation(ofTeam('T0A'))
    expect((await installations(second).fetchInstallation(ofTeam('T0A'))).bot?.token).toBe('xoxb-a')
    await expect(installations(first).fetchInstallation(ofTeam('T0A'))).rejects.toMatchObject({
      code: 'secret-unreadable',
    })
  })

  it('of an organisation is found by the organisation, and serves its workspaces', async () => {
    const kept = installations(first)
    await kept.storeInstallation(organisation('E0ORG', 'xoxb-org'))
    expect((await kept.fetchInstallation(ofOrganisation('E0ORG'))).bot?.token).toBe('xoxb-org')
    await kept.noteOrganisation('T0A', 'E0ORG')
    expect(await kept.ownerOf('T0A')).toEqual({team: 'T0A', enterprise: 'E0ORG', isForOrganisation: true})
    expect(await kept.ownerOf('E0ORG')).toEqual({enterprise: 'E0ORG', isForOrganisation: true})
  })

  it('of a workspace goes before that of its organisation', async () => {
    const kept = installations(first)
    await kept.storeInstallation(installed('T0A', 'xoxb-a'))
    await kept.noteOrganisation('T0A', 'E0ORG')
    expect(await kept.ownerOf('T0A')).toEqual({team: 'T0A', isForOrganisation: false})
    expect(await kept.ownerOf('T0B')).toEqual({team: 'T0B', isForOrganisation: false})
  })

  it('that names nothing to install in is refused', async () => {
    const odd = {...installed('T0A', 'xoxb-a'), team: undefined} as unknown as Installation<'v2', false>
    await expect(installations(first).storeInstallation(odd)).rejects.toMatchObject({code: 'not-installed'})
  })
})

describe('a change of the key', () => {
  it('is done for all at once, so that the old key can be left out', async () => {
    for (const team of ['T0A', 'T0B', 'T0C'])
      await installations(first).storeInstallation(installed(team, `xoxb-${team}`))
    expect(await installations(second, first).resealAll()).toEqual({resealed: 3, unreadable: 0})
    expect(await installations(second, first).resealAll()).toEqual({resealed: 0, unreadable: 0})
    for (const team of ['T0A', 'T0B', 'T0C'])
      expect((await installations(second).fetchInstallation(ofTeam(team))).bot?.token).toBe(`xoxb-${team}`)
  })

  it('leaves what no key opens as it is, and tells how many', async () => {
    await installations(first).storeInstallation(installed('T0A', 'xoxb-a'))
    expect(await installations(second).resealAll()).toEqual({resealed: 0, unreadable: 1})
    expect((await installations(first).fetchInstallation(ofTeam('T0A'))).bot?.token).toBe('xoxb-a')
  })

  it('never brings back tokens that were replaced meanwhile', async () => {
    await installations(first).storeInstallation(installed('T0A', 'xoxb-old'))
    const {update} = store
    store.update = async (key, change, ttlMs) => {
      await installations(second, first).storeInstallation(installed('T0A', 'xoxb-new'))
      store.update = update
      return update.call(store, key, change as (old: unknown) => unknown, ttlMs) as never
    }
    await installations(second, first).resealAll()
    expect((await installations(second).fetchInstallation(ofTeam('T0A'))).bot?.token).toBe('xoxb-new')
  })
})

describe('the audit log', () => {
  const audit = () => new AuditLog(store, now)
  const audited = () => new Installations({store, box: new SecretBox([first]), audit: audit(), now})
  const acts = async () => (await audit().all()).map(({act, tenant}) => `${act} ${tenant}`)

  it('tells who installed the app where, and that it was removed, and nothing of renewed tokens', async () => {
    await audited().storeInstallation(installed('T0A', 'xoxb-a'))
    await audited().storeInstallation(installed('T0A', 'xoxb-renewed'))
    time += 60_000
    await audited().end({team: 'T0A', isForOrganisation: false}, time)
    expect(await acts()).toEqual(['removed T0A', 'installed T0A'])
    const name = await audit().nameOf({platform: 'slack', tenant: 'T0A', id: 'U0ADMIN'})
    expect((await audit().all()).map(({by}) => by)).toEqual(['process', name])
  })
})

describe('the end of an installation', () => {
  const team = {team: 'T0A', isForOrganisation: false}

  it('forgets its tokens', async () => {
    const kept = installations(first)
    await kept.storeInstallation(installed('T0A', 'xoxb-a'))
    await kept.storeInstallation(installed('T0B', 'xoxb-b'))
    expect(await kept.end(team, begin + 60_000)).toBe(true)
    expect(await kept.end(team, begin + 60_000)).toBe(false)
    expect(await raw()).not.toContain('T0A')
    expect((await kept.fetchInstallation(ofTeam('T0B'))).bot?.token).toBe('xoxb-b')
  })

  it('told late, after the app was installed again, changes nothing', async () => {
    time = begin + 60_000
    await installations(first).storeInstallation(installed('T0A', 'xoxb-again'))
    expect(await installations(first).end(team, begin)).toBe(false)
    expect((await installations(first).fetchInstallation(ofTeam('T0A'))).bot?.token).toBe('xoxb-again')
  })

  it('in the second of its beginning counts, since Slack tells whole seconds', async () => {
    time = begin + 900
    await installations(first).storeInstallation(installed('T0A', 'xoxb-a'))
    expect(await installations(first).end(team, begin)).toBe(true)
  })

  it('by the hand of Bolt is the same', async () => {
    await installations(first).storeInstallation(installed('T0A', 'xoxb-a'))
    await installations(first).deleteInstallation(ofTeam('T0A'))
    await expect(installations(first).fetchInstallation(ofTeam('T0A'))).rejects.toMatchObject({code: 'not-installed'})
  })
})
