// JOB: closes a wave: adds up, erases answers and secret, publishes once, and plans the next one.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Task} from '../schedule/agenda.ts'
import type {Job} from '../schedule/scheduler.ts'
import {dayIn} from './calendar.ts'
import {nextCard} from './pulse-owner-card.ts'
import type {PulseParts} from './pulse-parts.ts'
import type {Concluded} from './pulse-result-card.ts'
import {resultCard} from './pulse-result-card.ts'
import {resultsOf} from './results.ts'
import {Tally} from './tally.ts'
import type {Outcome, Series, Wave} from './wave.ts'
import {wordingsOf} from './wave.ts'
import {askingOf, grace, nextOpening, planFor, planOpening, pulseJobs, waveTaskOf} from './wave-times.ts'

/** How long after the close everything is erased once more, in milliseconds. */
const sweepAfter = 3_600_000

/**
 * Closes waves. Each step may be done again, and finds what the one before it left: the outcome is kept before anything
 * is erased, and only once; what was erased stays erased; what was sent is not sent again.
 */
export class CloseWave implements Job {
  readonly name = pulseJobs.close
  readonly #parts: PulseParts

  /** @param parts what it works with */
  constructor(parts: PulseParts) {
    this.#parts = parts
  }

  async run(task: Task): Promise<void> {
    const {waves, responses, agenda, now} = this.#parts
    const wish = waveTaskOf(task)
    const wave = await waves.get(wish, wish.wave)
    if (!wave || wave.state === 'planned') return
    if (wave.state === 'closed') return this.#forget(wave)
    const series = await waves.series(wave, wave.series)
    if (!series) return
    if (now() < wave.closesAt) return planFor(agenda, 'close', wave, wave.closesAt + grace)
    await waves.change(wave, old => (old.state === 'open' ? {...old, state: 'closing'} : old))
    const outcome = await this.#outcome(wave, series)
    await planFor(agenda, 'sweep', wave, now() + sweepAfter)
    await responses.erase(wave)
    await this.#publish(wave, series, outcome)
    await this.#goOn(wave, series)
    // Before it is forgotten who was told: another run would tell them again.
    await waves.change(wave, old => ({...old, state: 'closed'}))
    await this.#forget(wave)
  }

  async #forget(wave: Wave): Promise<void> {
    await this.#parts.invitations.forget(wave)
    await this.#parts.mailing.forget(wave)
    await this.#parts.waves.dropForgotten(wave, wave.series)
  }

  /** Worked out once: another run may find only some of the answers, or none, but it finds this. */
  async #outcome(wave: Wave, series: Series): Promise<Outcome> {
    const {waves} = this.#parts
    const known = await waves.outcome(wave, series.id, wave.number)
    if (known) return known
    const results = await this.#results(wave, series)
    const outcome: Outcome = {
      day: dayIn(series.zone, wave.closesAt),
      ...(results ? {results} : {results: undefined}),
      wordings: wordingsOf(wave),
      done: series.done,
    }
    await waves.conclude(wave, outcome)
    return (await waves.outcome(wave, series.id, wave.number)) ?? outcome
  }

  async #results(wave: Wave, series: Series): Promise<Outcome['results']> {
    const {responses, minimums} = this.#parts
    const statements = wave.statements.map(({id}) => id)
    const groups = series.groups.length === 0 ? [''] : [...series.groups.map(({name}) => name), '']
    const tally = new Tally(statements, groups)
    for await (const {answer, group} of responses.all(wave)) tally.add(answer, groups.includes(group) ? group : '')
    return resultsOf(tally, {statements, groups, minimums})
  }

  /** In the channel, or where it is gone to everybody in private; the owner gets what all get. */
  async #publish(wave: Wave, series: Series, outcome: Outcome): Promise<void> {
    const {waves, invitations, mailing, minimums} = this.#parts
    const history = await waves.outcomes(wave, series.id, wave.number)
    const {language, audience, owner} = series
    const concluded: Concluded = {wave, outcome, history, minimum: minimums.score, language, inChannel: true}
    if (audience.kind === 'channel') {
      const letter = {wave, kind: 'results', card: resultCard(concluded)} as const
      if (await mailing.toChannel(audience.channel, letter)) return
    }
    const card = resultCard({...concluded, inChannel: false})
    await mailing.toAll(invitations.everybody(wave), {wave, kind: 'results', card})
    await mailing.toPerson(owner.id, {wave, kind: 'results', card})
  }

  async #goOn(wave: Wave, series: Series): Promise<void> {
    const {waves, agenda, mailing} = this.#parts
    const {platform, tenant, id} = series
    // What was said is told with these results; before the next ones it is asked anew.
    if (series.done !== '')
      await waves.changeSeries(series, old => (old.done === series.done ? {...old, done: ''} : old))
    const next = nextOpening(series, wave)
    if (next === undefined) {
      await waves.endSeries(series)
      return
    }
    await planOpening(agenda, next, {platform, tenant, series: id, number: wave.number + 1})
    await planFor(agenda, 'ask', wave, askingOf(series, next))
    await mailing.toPerson(series.owner.id, {wave, kind: 'next', card: nextCard({series, wave}, next)})
  }
}

/**
 * Erases once more: an answer whose process died between storing it and seeing that the wave had closed, and the notes
 * of messages that were still under way.
 */
export class SweepWave implements Job {
  readonly name = pulseJobs.sweep
  readonly #parts: PulseParts

  /** @param parts what it works with */
  constructor(parts: PulseParts) {
    this.#parts = parts
  }

  async run(task: Task): Promise<void> {
    const {waves, invitations, responses, mailing} = this.#parts
    const wish = waveTaskOf(task)
    const wave = await waves.get(wish, wish.wave)
    if (wave?.state !== 'closed') return
    await responses.erase(wave)
    await invitations.forget(wave)
    await mailing.forget(wave)
  }
}
