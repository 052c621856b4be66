// HANDLER: gives the published table, and lets the owner close a wave, say what was done, and end a series.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Press, Submission} from '../chat/activity.ts'
import {paragraph} from '../chat/card.ts'
import type {Handler, Turn} from '../chat/turn.ts'
import type {Language} from '../knowledge/passage.ts'
import {pulseActions, pulsePressed} from './pulse-actions.ts'
import {sentenceCard} from './pulse-card.ts'
import {doneField, doneForm} from './pulse-owner-card.ts'
import type {PulseParts} from './pulse-parts.ts'
import {pulsePhrases} from './pulse-phrases.ts'
import {resultTable} from './pulse-result-card.ts'
import type {Series, Wave} from './wave.ts'
import {grace, planFor, pulseJobs} from './wave-times.ts'

/** A series, and the wave that a button speaks of. */
interface Owned {
  readonly series: Series
  readonly wave: Wave
}

/** What owners can do is only about when; none of it shows them more than everybody sees. */
export class Report implements Handler {
  readonly name = 'pulse'
  readonly #parts: PulseParts

  /** @param parts what it works with */
  constructor(parts: PulseParts) {
    this.#parts = parts
  }

  async handle(turn: Turn): Promise<boolean> {
    const {activity} = turn
    if (activity.kind === 'submission' && activity.action === pulseActions.told) await this.#told(turn, activity)
    else if (activity.kind !== 'press') return false
    else if (activity.action === pulseActions.table) await this.#table(turn, activity)
    else if (activity.action === pulseActions.close) await this.#owned(turn, activity, each => this.#close(turn, each))
    else if (activity.action === pulseActions.tell) await this.#owned(turn, activity, each => this.#tell(turn, each))
    else if (activity.action === pulseActions.stop) await this.#owned(turn, activity, each => this.#stop(turn, each))
    else return false
    return true
  }

  /** The same table for whoever presses, and there is no other. */
  async #table(turn: Turn, {from, value}: Press): Promise<void> {
    const {id, language} = pulsePressed(value)
    const {waves, minimums} = this.#parts
    const wave = await waves.get(from, id)
    const history = wave ? await waves.outcomes(wave, wave.series, wave.number) : []
    const outcome = wave && (await waves.outcome(wave, wave.series, wave.number))
    const say = pulsePhrases[language].results
    // There is an outcome only once the wave has closed; whoever has the button has the same numbers already.
    if (!wave || !outcome?.results) return turn.whisper(sentenceCard(say.gone, language))
    const table = resultTable({wave, outcome, history, minimum: minimums.score, language, inChannel: false})
    await turn.whisper({language, blocks: [paragraph(say.tableFor(outcome.day)), table]})
  }

  async #close(turn: Turn, {series, wave}: Owned): Promise<void> {
    const {waves, agenda, audit, now} = this.#parts
    const {language} = series
    const say = pulsePhrases[language]
    if (wave.state !== 'open' || now() >= wave.closesAt) return turn.whisper(sentenceCard(say.vote.over, language))
    await audit.note('pulse-closed', turn.activity.from, {at: turn.activity.conversation, about: wave.id})
    const closed = await waves.change(wave, old => ({...old, closesAt: Math.min(old.closesAt, now())}))
    await planFor(agenda, 'close', closed, closed.closesAt + grace)
    await turn.whisper(sentenceCard(say.owner.closing, language))
  }

  async #tell(turn: Turn, {series, wave}: Owned): Promise<void> {
    await turn.open(doneForm(wave.id, series.done, series.language))
  }

  async #told(turn: Turn, submission: Submission): Promise<void> {
    await this.#owned(turn, submission, async ({series}) => {
      const done = (submission.values[doneField.id] ?? '').trim().slice(0, doneField.most)
      await this.#parts.waves.changeSeries(series, old => ({...old, done}))
      await turn.whisper(sentenceCard(pulsePhrases[series.language].owner.thanks, series.language))
    })
  }

  async #stop(turn: Turn, {series, wave}: Owned): Promise<void> {
    const {waves, agenda, audit} = this.#parts
    await audit.note('pulse-ended', turn.activity.from, {at: turn.activity.conversation, about: series.id})
    // While a wave is open its groups are needed; its close forgets them.
    if (wave.state === 'closed') await waves.endSeries(series)
    else await waves.changeSeries(series, old => ({...old, state: 'ended'}))
    await agenda.cancel(pulseJobs.open, series.id)
    await agenda.cancel(pulseJobs.ask, wave.id)
    await turn.whisper(sentenceCard(pulsePhrases[series.language].owner.stopped, series.language))
  }

  async #owned(turn: Turn, {from, value}: Press | Submission, use: (owned: Owned) => Promise<void>): Promise<void> {
    const {id, language} = pulsePressed(value)
    const {waves} = this.#parts
    const wave = await waves.get(from, id)
    const series = wave && (await waves.series(wave, wave.series))
    if (wave && series?.owner.id === from.id) await use({wave, series})
    else await this.#refuse(turn, language)
  }

  #refuse(turn: Turn, language: Language): Promise<void> {
    return turn.whisper(sentenceCard(pulsePhrases[language].owner.notYours, language))
  }
}
