// HANDLER: takes, changes and withdraws a person's answer to a pulse; stored first, and then told.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Press, Submission} from '../chat/activity.ts'
import type {Person} from '../chat/conversation.ts'
import type {Handler, Turn} from '../chat/turn.ts'
import type {Language} from '../knowledge/passage.ts'
import {errorFacts} from '../log.ts'
import {wordsIn} from './definition.ts'
import {inTime} from './patience.ts'
import {pulseActions, pulsePressed} from './pulse-actions.ts'
import {notSavedCard, savedCard, sentenceCard} from './pulse-card.ts'
import type {PulseParts} from './pulse-parts.ts'
import {pulsePhrases} from './pulse-phrases.ts'
import type {Answer} from './tally.ts'
import {answerIn, voteForm} from './vote-form.ts'
import type {Wave} from './wave.ts'

/** What became of an answer: `late` where the wave closed while it was stored, so nobody can tell whether it counts. */
type Fate = 'saved' | 'older' | 'over' | 'late' | 'not-invited' | 'unsaved'

/** Takes answers. What it logs names neither people nor answers. */
export class Vote implements Handler {
  /** The same as that of all handlers of a pulse, so that what is counted by handler does not count answers. */
  readonly name = 'pulse'
  readonly #parts: PulseParts

  /** @param parts what it works with */
  constructor(parts: PulseParts) {
    this.#parts = parts
  }

  async handle(turn: Turn): Promise<boolean> {
    const {activity} = turn
    if (activity.kind === 'submission' && activity.action === pulseActions.vote) await this.#submitted(turn, activity)
    else if (activity.kind !== 'press') return false
    else if (activity.action === pulseActions.answer) await this.#ask(turn, activity)
    else if (activity.action === pulseActions.withdraw) await this.#withdraw(turn, activity)
    else if (activity.action === pulseActions.status) await this.#status(turn, activity)
    else return false
    return true
  }

  async #ask(turn: Turn, press: Press): Promise<void> {
    const {id, language} = pulsePressed(press.value)
    const {waves, invitations, responses} = this.#parts
    const wave = await waves.get(press.from, id)
    if (!wave || !this.#isOpen(wave)) return this.#say(turn, 'over', language)
    if ((await invitations.group(wave, press.from)) === undefined) return this.#say(turn, 'notInvited', language)
    await turn.open(voteForm(wave, await responses.own(wave, press.from), language))
  }

  async #submitted(turn: Turn, submission: Submission): Promise<void> {
    const {id, language} = pulsePressed(submission.value)
    const wave = await this.#waveSafely(submission.from, id)
    if (wave === 'unknown') return turn.whisper(notSavedCard(id, pulsePhrases[language].vote.unsaved, language))
    if (!wave) return this.#say(turn, 'over', language)
    const answer = answerIn(wave, submission.values)
    if ('missing' in answer) {
      const reason = pulsePhrases[language].vote.choose(wordsIn(answer.missing.text, language))
      return turn.whisper(notSavedCard(id, reason, language))
    }
    const fate = await this.#store(wave, submission, answer)
    if (fate === 'saved') return this.#saved(turn, wave, language)
    await this.#tell(turn, id, {fate, language})
  }

  async #withdraw(turn: Turn, press: Press): Promise<void> {
    const {id, language} = pulsePressed(press.value)
    const wave = await this.#waveSafely(press.from, id)
    if (wave === 'unknown') return this.#say(turn, 'unsaved', language)
    if (!wave) return this.#say(turn, 'over', language)
    const fate = await this.#store(wave, press, undefined)
    if (fate === 'saved') return this.#say(turn, 'withdrawn', language)
    await this.#tell(turn, id, {fate, language})
  }

  async #status(turn: Turn, {from, value}: Press): Promise<void> {
    const {id, language} = pulsePressed(value)
    const {waves, invitations, responses, minimums} = this.#parts
    const wave = await waves.get(from, id)
    if (!wave || !this.#isOpen(wave)) return this.#say(turn, 'over', language)
    const series = await waves.series(wave, wave.series)
    const mayKnow = series?.owner.id === from.id || (await invitations.group(wave, from)) !== undefined
    if (!mayKnow) return this.#say(turn, 'notInvited', language)
    await this.#say(turn, (await responses.enough(wave, minimums.score)) ? 'reached' : 'notReached', language)
  }

  /** Never rejects: an answer that could not be stored in time is unsaved, whatever the reason. */
  async #store(wave: Wave, {from, at}: Press | Submission, answer: Answer | undefined): Promise<Fate> {
    const {timer, log} = this.#parts
    try {
      return await inTime(timer, this.#keep(wave, {person: from, at, answer}), 'unsaved' as const)
    } catch (error) {
      log.error('an answer to a pulse could not be stored', errorFacts(error))
      return 'unsaved'
    }
  }

  async #keep(
    wave: Wave,
    given: {readonly person: Person; readonly at: number; readonly answer: Answer | undefined},
  ): Promise<Fate> {
    const {waves, invitations, responses} = this.#parts
    if (!this.#isOpen(wave)) return 'over'
    const group = await invitations.group(wave, given.person)
    if (group === undefined) return 'not-invited'
    const kept = await responses.save(wave, {...given, group})
    if (kept === 'closed') return 'over'
    // Where it is still open now, adding up has not begun, and will find what was stored before.
    return (await waves.get(wave, wave.id))?.state === 'open' ? kept : 'late'
  }

  #isOpen({state, closesAt}: Wave): boolean {
    return state === 'open' && this.#parts.now() < closesAt
  }

  async #waveSafely(person: Person, id: string): Promise<Wave | 'unknown' | undefined> {
    const {waves, log, timer} = this.#parts
    try {
      return await inTime(timer, waves.get(person, id), 'unknown' as const)
    } catch (error) {
      log.error('a pulse could not be read', errorFacts(error))
      return 'unknown'
    }
  }

  /** What is stored is stored: where nothing more can be read, it is told without the day. */
  async #saved(turn: Turn, wave: Wave, language: Language): Promise<void> {
    const series = await this.#parts.waves.series(wave, wave.series).catch(() => undefined)
    const {zone = 'UTC'} = series ?? {}
    const told = series ?? {asker: '', why: '', done: '', language}
    await turn.whisper(savedCard({wave, series: {...told, zone}}, language))
  }

  async #tell(
    turn: Turn,
    wave: string,
    {fate, language}: {readonly fate: Exclude<Fate, 'saved'>; readonly language: Language},
  ): Promise<void> {
    if (fate === 'unsaved') return turn.whisper(notSavedCard(wave, pulsePhrases[language].vote.unsaved, language))
    await this.#say(turn, fate === 'not-invited' ? 'notInvited' : fate, language)
  }

  async #say(
    turn: Turn,
    name: 'over' | 'late' | 'older' | 'notInvited' | 'withdrawn' | 'unsaved' | 'reached' | 'notReached',
    language: Language,
  ): Promise<void> {
    await turn.whisper(sentenceCard(pulsePhrases[language].vote[name], language))
  }
}
