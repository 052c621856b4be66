// HANDLER: shares a result with others: shows first what would be shared, and sends nothing without a second press.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Press, Submission} from '../chat/activity.ts'
import type {Card} from '../chat/card.ts'
import {note, paragraph} from '../chat/card.ts'
import {cardText} from '../chat/card-text.ts'
import type {Conversation} from '../chat/conversation.ts'
import type {Form} from '../chat/form.ts'
import {text} from '../chat/prose.ts'
import type {Handler, Turn} from '../chat/turn.ts'
import type {Log} from '../log.ts'
import {errorFacts} from '../log.ts'
import {checkActions, checkPressOf} from './check-actions.ts'
import {beginCard} from './check-card.ts'
import type {Survey} from './definition.ts'
import {phrases} from './phrases.ts'
import {sharedCard} from './result-card.ts'
import type {RunBook} from './run-book.ts'
import type {Surveys} from './surveys.ts'

/** What the handler works with. */
export interface ShareResultParts {
  readonly surveys: Surveys
  readonly runs: RunBook
  readonly log: Log
}

/** The longest name of a channel that is taken, in characters. */
const longestName = 100

/** Brings a result to a conversation in which the person is. */
export class ShareResult implements Handler {
  readonly name = 'share-result'
  readonly #parts: ShareResultParts

  /** @param parts what it works with */
  constructor(parts: ShareResultParts) {
    this.#parts = parts
  }

  async handle(turn: Turn): Promise<boolean> {
    const {activity} = turn
    if (activity.kind === 'press' && activity.action === checkActions.share) await this.#show(turn, activity)
    else if (activity.kind === 'submission' && activity.action === checkActions.send) await this.#send(turn, activity)
    else return false
    return true
  }

  async #show(turn: Turn, press: Press): Promise<void> {
    const {language} = checkPressOf(press.value)
    const shared = await this.#shared(press)
    const alone = shared.card && (await turn.profile())?.alone === true
    if (shared.card && alone) await turn.whisper(toCopy(shared.card, phrases[language].shareAlone))
    else if (shared.card) await turn.open(formOf(press.value, shared.card, shared.origin !== undefined))
    else await turn.update(press.message, overCard(shared.survey, language))
  }

  async #send(turn: Turn, submission: Submission): Promise<void> {
    const {language} = checkPressOf(submission.value)
    const shared = await this.#shared(submission)
    if (!shared.card) return turn.whisper(overCard(shared.survey, language))
    const name = (submission.values['channel'] ?? '').trim().slice(0, longestName)
    const say = phrases[language]
    try {
      const place = name === '' ? shared.origin : await this.#placeFor(turn, name)
      if (!place) return await turn.whisper(toCopy(shared.card, say.notShared))
      await turn.send(place, shared.card)
      await turn.whisper({language, blocks: [note(say.sharedNow)]})
    } catch (error) {
      this.#parts.log.warn('a result could not be shared', errorFacts(error))
      await turn.whisper(toCopy(shared.card, say.notShared))
    }
  }

  /** Only where the person is too: nobody speaks through us into a room that is closed to them. */
  async #placeFor(turn: Turn, name: string): Promise<Conversation | undefined> {
    const place = await turn.find(name)
    if (!place || place.scope === 'personal') return undefined
    const people = await turn.people(place)
    return people.some(({person}) => person.id === turn.activity.from.id) ? place : undefined
  }

  /** What the value of a button stands for, if it still is the person's last result. */
  async #shared({from, value}: Press | Submission): Promise<Shared> {
    const {survey: name, run: id, language} = checkPressOf(value)
    const {surveys, runs} = this.#parts
    const survey = surveys.find(name, 'check')
    const kept = survey && (await runs.result(from, name))
    if (!survey || kept?.last.run !== id || kept.last.edition !== survey.edition) return {survey}
    const origin = (await runs.find(from, name))?.origin
    const card = sharedCard(survey, kept.last, language)
    return origin ? {survey, card, origin} : {survey, card}
  }
}

/** `card` is missing where the result is no longer the last one. */
interface Shared {
  readonly survey: Survey | undefined
  readonly card?: Card
  readonly origin?: Conversation
}

function formOf(value: string, card: Card, hasOrigin: boolean): Form {
  const {language} = card
  const say = phrases[language]
  const lines = cardText(card)
    .split('\n')
    .filter(line => line !== '')
  return {
    action: checkActions.send,
    value,
    title: say.shareTitle,
    submit: say.send,
    cancel: say.cancel,
    prose: [paragraph(say.shareWhat), {kind: 'list', ordered: false, items: lines.map(line => [text(line)])}],
    inputs: [
      {
        kind: 'text',
        id: 'channel',
        label: say.shareWhere,
        hint: hasOrigin ? say.shareHere : say.shareWhereHint,
        multiline: false,
        required: !hasOrigin,
        most: longestName,
      },
    ],
    language,
  }
}

/** The text to copy stands below: what a person wanted to show is not lost. */
function toCopy(card: Card, why: string): Card {
  const quoted = cardText(card)
    .split('\n\n')
    .map(part => ({kind: 'quote' as const, spans: [text(part)]}))
  return {language: card.language, blocks: [paragraph(why), ...quoted]}
}

function overCard(survey: Survey | undefined, language: 'en' | 'zh'): Card {
  const say = phrases[language]
  return survey ? beginCard(survey, language, say.over) : {language, blocks: [paragraph(say.over)]}
}
