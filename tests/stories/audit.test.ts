// Story: whatever takes a role is noted before it is done, without content and without names, and nothing ends a note.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, describe, expect, it} from '@jest/globals'
import {phrases} from '../../src/answers/phrases.ts'
import type {AuditEntry} from '../../src/audit.ts'
import {AuditLog} from '../../src/audit.ts'
import {cardText} from '../../src/chat/card-text.ts'
import type {Conversation} from '../../src/chat/conversation.ts'
import {auditCommand} from '../../src/commands/audit-command.ts'
import {Library} from '../../src/knowledge/library.ts'
import type {Store} from '../../src/store.ts'
import {phrases as tipPhrases} from '../../src/tips/phrases.ts'
import {checkTips} from '../../src/tips/tip.ts'
import {knowledgeFolderOf} from '../doubles/knowledge-files.ts'
import {PulseTeam} from '../doubles/pulse-team.ts'
import {TroubledStore} from '../doubles/troubled-store.ts'
import type {World} from '../doubles/world.ts'
import {knowledgeFolder, openWorld} from '../doubles/world.ts'

const say = phrases.en
const day = 86_400_000
const desk: Conversation = {platform: 'recording', tenant: 'T1', id: 'C-legal', scope: 'channel'}
const telling = 'May we use AGPL code in zanzibar-engine?'
const lead = 'U-lead-4711'
const operator = 'U-operator-4712'

let world: World
let store: Store
let library: Library

async function openAudited(): Promise<void> {
  world = await openWorld({
    library,
    roles: {channelOwners: [], ospoLeads: [lead], operators: [operator]},
    storeAround: inner => {
      store = inner
      return inner
    },
  })
  world.platform.places.set('#ask-legal', desk)
}

const log = () => new AuditLog(store, () => world.platform.now())
const acts = async () => (await log().all()).map(({act}) => act)

async function page(who: string): Promise<string> {
  return cardText(await world.platform.talk({scope: 'home', id: `home-${who}`}, who).do({kind: 'opened'}))
}

/** Everything that takes a role, and what people may do with their own data. */
async function doEverything(): Promise<void> {
  const team = new PulseTeam(world, 6)
  await team.launch()
  const channel = world.platform.talk({scope: 'channel', id: 'C-tips'}, lead)
  await channel.say('send us a tip every Tuesday at 9')
  await channel.press(tipPhrases.en.confirm)
  for (const label of [tipPhrases.en.skip, tipPhrases.en.stop]) {
    await channel.say('tips')
    await channel.press(label)
  }
  const home = world.platform.talk({scope: 'home', id: 'home'}, lead)
  await home.do({kind: 'opened'})
  const {button, message} = home.find(say.home.export)
  await world.platform.deliver(home.activity({kind: 'press', ...button, message}))
  const asker = world.platform.talk({}, 'U-asker-4713')
  await asker.say(telling)
  await asker.submit(await asker.openForm(say.askAPerson), {})
  const atDesk = world.platform.talk(desk, lead)
  const resolve = atDesk.find(say.handOver.resolve)
  await world.platform.deliver(atDesk.activity({kind: 'press', ...resolve.button, message: resolve.message}))
  await asker.say('my data')
  await asker.say('forget me')
  await page(operator)
  world.pass(day)
  await world.tick()
}

beforeAll(async () => {
  const overlay = knowledgeFolderOf({'owners.yml': 'legal: {contact: "#ask-legal"}\n'})
  library = await Library.open({own: knowledgeFolder, overlays: [overlay.path]}, [checkTips])
  overlay.remove()
  await openAudited()
  await doEverything()
})

describe('the audit log', () => {
  it('holds every act that was done', async () => {
    expect(new Set(await acts())).toEqual(
      new Set([
        ...['pulse-launched', 'tips-subscribed', 'tips-skipped', 'tips-stopped', 'insight-seen', 'insight-exported'],
        ...['hand-over-resolved', 'own-data-exported', 'forgotten', 'audit-seen', 'retention-run'],
      ]),
    )
  })

  it('holds no id of a person, and no word of what anybody wrote', async () => {
    const lines = (await world.stored()).filter(line => line.startsWith('audit'))
    expect(lines.length).toBeGreaterThan(10)
    for (const each of [lead, operator, 'U-asker-4713', 'zanzibar', 'AGPL']) expect(lines.join()).not.toContain(each)
  })

  it('stands on the page of operators, each act with its minute, the newest first', async () => {
    const lines = (await page(operator)).split('\n').filter(line => /\d{4}-\d\d-\d\d \d\d:\d\d /.test(line))
    expect(lines.length).toBeGreaterThan(3)
    expect(lines.length).toBeLessThanOrEqual(10)
    const times = lines.map(line => /\d{4}-\d\d-\d\d \d\d:\d\d/.exec(line)?.[0] ?? '')
    expect(times).toEqual([...times].sort().reverse())
    expect(await page(lead)).not.toContain(say.home.audit)
  })

  it('tells the acts of one person from those of others, to whoever knows the id', async () => {
    const name = await log().nameOf({platform: 'recording', tenant: 'T1', id: lead})
    const theirs = (await log().all()).filter(({by}) => by === name).map(({act}) => act)
    expect(theirs).toContain('tips-stopped')
    expect(theirs).not.toContain('forgotten')
  })

  it('names the channel of an act, and of a private place only that it was one', async () => {
    const where = (act: string, entries: readonly AuditEntry[]) => entries.find(entry => entry.act === act)?.where
    const entries = await log().all()
    expect(where('tips-stopped', entries)).toBe('C-tips')
    expect(where('forgotten', entries)).toBe('personal')
  })

  it('is shown to operators on their page, and to nobody else', async () => {
    expect(await page(operator)).toContain('hand-over-resolved')
    expect(await page(lead)).not.toContain('hand-over-resolved')
  })

  it('has no word of another workspace on the page', async () => {
    const elsewhere = world.platform.talk({scope: 'home', id: 'h', tenant: 'T2'}, operator)
    expect(cardText(await elsewhere.do({kind: 'opened'}))).not.toContain('hand-over-resolved')
  })

  it('notes a look at the numbers once a day', async () => {
    await page(lead)
    await page(lead)
    const looks = async () => (await acts()).filter(act => act === 'insight-seen').length
    const before = await looks()
    await page(lead)
    expect(await looks()).toBe(before)
    world.pass(day)
    await page(lead)
    expect(await looks()).toBe(before + 1)
  })

  it('is not changed by anybody who wants to be forgotten', async () => {
    const before = await log().all()
    await world.platform.talk({}, lead).say('forget me')
    expect(await log().all()).toEqual(expect.arrayContaining(before))
  })
})

describe('the command', () => {
  async function run(...args: string[]): Promise<{code: number; text: string}> {
    let text = ''
    const write = (more: string) => {
      text += more
    }
    return {code: await auditCommand({store, now: () => world.platform.now(), write}, args), text}
  }

  it('lists the newest first, and counts', async () => {
    const {code, text} = await run()
    const lines = text.trim().split('\n')
    expect(code).toBe(0)
    expect(lines.at(-1)).toBe(`${lines.length - 1} acts`)
    const times = lines.slice(0, -1).map(line => line.slice(0, 19))
    expect(times).toEqual([...times].sort().reverse())
  })

  it('finds the acts of a kind, of a person, since a day, as JSON', async () => {
    expect((await run('--act', 'tips-stopped')).text).toMatch(/tips-stopped {2}by \S{16} {2}recording T1 C-tips/)
    expect((await run('--by', 'recording', 'T1', 'U-nobody')).text).toBe('0 acts\n')
    expect((await run('--by', 'recording', 'T1', lead, '--act', 'insight-exported')).text).toContain('1 acts')
    expect((await run('--since', '2030-01-01')).text).toBe('0 acts\n')
    expect(JSON.parse((await run('--json', '--last', '1')).text)).toHaveProperty('act')
  })

  it.each([[['--act', 'nonsense']], [['--since', 'soon']], [['--by', 'recording']], [['--last', 'x']], [['more']]])(
    'called with %j says how it is called',
    async args => {
      const {code, text} = await run(...args)
      expect(code).toBe(2)
      expect(text).toMatch(/^Usage: npm run -s audit/)
    },
  )
})

describe('an act that cannot be noted', () => {
  it('is not done', async () => {
    const troubled: {store?: TroubledStore} = {}
    const other = await openWorld({
      library,
      storeAround: inner => {
        troubled.store = new TroubledStore(inner)
        return troubled.store
      },
    })
    other.platform.admins.add(lead)
    const home = other.platform.talk({scope: 'home', id: 'home'}, lead)
    await home.do({kind: 'opened'})
    const {button, message} = home.find(say.home.export)
    troubled.store?.fail()
    const before = other.platform.sent.length
    await other.platform.deliver(home.activity({kind: 'press', ...button, message}))
    const told = other.platform.sent.slice(before).map(({card}) => cardText(card))
    expect(told).toEqual([say.failed])
  })
})

it('entries end when their time is over', async () => {
  world.pass(401 * day)
  expect(await acts()).toEqual([])
})
