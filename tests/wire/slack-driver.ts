// The driver of the platform contract for Slack: people in local-slack, in private or in one thread of a channel.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {join} from 'node:path'
import type {SlackPlatform} from '../../adapters/slack/slack-platform.ts'
import {openStore} from '../../adapters/store/open-store.ts'
import {HttpServer} from '../../adapters/web/http-server.ts'
import type {Platform} from '../../src/chat/platform.ts'
import {looks, readMrkdwn} from '../adapters/slack/read-mrkdwn.ts'
import type {Driver, Seen, SeenForm, Visitor} from '../contracts/driver.ts'
import {startCounselor} from '../contracts/probe.ts'
import {freePort} from '../doubles/free-port.ts'
import {recordingLog} from '../doubles/recording-log.ts'
import {temporaryFolder} from '../doubles/temporary-folder.ts'
import {acme} from './acme.ts'
import {LocalSlack} from './local-slack.ts'
import {newPlatform} from './slack-house.ts'
import type {Json, SlackMessage} from './slack-shapes.ts'
import {pressable} from './slack-shapes.ts'

/** Slack with the real counselor behind it. */
export async function openSlackDriver(): Promise<Driver> {
  const port = await freePort()
  const slack = await LocalSlack.open(`http://127.0.0.1:${port}/slack/events`)
  const folder = temporaryFolder()
  const {log} = recordingLog(Date.now)
  const server = new HttpServer({log, ready: () => true})
  const store = await openStore(`sqlite:${join(folder.path, 'store.sqlite')}`)
  const {botToken, signingSecret} = acme
  const access = {mode: 'http', apiUrl: slack.apiUrl, botToken, signingSecret} as const
  const turns = new Turns(newPlatform({access, server, store, log}))
  const counselor = await startCounselor(turns.platform)
  await server.listen({host: '127.0.0.1', port, orNext: false})
  let people = 0
  const visitor = (thread?: string) => new SlackVisitor({slack, turns, user: `U0VISITOR${++people}`, thread})
  return {
    paper: false,
    solitary: false,
    alone: async () => {
      const alone = visitor()
      await alone.say('hello')
      return alone
    },
    together: async () => {
      const {ts} = await slack.say(acme.ann, acme.general, 'Let us ask the counselor.')
      return [visitor(ts), visitor(ts)]
    },
    close: async () => {
      await counselor.stop()
      await server.close()
      await store.close()
      await slack.stop()
      folder.remove()
      if (slack.refused.length > 0) throw new Error(`Slack would refuse: ${slack.refused.join('; ')}`)
    },
  }
}

/** Counts what came in and was dealt with, so that a deed can end when its turn has ended. */
class Turns {
  readonly platform: Platform
  #done = 0
  #waiting: (() => void)[] = []

  constructor(slack: SlackPlatform) {
    this.platform = {
      name: slack.name,
      start: receive =>
        slack.start(async activity => {
          await receive(activity)
          this.#done += 1
          for (const wake of this.#waiting.splice(0)) wake()
        }),
      stop: () => slack.stop(),
      send: (to, card) => slack.send(to, card),
      update: (message, card) => slack.update(message, card),
      whisper: (to, person, card) => slack.whisper(to, person, card),
      open: (activity, form) => slack.open(activity, form),
      place: whom => slack.place(whom),
      // The visitors of local-slack stand in no list of its people.
      people: async of => {
        const known = await slack.people(of)
        return known.length > 0 || 'scope' in of ? known : [{person: of, kind: 'member', active: true, admin: false}]
      },
    }
  }

  /** Does something, and waits until as many turns more have ended. */
  async after(turns: number, deed: () => Promise<unknown>): Promise<void> {
    const until = this.#done + turns
    await deed()
    while (this.#done < until) await new Promise<void>(resolve => this.#waiting.push(resolve))
  }
}

interface VisitorParts {
  readonly slack: LocalSlack
  readonly turns: Turns
  readonly user: string
  /** The thread of the channel that is shared; in private where there is none. */
  readonly thread: string | undefined
}

class SlackVisitor implements Visitor {
  readonly #parts: VisitorParts
  #form: SeenForm | undefined

  constructor(parts: VisitorParts) {
    this.#parts = parts
  }

  say(text: string): Promise<void> {
    return this.#say(text, 1)
  }

  /** Local-slack sends nothing twice by itself: the test says what a retry would, with the id of the first. */
  async sayTwice(text: string): Promise<void> {
    const {slack, turns} = this.#parts
    await this.#say(text, 1)
    await turns.after(1, () => slack.repeatLastEvent())
  }

  async press(label: string): Promise<void> {
    const {slack, turns, user} = this.#parts
    const message = (await this.#messages()).findLast(({blocks = []}) => pressable(blocks).has(label))
    if (!message) throw new Error(`no message shows "${label}"`)
    const before = slack.modals.length
    await turns.after(1, () => slack.press(user, message, label))
    await this.#messages()
    if (slack.modals.length > before) this.#form = seenForm(slack.modals.at(-1) as unknown as Json)
  }

  async sees(): Promise<readonly Seen[]> {
    return (await this.#messages()).map(seen)
  }

  form(): SeenForm | undefined {
    return this.#form
  }

  async submit(typed: Readonly<Record<string, string>>): Promise<void> {
    const {slack, turns, user} = this.#parts
    await turns.after(1, () => slack.submit(user, typed))
    this.#form = undefined
  }

  async #say(text: string, turns: number): Promise<void> {
    const {slack, user, thread} = this.#parts
    const typed = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    await this.#parts.turns.after(turns, () =>
      thread === undefined
        ? slack.say(user, user, typed)
        : slack.say(user, acme.general, `<@${acme.bot}> ${typed}`, thread),
    )
  }

  /** Asks the server, which has told all news by its other connection before it answers. */
  async #messages(): Promise<SlackMessage[]> {
    const {slack, user, thread} = this.#parts
    const mine = ({ephemeral_to}: SlackMessage) => ephemeral_to === user
    const inThread = (each: SlackMessage) =>
      each.channel === acme.general &&
      thread !== undefined &&
      (each.ephemeral_to ? mine(each) : each.thread_ts === thread)
    const dm = await slack.directChannel(user)
    const all = slack.messages.filter(each => each.channel === dm || inThread(each))
    return all.filter(each => each.bot_id !== undefined).sort((a, b) => a.ts.localeCompare(b.ts))
  }
}

function seen({blocks = [], files = []}: SlackMessage): Seen {
  const texts = blocks.filter(({type}) => type !== 'actions' && type !== 'context_actions').flatMap(mrkdwnIn)
  const thumb = texts.map(({text}) => /^(👍|👎) /.exec(text)?.[1]).find(each => each !== undefined)
  const words = texts.filter(({text}) => !/^[👍👎]/u.test(text))
  return {
    text: [...words.map(read), ...files.map(({name}) => name)].join('\n\n'),
    buttons: [...pressable(blocks).keys()],
    links: words.flatMap(linksIn),
    thumb: thumb === undefined ? undefined : thumb === '👍' ? 'up' : 'down',
  }
}

interface Text {
  readonly type: string
  readonly text: string
}

function mrkdwnIn(block: Json): Text[] {
  const own = block['text'] as Text | undefined
  const elements = (block['elements'] ?? []) as Text[]
  return own === undefined ? elements : [own]
}

/** What a person reads: characters of the same look count as the same. */
function read({type, text}: Text): string {
  const words =
    type === 'mrkdwn'
      ? readMrkdwn(text)
          .map(piece => piece.text)
          .join('')
      : text
  return words
    .split('\n')
    .map(line => (line.trim() === '' ? '' : looks(line)))
    .join('\n')
    .trim()
}

/** An address that shows itself is no link of ours: Slack makes one of every address that somebody types. */
function linksIn({type, text}: Text): string[] {
  if (type !== 'mrkdwn') return []
  return readMrkdwn(text).flatMap(({kind, href = '', text: label}) =>
    kind === 'link' && href.replace(/\/$/, '') !== label.replace(/\/$/, '') ? [href] : [],
  )
}

function seenForm(view: Json): SeenForm {
  const blocks = view['blocks'] as Json[]
  const inputs = blocks.filter(({type}) => type === 'input')
  const plain = (value: unknown) => (value as Text | undefined)?.text ?? ''
  const fields = inputs.flatMap(({label, hint, element}) => [
    plain(label),
    plain(hint),
    String((element as Json)['initial_value'] ?? ''),
  ])
  const prose = blocks
    .filter(({type}) => type !== 'input')
    .flatMap(mrkdwnIn)
    .map(read)
  const round = [view['title'], view['submit'], view['close']].map(plain)
  return {labels: inputs.map(({label}) => plain(label)), text: [...round, ...prose, ...fields].join('\n')}
}
