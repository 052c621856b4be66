// The command `tips`: what will be sent where, and how what was due has ended.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Conversation} from '../chat/conversation.ts'
import type {Knowledge} from '../knowledge/library.ts'
import {Agenda} from '../schedule/agenda.ts'
import type {LedgerRow} from '../schedule/delivery.ts'
import {Deliveries} from '../schedule/delivery.ts'
import type {Slot} from '../schedule/slots.ts'
import {localDate, slotAfter} from '../schedule/slots.ts'
import type {Store} from '../store.ts'
import {Reach} from '../tips/reach.ts'
import {nextTip} from '../tips/rotation.ts'
import type {Subscription} from '../tips/subscriptions.ts'
import {Subscriptions} from '../tips/subscriptions.ts'
import {tipsOf} from '../tips/tip.ts'

/** What the command works with. */
export interface TipsCommandParts {
  readonly knowledge: Knowledge
  readonly store: Store
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly write: (text: string) => void
}

const usage = `Usage: npm run -s tips -- plan [--days N]   what will be sent where in the next N days (14)
       npm run -s tips -- status [DATE]    how what was due on a local date, or lately, has ended
       npm run -s tips -- reach            how often people pressed what on each tip
`

/** The most days of a plan. */
const mostDays = 366

/**
 * Runs the command.
 * @param args `plan`, `status` or `reach`, and what belongs to it
 * @returns the exit code: 0, or 2 for other words
 */
export async function tipsCommand(parts: TipsCommandParts, args: readonly string[]): Promise<number> {
  const [word, ...rest] = args
  const days = rest[0] === '--days' ? Number(rest[1]) : rest.length === 0 ? 14 : Number.NaN
  if (word === 'plan' && Number.isInteger(days) && days > 0 && days <= mostDays) await plan(parts, days)
  else if (word === 'status' && rest.length <= 1) await status(parts, rest[0])
  else if (word === 'reach' && rest.length === 0) await reach(parts)
  else {
    parts.write(usage)
    return 2
  }
  return 0
}

async function plan({knowledge, store, now, write}: TipsCommandParts, days: number): Promise<void> {
  const book = new Subscriptions(store, new Agenda(store), now)
  const end = now() + days * 86_400_000
  const lines: {at: number; line: string}[] = []
  for (const subscription of await book.all()) lines.push(...planOf(subscription, {book, knowledge, end}))
  lines.sort((a, b) => a.at - b.at || a.line.localeCompare(b.line))
  for (const {line} of lines) write(`${line}\n`)
  write(`${lines.length} tips in ${days} days\n`)
}

/** What comes to one conversation, if nothing changes: the tips are those of the rotation as it is now. */
function planOf(
  subscription: Subscription,
  {book, knowledge, end}: {book: Subscriptions; knowledge: Knowledge; end: number},
): {at: number; line: string}[] {
  const {id, place, schedule, taste, skip} = subscription
  const lines: {at: number; line: string}[] = []
  let {round} = subscription
  for (let slot = book.next(subscription); slot && slot.at < end; slot = slotAfter(schedule, slot.date)) {
    if (slot.date === skip) continue
    const choice = nextTip(tipsOf(knowledge).all.values(), {seed: id, date: slot.date, taste, round})
    round = choice?.round ?? round
    const what = choice?.tip.id ?? '(nothing to send)'
    const line = `${slot.date} ${schedule.time} ${schedule.zone}  ${placeName(place)}  ${what}`
    lines.push({at: slot.at, line})
  }
  return lines
}

/** Later than this after its slot, in milliseconds, counts as late. */
const late = 5 * 60_000

async function status(parts: TipsCommandParts, date: string | undefined): Promise<void> {
  const {store, now, write} = parts
  const counts = {due: 0, sent: 0, late: 0, skipped: 0, failed: 0}
  const dates = date === undefined ? [-1, 0, 1].map(by => localDate('UTC', now() + by * 86_400_000)) : [date]
  for (const each of [...dates, ...(date === undefined ? ['once'] : [])]) {
    for await (const row of new Deliveries(store, now).rows(each)) {
      const state = row.state === 'claimed' ? 'due' : row.state
      const isLate = state === 'sent' && row.at - row.due > late
      counts[isLate ? 'late' : state] += 1
      const why = whyOf(row, isLate)
      if (why !== undefined) write(`${row.date}  ${placeName(row.to)}  ${state} ${why}\n`)
    }
  }
  for (const {place, slot} of await waiting(parts)) {
    if (date !== undefined && slot.date !== date) continue
    counts.due += 1
    write(`${slot.date}  ${placeName(place)}  due since ${new Date(slot.at).toISOString()}, not begun\n`)
  }
  write(
    `${Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')}\n`,
  )
}

/** Slots that have come and of which the ledger knows nothing yet. */
async function waiting({store, now}: TipsCommandParts): Promise<{place: Conversation; slot: Slot}[]> {
  const [book, deliveries] = [new Subscriptions(store, new Agenda(store), now), new Deliveries(store, now)]
  const found: {place: Conversation; slot: Slot}[] = []
  for (const subscription of await book.all()) {
    const {id, place} = subscription
    const slot = book.next(subscription)
    if (!slot || slot.at > now()) continue
    if (!(await deliveries.sent({schedule: id, date: slot.date, to: place}))) found.push({place, slot})
  }
  return found
}

function placeName({platform, tenant, id}: Conversation): string {
  return `${platform} ${tenant} ${id}`
}

/** What there is to say about a row; undefined where it was sent in time. */
function whyOf({state, reason, at, due}: LedgerRow, isLate: boolean): string | undefined {
  if (state !== 'sent') return reason ?? ''
  const again = reason === 'unsure' ? ['again, and perhaps twice'] : []
  const after = isLate ? [`late, ${Math.round((at - due) / 60_000)} minutes after its time`] : []
  return again.length + after.length === 0 ? undefined : [...again, ...after].join(', ')
}

async function reach({store, write}: TipsCommandParts): Promise<void> {
  for (const [tip, {liked, read, fewer}] of await new Reach(store).all())
    write(`${tip}  👍 ${liked}, read more ${read}, fewer ${fewer}\n`)
}
