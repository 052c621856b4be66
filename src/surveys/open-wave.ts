// JOB: opens a wave: writes down who is invited, makes its secret, and sends the invitations.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Platform} from '../chat/platform.ts'
import type {Task} from '../schedule/agenda.ts'
import type {Job} from '../schedule/scheduler.ts'
import {awaitPlatform, besides, canBeInvited, inviteesOf, leastInvited, platformOf} from './audience.ts'
import type {Survey} from './definition.ts'
import {channelCard, invitationCard, runningCard, sentenceCard} from './pulse-card.ts'
import type {PulseParts} from './pulse-parts.ts'
import {pulsePhrases} from './pulse-phrases.ts'
import type {Series, Statement, Wave} from './wave.ts'
import type {OpenTask} from './wave-times.ts'
import {
  closingOf,
  grace,
  nextOpening,
  openTaskOf,
  planFor,
  planOpening,
  pulseJobs,
  reminderOf,
  waveId,
} from './wave-times.ts'

/** Opens waves, the first of a series and those that follow by themselves. */
export class OpenWave implements Job {
  readonly name = pulseJobs.open
  readonly #parts: PulseParts

  /** @param parts what it works with */
  constructor(parts: PulseParts) {
    this.#parts = parts
  }

  async run(task: Task): Promise<void> {
    const wish = openTaskOf(task)
    const series = await this.#parts.waves.series(wish, wish.series)
    const platform = platformOf(this.#parts.platforms, wish)
    if (!series || series.state === 'ended') return
    if (!platform) return awaitPlatform(task, wish, this.#parts.now())
    const wave = await this.#wave(series, wish)
    if (!wave) return this.#ended(series, pulsePhrases[series.language].owner.noSurvey, platform)
    const opened = wave.state === 'planned' ? await this.#open(series, wave, platform) : wave
    if (opened?.state === 'open') await this.#send(series, opened)
  }

  /** The wave of this number, as it was begun before or anew; undefined where there is nothing left to ask. */
  async #wave(series: Series, {number, closesAt}: OpenTask): Promise<Wave | undefined> {
    const {waves, surveys, now} = this.#parts
    const id = waveId(series.id, number)
    const known = await waves.get(series, id)
    if (known) return known
    const survey = surveys.find(series.survey, 'pulse')
    if (!survey) return undefined
    const {platform, tenant} = series
    const wave: Wave = {
      ...{platform, tenant, id, series: series.id, number, state: 'planned'},
      ...{opensAt: now(), closesAt: closesAt ?? closingOf(series, now())},
      ...askedIn(survey, series.words),
    }
    await waves.plan(wave)
    return (await waves.get(series, id)) ?? wave
  }

  /** Undefined where it cannot open; then its owner has been told. */
  async #open(series: Series, wave: Wave, platform: Platform): Promise<Wave | undefined> {
    const {waves, invitations, responses, minimums} = this.#parts
    const say = pulsePhrases[series.language].owner
    const [owner] = await platform.people(series.owner)
    // Nobody is left who could be asked about it, or end it: the series ends with its owner.
    if (!owner || !canBeInvited(owner)) return this.#ended(series, '', platform)
    const invitees = await inviteesOf(platform, series, series.audience)
    const least = leastInvited(minimums)
    const enough = besides(series.owner, invitees) >= least
    if (!enough) {
      const reason = invitees.people.length === 0 ? say.unseen : say.few(besides(series.owner, invitees), least)
      return this.#skip(series, wave, reason)
    }
    await responses.begin(wave)
    await invitations.invite(
      wave,
      invitees.people.map(({id}) => ({person: id, group: groupOf(series, id)})),
    )
    await waves.changeSeries(series, old => ({...old, waves: Math.max(old.waves, wave.number)}))
    return waves.change(wave, old => (old.state === 'planned' ? {...old, state: 'open'} : old))
  }

  /** What ends it is planned first: a wave that is open must close, whatever happens to the messages. */
  async #send(series: Series, wave: Wave): Promise<void> {
    const {agenda, mailing, invitations, minimums} = this.#parts
    const reminder = reminderOf(series, wave)
    await planFor(agenda, 'close', wave, wave.closesAt + grace)
    if (reminder !== undefined) await planFor(agenda, 'remind', wave, reminder)
    const asked = {series, wave}
    await mailing.toAll(invitations.everybody(wave), {wave, kind: 'invitation', card: invitationCard(asked, minimums)})
    const {audience} = series
    if (audience.kind === 'channel') {
      await mailing.toChannel(audience.channel, {wave, kind: 'invitation', card: channelCard(asked)})
    }
    await mailing.toPerson(series.owner.id, {wave, kind: 'running', card: runningCard(asked)})
  }

  /** This time there were too few; the next time there may be more. */
  async #skip(series: Series, wave: Wave, reason: string): Promise<undefined> {
    const {waves, mailing, agenda} = this.#parts
    await mailing.toPerson(series.owner.id, {wave, kind: 'trouble', card: sentenceCard(reason, series.language)})
    const next = nextOpening(series, wave)
    const {platform, tenant, id} = series
    if (next !== undefined) {
      await planOpening(agenda, next, {platform, tenant, series: id, number: wave.number + 1})
    }
    await mailing.forget(wave)
    await waves.change(wave, old => ({...old, state: 'closed'}))
  }

  async #ended(series: Series, reason: string, platform: Platform): Promise<undefined> {
    const {waves, log} = this.#parts
    log.info('a series of pulses has ended', {reason: reason === '' ? 'its owner has left' : 'its survey is gone'})
    await waves.endSeries(series)
    const to = reason === '' ? undefined : await platform.place(series.owner)
    if (to) await platform.send(to, sentenceCard(reason, series.language))
  }
}

/** What a survey asks, as it stands now. */
export function askedIn(survey: Survey, words: boolean): Pick<Wave, 'statements' | 'scale' | 'comment'> {
  const areas = new Map(survey.areas.map(area => [area.id, area]))
  const statements = survey.questions.map(({id, text, area = ''}): Statement => {
    const {title, read} = areas.get(area) ?? {title: text, read: ''}
    return {id, text, area: title, read}
  })
  const options = survey.questions[0]?.options ?? []
  return {statements, scale: {options, unsure: survey.unsure}, comment: words ? survey.comment : undefined}
}

function groupOf({groups}: Series, person: string): string {
  return groups.find(({people}) => people.includes(person))?.name ?? ''
}
