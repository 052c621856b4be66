// HANDLER: leads a person through a check, one question at a time on one message.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Press} from '../chat/activity.ts'
import type {Card} from '../chat/card.ts'
import {note, paragraph} from '../chat/card.ts'
import type {Conversation, MessageRef} from '../chat/conversation.ts'
import type {Handler, Turn} from '../chat/turn.ts'
import type {Language} from '../knowledge/passage.ts'
import type {Log} from '../log.ts'
import {errorFacts} from '../log.ts'
import type {CheckPress} from './check-actions.ts'
import {checkActions, checkPressOf} from './check-actions.ts'
import {beginCard, checksCard, questionCard, stoppedCard} from './check-card.ts'
import type {CheckResults} from './check-results.ts'
import {checkWishOf} from './check-wish.ts'
import type {Survey} from './definition.ts'
import {phrases} from './phrases.ts'
import type {Run} from './run.ts'
import {beginRun, isComplete, isOutdated} from './run.ts'
import type {RunBook} from './run-book.ts'
import type {Surveys} from './surveys.ts'

/** What the handler works with. */
export interface TakeCheckParts {
  readonly surveys: Surveys
  readonly runs: RunBook
  readonly results: CheckResults
  readonly log: Log
  readonly newId: () => string
}

/** Begins checks and takes the taps on their questions; a tap that does not belong to this moment changes nothing. */
export class TakeCheck implements Handler {
  readonly name = 'take-check'
  readonly #parts: TakeCheckParts

  /** @param parts what it works with */
  constructor(parts: TakeCheckParts) {
    this.#parts = parts
  }

  async handle(turn: Turn): Promise<boolean> {
    const {activity} = turn
    const checks = this.#parts.surveys.all('check')
    const wish = checkWishOf(activity, checks)
    if (!wish) return activity.kind === 'press' && this.#press(turn, activity)
    const {kind, language} = wish
    if (kind === 'begin') await this.#begin(turn, wish.survey, language)
    else if (kind === 'result') await this.#result(turn, wish.survey, language)
    else await turn.answer(checksCard(checks, language, wish.unknown ? phrases[language].unknownCheck : undefined))
    return true
  }

  async #press(turn: Turn, press: Press): Promise<boolean> {
    const pressed = checkPressOf(press.value)
    const survey = this.#parts.surveys.find(pressed.survey, 'check')
    switch (press.action) {
      case checkActions.tap:
      case checkActions.goOn:
      case checkActions.stop:
      case checkActions.anew:
        break
      default:
        return false
    }
    if (survey) await this.#go({turn, press, pressed, survey})
    else
      await turn.update(
        press.message,
        checksCard(this.#parts.surveys.all('check'), pressed.language, phrases[pressed.language].unknownCheck),
      )
    return true
  }

  async #go({turn, press, pressed, survey}: Pressed): Promise<void> {
    const {runs, newId} = this.#parts
    if (press.action === checkActions.anew) {
      const origin = (await runs.find(press.from, survey.name))?.origin
      const run = beginRun(survey, {id: newId(), language: pressed.language, ...(origin ? {origin} : {})})
      await runs.replace(press.from, survey, {...run, message: press.message})
      return this.#show(turn, press.message, questionCard({survey, run, resumed: false, hasResult: false}))
    }
    const run =
      press.action === checkActions.tap
        ? await runs.tap(press.from, survey, pressed, pressed.tap)
        : await runs.find(press.from, survey.name)
    await this.#show(turn, press.message, await this.#cardOf(survey, run, {press, pressed}))
  }

  /** What a card has to show now, whatever it showed when it was pressed. */
  async #cardOf(
    survey: Survey,
    run: Run | undefined,
    {press, pressed}: Pick<Pressed, 'press' | 'pressed'>,
  ): Promise<Card> {
    const say = phrases[pressed.language]
    const {results, runs} = this.#parts
    if (run?.id !== pressed.run) return beginCard(survey, pressed.language, say.over)
    if (isOutdated(run, survey)) return beginCard(survey, pressed.language, say.changed)
    if (isComplete(run, survey))
      return results.cardOf(press.from, survey, run.language, await runs.keep(press.from, survey, run))
    if (press.action === checkActions.stop) return stoppedCard(survey, run)
    return questionCard({survey, run, resumed: press.action === checkActions.goOn, hasResult: false})
  }

  async #begin(turn: Turn, survey: Survey, language: Language): Promise<void> {
    const {conversation, from} = turn.activity
    const alone = conversation.scope === 'personal' || conversation.scope === 'home'
    const place = alone ? conversation : await turn.direct(from)
    if (!place) {
      await turn.whisper({language, blocks: [paragraph(phrases[language].cannotWriteToYou)]})
      return
    }
    const {runs} = this.#parts
    const fresh = beginRun(survey, {id: this.#parts.newId(), language, ...(alone ? {} : {origin: conversation})})
    const run = await runs.begin(from, survey, fresh)
    const hasResult = run.at === 0 && (await runs.result(from, survey.name)) !== undefined
    const card = questionCard({survey, run, resumed: run.id !== fresh.id, hasResult})
    await this.#retire(turn, run)
    const message = await (alone ? turn.reply(card) : turn.send(place, card))
    if (!alone) await turn.whisper({language, blocks: [note(phrases[language].sentToYou)]})
    await runs.shownBy(from, survey.name, run.id, message)
  }

  /** One message shows a run: the one that showed it before says so, and first, since some places show things once. */
  async #retire(turn: Turn, {message, language}: Run): Promise<void> {
    if (!message) return
    try {
      await turn.update(message, {language, blocks: [note(phrases[language].elsewhere)]})
    } catch (error) {
      this.#parts.log.debug('an earlier card of a check could not be changed', errorFacts(error))
    }
  }

  async #result(turn: Turn, survey: Survey, language: Language): Promise<void> {
    const card = await this.#parts.results.lastOf(turn.activity.from, survey, language)
    const {conversation, from} = turn.activity
    const alone = conversation.scope === 'personal' || conversation.scope === 'home'
    if (alone) await turn.reply(card)
    else await this.#inPrivate(turn, await turn.direct(from), card)
  }

  async #inPrivate(turn: Turn, place: Conversation | undefined, card: Card): Promise<void> {
    const say = phrases[card.language]
    if (place) await turn.send(place, card)
    await turn.whisper({language: card.language, blocks: [note(place ? say.sentToYou : say.cannotWriteToYou)]})
  }

  /** Where the message is gone, the card comes as a new one. */
  async #show(turn: Turn, message: MessageRef, card: Card): Promise<void> {
    try {
      await turn.update(message, card)
    } catch (error) {
      this.#parts.log.debug('a card of a check could not be changed', errorFacts(error))
      await turn.reply(card)
    }
  }
}

interface Pressed {
  readonly turn: Turn
  readonly press: Press
  readonly pressed: CheckPress
  readonly survey: Survey
}
