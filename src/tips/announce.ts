// HANDLER and JOB: an admin sends one message to every conversation that gets tips, after a preview with the count.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Card} from '../chat/card.ts'
import {buttons, paragraph} from '../chat/card.ts'
import type {Conversation} from '../chat/conversation.ts'
import type {Platform} from '../chat/platform.ts'
import type {Handler, Turn} from '../chat/turn.ts'
import type {Language} from '../knowledge/passage.ts'
import type {Log} from '../log.ts'
import type {Agenda, Task} from '../schedule/agenda.ts'
import type {Deliveries} from '../schedule/delivery.ts'
import type {Job} from '../schedule/scheduler.ts'
import type {Store} from '../store.ts'
import {storeKey} from '../store.ts'
import {actions, readValue} from './actions.ts'
import type {TipsParts} from './office.ts'
import {sentence} from './office.ts'
import {phrases} from './phrases.ts'
import type {Subscriptions, Tenant} from './subscriptions.ts'
import {announceForm} from './tips-form.ts'

/** The words of an announcement, kept until it has gone out everywhere. */
interface Announcement {
  readonly words: string
  readonly language: Language
}

/** What handler and job work with. */
export interface AnnounceParts extends TipsParts {
  readonly store: Store
  readonly agenda: Agenda
}

/** The name of the job that sends announcements. */
const announceJob = 'tips.announce'

/** How long an announcement waits for a yes, and how long after that it is still sent, in milliseconds. */
const kept = 86_400_000

/** Takes announcements of those who run a workspace. */
export class AnnounceToSubscribers implements Handler {
  readonly name = 'announce'
  readonly #parts: AnnounceParts

  /** @param parts what it works with */
  constructor(parts: AnnounceParts) {
    this.#parts = parts
  }

  async handle(turn: Turn): Promise<boolean> {
    const {activity} = turn
    if (activity.kind !== 'press' && activity.kind !== 'submission') return false
    const {action} = activity
    if (action !== actions.announce && action !== actions.announced && action !== actions.announceNow) return false
    const {language, words} = readValue(activity.value)
    const id = words[0] ?? ''
    const isAllowed = await this.#parts.roles.may(turn, 'announce')
    if (!isAllowed) await turn.answer(sentence(phrases[language].leadsOnly, language))
    else if (action === actions.announce) await turn.open(announceForm(this.#parts.newId(), language))
    else if (activity.kind === 'submission')
      await this.#preview(turn, id, {words: activity.values['words'] ?? '', language})
    else await this.#send(turn, id, language)
    return true
  }

  async #preview(turn: Turn, id: string, announcement: Announcement): Promise<void> {
    const {language} = announcement
    const say = phrases[language]
    const {conversation} = turn.activity
    await this.#parts.store.put(keyOf(conversation, id), announcement, kept)
    const count = (await placesOf(this.#parts.subscriptions, conversation)).length
    const now = {label: say.sendNow, action: actions.announceNow, value: `${language} ${id}`, style: 'primary' as const}
    const blocks = [
      paragraph(say.goesTo(count)),
      ...cardOf(announcement).blocks,
      ...(count > 0 ? [buttons([now])] : []),
    ]
    await turn.answer({language, blocks})
  }

  /** Pressed twice it plans the same tasks, and the ledger sends each of them once. */
  async #send(turn: Turn, id: string, language: Language): Promise<void> {
    const {store, agenda, subscriptions, now} = this.#parts
    const {conversation} = turn.activity
    const say = phrases[language]
    if (!(await store.get<Announcement>(keyOf(conversation, id))))
      return void (await turn.answer(sentence(say.gone, language)))
    const places = await placesOf(subscriptions, conversation)
    await this.#parts.audit.note('announced', turn.activity.from, {at: conversation, about: `${id} ${places.length}`})
    const group = `${conversation.platform} ${conversation.tenant}`
    for (const place of places) {
      const at = now()
      await agenda.plan({job: announceJob, id: `${id} ${place.id}`, at, data: {id, at, place: {...place}}, group})
    }
    await turn.answer(sentence(say.underWay(places.length), language))
  }
}

/** What the job works with. */
export interface SendAnnouncementParts {
  readonly store: Store
  readonly deliveries: Deliveries
  readonly platforms: readonly Platform[]
  readonly log: Log
}

/** Sends an announcement to one conversation. */
export class SendAnnouncement implements Job {
  readonly name = announceJob
  readonly #parts: SendAnnouncementParts

  /** @param parts what it works with */
  constructor(parts: SendAnnouncementParts) {
    this.#parts = parts
  }

  async run({data}: Task): Promise<void> {
    const {store, deliveries, platforms, log} = this.#parts
    const {id, at, place} = data as unknown as {id: string; at: number; place: Conversation}
    const announcement = await store.get<Announcement>(keyOf(place, id))
    const platform = platforms.find(({name}) => name === place.platform)
    if (!announcement || !platform) return
    const letter = {
      ...{schedule: `announcement ${id}`, date: 'once', to: place, due: at, useful: kept},
      choose: () => id,
      card: () => cardOf(announcement),
    }
    const delivered = await deliveries.deliver(letter, platform)
    if (delivered.kind === 'not-sent')
      log.warn('an announcement was not sent', {reason: delivered.reason, tenant: place.tenant})
  }
}

function cardOf({words, language}: Announcement): Card {
  const blocks = words.split(/\n+/).filter(line => line.trim() !== '')
  return {language, blocks: blocks.map(line => paragraph(line))}
}

/** The conversations of a workspace that get tips now, each once. */
async function placesOf(subscriptions: Subscriptions, tenant: Tenant): Promise<Conversation[]> {
  const on = (await subscriptions.of(tenant)).filter(({state}) => state !== 'closed')
  return [...new Map(on.map(({place}) => [place.id, place])).values()]
}

function keyOf({platform, tenant}: Tenant, id: string): string {
  return storeKey('announcement', platform, tenant, id)
}
