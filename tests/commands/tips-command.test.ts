// The command `tips`: an operator sees what will come where, and what has become of what was due.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeEach, expect, it} from '@jest/globals'
import {tipsCommand} from '../../src/commands/tips-command.ts'
import type {Store} from '../../src/store.ts'
import type {TipsWorld} from '../stories/tips-world.ts'
import {day, hour, openTipsWorld} from '../stories/tips-world.ts'

let world: TipsWorld
let store: Store

beforeEach(async () => {
  world = await openTipsWorld({
    storeAround: inner => {
      store = inner
      return inner
    },
  })
})

async function run(...args: string[]): Promise<{code: number; lines: string[]}> {
  let printed = ''
  const write = (text: string) => {
    printed += text
  }
  const code = await tipsCommand(
    {knowledge: world.library.knowledge, store, now: () => world.platform.now(), write},
    args,
  )
  return {code, lines: printed.trim().split('\n')}
}

it('plan tells what comes, and then just that comes', async () => {
  await world.subscribe('send us a tip every Tuesday at 9')
  const {code, lines} = await run('plan', '--days', '14')
  expect(code).toBe(0)
  expect(lines).toHaveLength(3)
  const place = `recording T1 ${world.team.conversation.id}`
  expect(lines[0]).toMatch(new RegExp(`^2026-11-24 09:00 Europe/Berlin  ${place}  [a-z0-9-]+$`))
  const tips = lines.slice(0, 2).map(line => line.split('  ').at(-1))
  await world.live(13 * day)
  const rows = await world.stored('ledger')
  expect(rows.map(row => /"what":"([^"]+)"/.exec(row)?.[1])).toEqual(tips)
})

it('status counts what was sent, late and skipped, with the reason', async () => {
  await world.subscribe('send us tips daily at 11:00')
  world.pass(hour + 40 * 60_000)
  const before = await run('status')
  expect(before.lines[0]).toContain('due since 2026-11-20T10:00:00.000Z, not begun')
  expect(before.lines[1]).toBe('due 1, sent 0, late 0, skipped 0, failed 0')
  await world.tick()
  const {lines} = await run('status')
  expect(lines).toHaveLength(2)
  expect(lines[0]).toContain('late, 40 minutes after its time')
  expect(lines[1]).toBe('due 0, sent 0, late 1, skipped 0, failed 0')
  world.pass(2 * day + 6 * hour)
  await world.tick()
  const later = await run('status', '2026-11-21')
  expect(later.lines.at(-1)).toBe('due 0, sent 0, late 0, skipped 1, failed 0')
  expect(later.lines[0]).toContain('skipped late')
})

it.each([[], ['plan', '--days', 'many'], ['plan', '--days', '0'], ['sing']])(
  'other words get the usage: %j',
  async (...args) => {
    const {code, lines} = await run(...args)
    expect(code).toBe(2)
    expect(lines[0]).toContain('Usage')
  },
)
