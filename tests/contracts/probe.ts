// A probe in front of the counselor: it makes a platform do on request what no question can make it do.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Activity} from '../../src/chat/activity.ts'
import type {Card} from '../../src/chat/card.ts'
import {buttons, heading, note, paragraph} from '../../src/chat/card.ts'
import type {Form} from '../../src/chat/form.ts'
import type {Platform} from '../../src/chat/platform.ts'
import {text} from '../../src/chat/prose.ts'
import {Turn} from '../../src/chat/turn.ts'
import {Counselor} from '../../src/counselor.ts'
import type {Keeper} from '../../src/keeper.ts'
import {MemoryStore} from '../doubles/memory-store.ts'
import {recordingLog} from '../doubles/recording-log.ts'
import {RecordingMetrics} from '../doubles/recording-metrics.ts'
import {leaping, ourLibrary} from '../doubles/world.ts'

/** What to say to the probe; everything else is the counselor's. */
export const probes = {
  form: 'show me a form',
  offer: 'show me a button for a form',
  whisper: 'whisper to me',
  direct: 'write to me in private',
  place: 'find a place that nobody knows',
  file: 'give me a file',
  echo: 'echo: ',
  /** With the name of one of {@link oldButtons} behind it. */
  button: 'show me an old button: ',
  admin: 'let me run this workspace',
  nobody: 'let me run nothing',
} as const

/** Buttons on cards that outlived what they stand for, and such as no question alone brings out. */
export const oldButtons = {
  share: {action: 'answers.share', value: 'answer-0 what-is-an-ospo en'},
  reply: {action: 'answers.reply', value: 'nothing - en', opens: 'form'},
  vote: {action: 'surveys.pulse-answer', value: 'nothing en', opens: 'form'},
  withdraw: {action: 'surveys.pulse-withdraw', value: 'nothing en'},
  table: {action: 'surveys.pulse-table', value: 'nothing en'},
  close: {action: 'surveys.pulse-close', value: 'nothing en'},
  liked: {action: 'tips.liked', value: 'en nothing nothing'},
  announce: {action: 'tips.announce', value: 'en', opens: 'form'},
} as const

/** What {@link oldButtons} read. */
export const goOn = 'Go on'

/** What the counselor of this test file has counted. */
export const counted = new RecordingMetrics()

/** The form that the probe shows. */
export const probeForm: Form = {
  action: 'probe.form',
  value: 'v-1',
  title: 'A form',
  submit: 'Send it',
  cancel: 'Leave it',
  prose: [{kind: 'paragraph', spans: [text('What we ask for.')]}],
  inputs: [
    {kind: 'text', id: 'title', label: 'Title', multiline: false, required: true, most: 40},
    {
      kind: 'text',
      id: 'words',
      label: 'Your words',
      hint: 'As many as you like.',
      multiline: true,
      required: true,
      most: 900,
    },
    {kind: 'text', id: 'team', label: 'Team', multiline: false, required: false, most: 40, initial: 'Legal'},
    {kind: 'text', id: 'else', label: 'Anything else', multiline: false, required: false, most: 40},
  ],
  language: 'en',
}

/**
 * Starts the real counselor, with the project's own knowledge, behind the probe.
 * @param platforms where it talks
 */
export async function startCounselor(...platforms: readonly Platform[]): Promise<Counselor> {
  let ids = 0
  const parts = {
    log: recordingLog(Date.now).log,
    now: Date.now,
    newId: () => `answer-${++ids}`,
    metrics: counted,
    timer: leaping(Date.now),
    mayPlan: 'members' as const,
  }
  const store = new MemoryStore(Date.now)
  // As the composition root does it, for platforms that keep something about people.
  const keepers = platforms.flatMap(platform => ('keeper' in platform ? [platform.keeper as Keeper] : []))
  const library = await ourLibrary()
  const counselor = new Counselor({library, store, platforms: platforms.map(probed), keepers, ...parts})
  await counselor.start()
  return counselor
}

function probed(platform: Platform): Platform {
  /** Who runs the workspace, by what they said; of everybody else the platform knows. */
  const admins = new Map<string, boolean>()
  return {
    name: platform.name,
    start: receive =>
      platform.start(async activity => {
        if (!(await probe(new Turn(activity, platform), admins))) await receive(activity)
      }),
    stop: () => platform.stop(),
    send: (to, card, delivery) => platform.send(to, card, delivery),
    update: (message, card) => platform.update(message, card),
    whisper: (to, person, card) => platform.whisper(to, person, card),
    open: (activity, form) => platform.open(activity, form),
    place: whom => platform.place(whom),
    people: async of =>
      (await platform.people(of)).map(each => ({...each, admin: admins.get(each.person.id) ?? each.admin})),
  }
}

async function probe(turn: Turn, admins: Map<string, boolean>): Promise<boolean> {
  const {activity} = turn
  if (activity.kind === 'submission' && activity.action === probeForm.action) await turn.reply(receipt(activity))
  else if (activity.kind === 'press' && activity.action === probeForm.action) await turn.open(probeForm)
  else if (activity.kind !== 'message') return false
  else if (activity.text.startsWith(probes.echo)) await turn.reply(echo(activity.text.slice(probes.echo.length)))
  else if (activity.text === probes.admin || activity.text === probes.nobody) {
    admins.set(activity.from.id, activity.text === probes.admin)
    await turn.reply(plain('So be it.'))
  } else return obey(turn, activity.text)
  return true
}

async function obey(turn: Turn, said: string): Promise<boolean> {
  if (said === probes.form) await turn.open(probeForm)
  else if (said === probes.offer) await turn.reply(offer)
  else if (said === probes.whisper) await turn.whisper(plain('For your eyes only.'))
  else if (said === probes.direct) await writeInPrivate(turn)
  else if (said === probes.place) await turn.reply(plain(`Found: ${await turn.find('#nowhere-at-all')}`))
  else if (said === probes.file) await turn.reply(file)
  else if (said.startsWith(probes.button)) await turn.reply(oldButton(said.slice(probes.button.length)))
  else return false
  return true
}

async function writeInPrivate(turn: Turn): Promise<void> {
  const place = await turn.direct(turn.activity.from)
  if (place !== undefined) await turn.send(place, plain('A word in private.'))
}

const offer: Card = {
  language: 'en',
  blocks: [buttons([{label: 'Fill in the form', action: probeForm.action, value: probeForm.value, opens: 'form'}])],
}

function oldButton(name: string): Card {
  const [, button] = Object.entries(oldButtons).find(([each]) => each === name) ?? []
  if (!button) throw new Error(`the probe has no button "${name}"`)
  return {language: 'en', blocks: [buttons([{label: goOn, ...button}])]}
}

const file: Card = {
  language: 'en',
  blocks: [paragraph('Here it is.'), {kind: 'file', name: 'list.csv', type: 'text/csv', text: 'a,b\n1,2\n'}],
}

function receipt({value, values}: Extract<Activity, {kind: 'submission'}>): Card {
  const {title, words, team, else: more} = values
  return plain(`Received for ${value}: ${JSON.stringify([title, words, team, more])}`)
}

// What somebody typed, in every kind of block that holds text.
function echo(said: string): Card {
  const spans = [text(said)]
  return {
    language: 'en',
    blocks: [
      heading(said),
      paragraph(spans),
      {kind: 'list', ordered: true, items: [spans]},
      {kind: 'quote', spans},
      note(spans),
      buttons([{label: 'Good', action: 'probe.none', value: said}], said),
    ],
  }
}

function plain(words: string): Card {
  return {language: 'en', blocks: [paragraph(words)]}
}
