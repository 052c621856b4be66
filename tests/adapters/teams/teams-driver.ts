// The driver of the platform contract for Teams before the fake connector: in private, or in one thread of a channel.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Payload} from '../../../adapters/teams/payload.ts'
import {isPayload, partOf, textOf} from '../../../adapters/teams/payload.ts'
import type {TeamsPlatform} from '../../../adapters/teams/teams-platform.ts'
import type {Platform} from '../../../src/chat/platform.ts'
import type {Driver, Seen, SeenForm, Visitor} from '../../contracts/driver.ts'
import {startCounselor} from '../../contracts/probe.ts'
import type {Posted} from '../../doubles/fake-connector.ts'
import {
  buttonsIn,
  cardIn,
  complaintsOf,
  filledIn,
  hasOwnThumbs,
  partsWithin,
  seenActivity,
  seenForm,
} from './read-card.ts'
import type {Reply, Scene, TeamsHouse} from './teams-house.ts'
import {mentioning, openTeamsHouse, posted} from './teams-house.ts'

/** Teams with the real counselor behind it. */
export async function openTeamsDriver(): Promise<Driver> {
  const house = await openTeamsHouse()
  const turns = new Turns(house.platform)
  const counselor = await startCounselor(turns.platform)
  let people = 0
  let threads = 0
  const alone = (): Scene => {
    const user = `29:visitor-${++people}`
    return {user, scope: 'personal', conversation: `a:${user}`}
  }
  return {
    paper: false,
    solitary: false,
    alone: async () => {
      const scene = alone()
      const visitor = new TeamsVisitor(house, turns, scene)
      await turns.after(1, () => house.post(posted(house, scene, arrival)))
      return visitor
    },
    together: async () => {
      const conversation = `19:general@thread.tacv2;messageid=${1_600_000_000_000 + ++threads}`
      const visitor = () => new TeamsVisitor(house, turns, {...alone(), scope: 'channel', conversation})
      return [visitor(), visitor()]
    },
    close: async () => {
      await counselor.stop()
      await house.close()
      const complaints = house.connector.messages.flatMap(({activity}) => complaintsIn(activity))
      if (complaints.length > 0) throw new Error(`cards that are not sound: ${complaints.join('; ')}`)
    },
  }
}

const arrival = {
  type: 'conversationUpdate',
  membersAdded: [{id: '28:00000000-0000-4000-8000-00000000b071'}, {id: '29:somebody'}],
}

/** Counts what came in and was dealt with, so that a deed can end when its turn has ended. */
class Turns {
  readonly platform: Platform
  #done = 0
  #waiting: (() => void)[] = []

  constructor(teams: TeamsPlatform) {
    this.platform = {
      name: teams.name,
      start: receive =>
        teams.start(async activity => {
          await receive(activity)
          this.#done += 1
          for (const wake of this.#waiting.splice(0)) wake()
        }),
      stop: () => teams.stop(),
      send: (to, card, delivery) => teams.send(to, card, delivery),
      update: (message, card) => teams.update(message, card),
      whisper: (to, person, card) => teams.whisper(to, person, card),
      open: (activity, form) => teams.open(activity, form),
      place: whom => teams.place(whom),
      people: of => teams.people(of),
    }
  }

  /** Does something, and waits until as many turns more have ended. */
  async after<T>(turns: number, deed: () => Promise<T>): Promise<T> {
    const until = this.#done + turns
    const result = await deed()
    while (this.#done < until) await new Promise<void>(resolve => this.#waiting.push(resolve))
    return result
  }
}

interface Dialog {
  readonly title: string
  readonly card: Payload
}

class TeamsVisitor implements Visitor {
  readonly #house: TeamsHouse
  readonly #turns: Turns
  readonly #scene: Scene
  #dialog: Dialog | undefined

  constructor(house: TeamsHouse, turns: Turns, scene: Scene) {
    this.#house = house
    this.#turns = turns
    this.#scene = scene
  }

  async say(text: string): Promise<void> {
    this.#dialog = undefined
    await this.#tell(this.#message(text))
  }

  async sayTwice(text: string): Promise<void> {
    const message = this.#message(text)
    for (let i = 0; i < 2; i += 1) await this.#tell(message)
  }

  async press(label: string): Promise<void> {
    const within = this.#dialog && !asks(this.#dialog) ? buttonsIn(this.#dialog.card).get(label) : undefined
    if (within) {
      this.#dialog = dialogIn(await this.#invoke('task/submit', {data: partOf(within, 'data')}))
      return
    }
    const pressable = (activity: Payload) =>
      buttonsIn(cardIn(activity)).has(label) || (hasOwnThumbs(activity) && /^(?:👍|👎)$/u.test(label))
    const message = this.#messages().findLast(({activity}) => pressable(activity))
    if (!message) throw new Error(`no message shows "${label}"`)
    const action = buttonsIn(cardIn(message.activity)).get(label)
    const reply = await (action ? this.#act(message, action) : this.#thumb(message, label))
    if (reply.status !== 200) throw new Error(`the press of "${label}" was answered ${reply.status}`)
    this.#dialog = dialogIn(reply)
  }

  async sees(): Promise<readonly Seen[]> {
    const seen = this.#messages().map(({activity}) => seenActivity(activity))
    // What is said in a dialog stands before everything else as long as it is open.
    return this.#dialog && !asks(this.#dialog) ? [...seen, seenActivity({}, this.#dialog.card)] : seen
  }

  form(): SeenForm | undefined {
    return this.#dialog && asks(this.#dialog) ? seenForm(this.#dialog.title, this.#dialog.card) : undefined
  }

  async submit(typed: Readonly<Record<string, string>>): Promise<void> {
    if (!this.#dialog) throw new Error('no form is open')
    const data = filledIn(this.#dialog.card, typed)
    const reply = await this.#invoke('task/submit', {data})
    this.#dialog = dialogIn(reply)
  }

  #message(text: string): Payload {
    return posted(this.#house, this.#scene, this.#scene.scope === 'personal' ? {text} : mentioning(text))
  }

  #tell(body: Payload): Promise<Reply> {
    return this.#turns.after(1, () => this.#house.post(body))
  }

  async #act({id}: Posted, action: Payload): Promise<Reply> {
    const data = partOf(action, 'data')
    const opens = partOf(data, 'msteams')['type'] === 'task/fetch'
    if (opens) return this.#invoke('task/fetch', {data}, id)
    const execute = {type: 'Action.Execute', verb: action['verb'], data}
    const reply = await this.#invoke('adaptiveCard/action', {action: execute}, id)
    if (asks({card: partOf(reply.body, 'value')})) throw new Error(`"${action['title']}" asks for no dialog`)
    return reply
  }

  #thumb({id}: Posted, label: string): Promise<Reply> {
    const reaction = label === '👍' ? 'like' : 'dislike'
    return this.#invoke('message/fetchTask', {data: {actionName: 'feedback', actionValue: {reaction}}}, id)
  }

  #invoke(name: string, value: Payload, replyToId?: string): Promise<Reply> {
    const more = {type: 'invoke', name, value, ...(replyToId === undefined ? {} : {replyToId})}
    return this.#turns.after(1, () => this.#house.post(posted(this.#house, this.#scene, more)))
  }

  #messages(): Posted[] {
    const {user, conversation} = this.#scene
    const mine = [conversation, `a:${user}`]
    return this.#house.connector.messages.filter(
      each => mine.includes(each.conversation) && (each.onlyFor === undefined || each.onlyFor === user),
    )
  }
}

/** True for a form; false for what is only said. */
function asks({card}: Pick<Dialog, 'card'>): boolean {
  return partsWithin(card).some(({type}) => String(type).startsWith('Input.'))
}

function dialogIn({body}: Reply): Dialog | undefined {
  const value = partOf(partOf(body, 'task'), 'value')
  const card = partOf(value, 'card')['content']
  if (!isPayload(card)) return undefined
  const complaints = complaintsOf(card)
  if (complaints.length > 0) throw new Error(`a dialog that is not sound: ${complaints.join('; ')}`)
  return {title: textOf(value, 'title') ?? '', card}
}

function complaintsIn(activity: Payload): string[] {
  const card = cardIn(activity)
  return card['type'] === undefined ? [] : complaintsOf(card)
}
