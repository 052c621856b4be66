// What earlier versions stored is brought forward once and still serves; what later ones stored is refused.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {Installations} from '../../../adapters/slack/installations.ts'
import {SecretBox} from '../../../adapters/slack/secret-box.ts'
import type {Known} from '../../../adapters/store/data-version.ts'
import {bringForward, known, standingOf} from '../../../adapters/store/data-version.ts'
import {migrations} from '../../../adapters/store/migrations.ts'
import {References} from '../../../adapters/teams/references.ts'
import {phrases} from '../../../src/answers/phrases.ts'
import {cardText} from '../../../src/chat/card-text.ts'
import {silentLog} from '../../../src/log.ts'
import type {Store} from '../../../src/store.ts'
import {phrases as tipPhrases} from '../../../src/tips/phrases.ts'
import {MemoryStore} from '../../doubles/memory-store.ts'
import {PulseTeam} from '../../doubles/pulse-team.ts'
import {recordingLog} from '../../doubles/recording-log.ts'
import {fillFrom, rowsLeftBy, storedVersions} from '../../doubles/stored-versions.ts'
import type {World} from '../../doubles/world.ts'
import {openWorld} from '../../doubles/world.ts'

const day = 86_400_000
/** A world that goes on with what a version left behind. */
async function goOn(name: string): Promise<{world: World; store: Store}> {
  let store: Store | undefined
  const world = await openWorld({
    storeAround: inner => {
      store = inner
      return inner
    },
  })
  if (!store) throw new Error('there is no store')
  await fillFrom(store, name)
  await bringForward(store)
  return {world, store}
}

describe.each(storedVersions())('what the version "%s" stored', name => {
  it('is brought forward, and then is of the version of this program', async () => {
    const store = new MemoryStore(() => 0)
    await fillFrom(store, name)
    expect(await standingOf(store)).toBe('older')
    await bringForward(store)
    expect(await standingOf(store)).toBe('current')
  })

  it('is there afterwards, row by row', async () => {
    const store = new MemoryStore(() => 0)
    await fillFrom(store, name)
    await bringForward(store)
    for (const {key, value} of rowsLeftBy(name)) expect(await store.get(key)).toEqual(value)
  })

  it('keeps its hand-over going: the desk replies, and it is resolved', async () => {
    const {world} = await goOn(name)
    const said = rowsLeftBy(name).find(({key}) => key.startsWith('hand-over-at:'))
    const thread = said?.key.split(':').at(-1) ?? ''
    const desk = world.platform.talk({id: 'C-legal', scope: 'channel', thread}, 'U-grace')
    await world.platform.deliver(desk.activity({kind: 'message', text: 'Better not.', addressed: false}))
    expect(world.platform.sent.map(({to, card}) => `${to.id} ${cardText(card)}`).join()).toContain('D-U-ada')
    expect((await world.stored('hand-over')).join()).toContain('Better not.')
  })

  it('is shown to the person whose it is, and forgotten', async () => {
    const {world} = await goOn(name)
    const ada = world.platform.talk({id: 'D-U-ada'}, 'U-ada')
    expect(cardText(await ada.say('my data'))).toContain(phrases.en.data.count('missed-questions', 1))
    expect(await ada.read('forget me')).toContain(phrases.en.data.count('ratings', 1))
    expect((await world.stored('hand-over')).concat(await world.stored('missed'))).toEqual([])
  })

  it('opens its tokens with the key of that time', async () => {
    const {store} = await goOn(name)
    const box = new SecretBox([Buffer.alloc(32, 7).toString('base64')])
    const installations = new Installations({store, box, now: () => 0})
    const query = {teamId: 'T0ONE', enterpriseId: undefined, isEnterpriseInstall: false}
    expect((await installations.fetchInstallation(query)).bot?.token).toBe('xoxb-of-the-fixture')
  })
})

describe('what the version before roles stored', () => {
  it('sends its tips, counts its votes and closes its pulse', async () => {
    const {world} = await goOn('before-roles')
    const team = new PulseTeam(world, 6)
    for (let i = 0; i < 2; i += 1) {
      world.pass(4 * day + 60_000)
      await world.tick()
    }
    expect(team.results()).toContain('Index: 75')
    expect(await world.stored('pulse-response')).toEqual([])
    expect(team.inTheChannel().length).toBeGreaterThan(1)
    const list = await world.platform.talk({id: 'C-team', scope: 'channel'}, 'U-ada').say('tips')
    expect(cardText(list, {buttons: true})).toContain(`[${tipPhrases.en.stop}]`)
  })

  it('finds the people and places of Teams, and lets those of people end', async () => {
    let now = Date.UTC(2026, 10, 30)
    const store = new MemoryStore(() => now)
    await fillFrom(store, 'before-roles')
    await bringForward(store)
    const open = () => new References(store, silentLog, () => now)
    const ann = {platform: 'teams', tenant: 'tenant-1', id: '29:ann'}
    const left = async () => {
      const keys: string[] = []
      for await (const [key] of store.list('teams-')) keys.push(key.split(':')[0] ?? '')
      return keys
    }
    expect(await left()).toHaveLength(7)
    now += 399 * day
    expect(await open().direct(ann)).toMatchObject({conversation: 'a:1'})
    now += 399 * day
    // Somebody was written to, so that stayed; nobody asked for the rest.
    expect(await open().direct(ann)).toMatchObject({conversation: 'a:1'})
    now += 401 * day
    expect(await left()).toEqual(['teams-place', 'teams-team', 'teams-tenant'])
  })
})

describe('the version', () => {
  const later = (to: number, oldest: number): Known => ({
    migrations: [...migrations, {to, what: 'a later step', run: async () => 0}],
    oldest,
  })

  it('of an empty store is that of the program, and nothing is brought forward', async () => {
    const record = recordingLog(() => 0)
    const store = new MemoryStore(() => 0)
    expect(await standingOf(store)).toBe('empty')
    await bringForward(store, record.log)
    expect(await standingOf(store)).toBe('current')
    expect(record.lines).toEqual([])
  })

  it('of a later program is refused with the fix, and nothing is changed', async () => {
    const store = new MemoryStore(() => 0)
    await bringForward(store, silentLog, later(7, 7))
    await expect(bringForward(store)).rejects.toMatchObject({
      code: 'store-newer',
      message: 'The storage is of version 7; this program understands up to version 2.',
      fix: expect.stringContaining('restore the backup'),
    })
    expect(await store.get('schema')).toEqual({version: 7, oldest: 7})
  })

  it('of a later program that says so is used by older ones, so that replicas are replaced one by one', async () => {
    const store = new MemoryStore(() => 0)
    await bringForward(store, silentLog, later(3, 2))
    expect(await standingOf(store)).toBe('newer-but-fit')
    await bringForward(store)
    expect(await store.get('schema')).toEqual({version: 3, oldest: 2})
  })

  it('counts up one by one', () => {
    expect(migrations.map(({to}) => to)).toEqual(migrations.map((_, i) => i + 2))
    expect(known.oldest).toBeLessThanOrEqual(migrations.length + 1)
  })

  it('is reached once, however many replicas start at the same moment', async () => {
    const store = new MemoryStore(() => 0)
    await fillFrom(store, 'first')
    let runs = 0
    const counting: Known = {...known, migrations: [{to: 2, what: 'counts', run: async () => ++runs}]}
    await Promise.all(Array.from({length: 3}, () => bringForward(store, silentLog, counting)))
    expect(runs).toBe(1)
  })

  it('is reached again where a process died half way', async () => {
    const store = new MemoryStore(() => 0)
    await fillFrom(store, 'first')
    let dies = true
    const dying: Known = {
      ...known,
      migrations: [
        {
          to: 2,
          what: 'dies once',
          run: async () => {
            if (dies) throw new Error('killed')
            return 1
          },
        },
      ],
    }
    await expect(bringForward(store, silentLog, dying)).rejects.toThrow('killed')
    dies = false
    await store.erase('schema-lease')
    await bringForward(store, silentLog, dying)
    expect(await standingOf(store)).toBe('current')
  })
})
