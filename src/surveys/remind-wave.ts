// JOBS: the one reminder to everybody who is invited, and the question to the owner what was done.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Task} from '../schedule/agenda.ts'
import type {Job} from '../schedule/scheduler.ts'
import {reminderCard} from './pulse-card.ts'
import {nextCard} from './pulse-owner-card.ts'
import type {PulseParts} from './pulse-parts.ts'
import {nextOpening, pulseJobs, waveTaskOf} from './wave-times.ts'

/** Reminds all, since whom to leave out would tell who has answered. */
export class RemindWave implements Job {
  readonly name = pulseJobs.remind
  readonly #parts: PulseParts

  /** @param parts what it works with */
  constructor(parts: PulseParts) {
    this.#parts = parts
  }

  async run(task: Task): Promise<void> {
    const {waves, invitations, mailing, now} = this.#parts
    const wish = waveTaskOf(task)
    const wave = await waves.get(wish, wish.wave)
    if (wave?.state !== 'open' || now() >= wave.closesAt) return
    const series = await waves.series(wave, wave.series)
    if (!series) return
    await mailing.toAll(invitations.everybody(wave), {wave, kind: 'reminder', card: reminderCard({series, wave})})
  }
}

/** Asks the owner before the next wave what was done, where that was not said yet. */
export class AskOwner implements Job {
  readonly name = pulseJobs.ask
  readonly #parts: PulseParts

  /** @param parts what it works with */
  constructor(parts: PulseParts) {
    this.#parts = parts
  }

  async run(task: Task): Promise<void> {
    const {waves, mailing} = this.#parts
    const wish = waveTaskOf(task)
    const wave = await waves.get(wish, wish.wave)
    const series = wave && (await waves.series(wave, wave.series))
    const next = series && nextOpening(series, wave)
    if (!wave || !series || next === undefined || series.done !== '') return
    await mailing.toPerson(series.owner.id, {wave, kind: 'ask', card: nextCard({series, wave}, next)})
    await mailing.forget(wave)
  }
}
