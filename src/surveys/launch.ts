// HANDLER: sets a pulse up: form, preview, and only after that the invitations.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Activity, Press, Submission} from '../chat/activity.ts'
import type {Handler, Turn} from '../chat/turn.ts'
import type {Language} from '../knowledge/passage.ts'
import {platformOf, topOf} from './audience.ts'
import {dayIn, isZone, workingDaysAfter} from './calendar.ts'
import type {Draft, Ready} from './launch-draft.ts'
import {DraftBook, draftLimits, peopleIn, readyOf} from './launch-draft.ts'
import type {Shown} from './launch-form.ts'
import {groupsForm, offerCard, previewCard, problemsCard, setUpForm} from './launch-form.ts'
import {askedIn} from './open-wave.ts'
import {pulseActions, pulsePressed} from './pulse-actions.ts'
import {sentenceCard} from './pulse-card.ts'
import type {PulseParts} from './pulse-parts.ts'
import {pulsePhrases} from './pulse-phrases.ts'
import type {Group} from './wave.ts'
import {planOpening} from './wave-times.ts'

/** For how many working days a pulse is open where nothing else is chosen. */
const usualDays = 5

/** A moment for which nobody waits, in milliseconds. */
const later = 60_000

/** Launches pulses. Whoever presses a button of a draft that is not theirs is told that it is gone. */
export class Launch implements Handler {
  readonly name = 'pulse'
  readonly #parts: PulseParts
  readonly #drafts: DraftBook

  /** @param parts what it works with */
  constructor(parts: PulseParts) {
    this.#parts = parts
    this.#drafts = new DraftBook(parts.store)
  }

  async handle(turn: Turn): Promise<boolean> {
    const {activity} = turn
    const wished = languageOfWish(activity)
    if (wished !== undefined) await this.#offer(turn, wished)
    else if (activity.kind === 'press') return this.#pressed(turn, activity)
    else if (activity.kind !== 'submission') return false
    else if (activity.action === pulseActions.setUp) await this.#setUp(turn, activity)
    else if (activity.action === pulseActions.grouped) await this.#grouped(turn, activity)
    else return false
    return true
  }

  /** Where nobody else can be asked, that is said at once, and not after a form. */
  async #offer(turn: Turn, language: Language): Promise<void> {
    const alone = (await turn.profile())?.alone === true
    await turn.answer(alone ? sentenceCard(pulsePhrases[language].alone, language) : offerCard(language))
  }

  async #pressed(turn: Turn, {action, value}: Press): Promise<boolean> {
    const {id, language} = pulsePressed(value)
    if (action === pulseActions.start) await this.#start(turn, language)
    else if (action === pulseActions.change) await this.#withDraft(turn, value, draft => this.#change(turn, draft))
    else if (action === pulseActions.groups)
      await this.#withDraft(turn, value, draft => turn.open(groupsForm(draft, this.#parts.minimums)))
    else if (action === pulseActions.discard) await this.#withDraft(turn, value, draft => this.#discard(turn, draft))
    else if (action === pulseActions.send) await this.#send(turn, id, language)
    else return false
    return true
  }

  async #start(turn: Turn, language: Language): Promise<void> {
    if (!(await this.#may(turn, language))) return
    const {surveys, minimums, newId, now} = this.#parts
    const [first] = surveys.all('pulse')
    if (!first) return turn.whisper(sentenceCard(pulsePhrases[language].noPulses, language))
    const known = (await turn.profile())?.zone ?? ''
    const zone = isZone(known) ? known : 'UTC'
    const inChannel = channelOf(turn.activity) !== undefined
    const say = pulsePhrases[language].form
    const shown: Shown = {
      ...{audience: inChannel ? 'channel' : 'people', survey: first.name, rhythm: 'once', zone},
      closes: workingDaysAfter(dayIn(zone, now()), usualDays),
      ...{asker: say.askerAtFirst, why: say.whyAtFirst},
    }
    await turn.open(setUpForm({id: newId(), shown, inChannel}, {surveys, minimums}, language))
  }

  async #change(turn: Turn, {id, values, channel, language}: Draft): Promise<void> {
    await turn.open(setUpForm({id, shown: values, inChannel: channel !== undefined}, this.#parts, language))
  }

  async #setUp(turn: Turn, submission: Submission): Promise<void> {
    const {id, language} = pulsePressed(submission.value)
    if (!(await this.#may(turn, language))) return
    const before = await this.#drafts.get(submission.from, id)
    const channel = before?.channel ?? channelOf(submission)
    const draft: Draft = {
      ...{id, owner: submission.from, language, values: submission.values, groups: before?.groups ?? []},
      ...(channel ? {channel} : {}),
    }
    await this.#drafts.put(draft)
    await this.#preview(turn, draft)
  }

  async #grouped(turn: Turn, {value, values}: Submission): Promise<void> {
    await this.#withDraft(turn, value, async draft => {
      const changed = {...draft, groups: groupsIn(values)}
      await this.#drafts.put(changed)
      await this.#preview(turn, changed)
    })
  }

  async #preview(turn: Turn, draft: Draft): Promise<void> {
    const ready = await this.#ready(draft)
    const survey = 'series' in ready ? this.#parts.surveys.find(ready.series.survey, 'pulse') : undefined
    if ('problems' in ready || !survey) {
      return turn.whisper(problemsCard('problems' in ready ? ready.problems : [], draft))
    }
    await turn.whisper(previewCard(ready, askedIn(survey, ready.series.words), this.#parts.minimums))
  }

  /** A second press finds the series there, and says so; it opens nothing twice, since a series has one first wave. */
  async #send(turn: Turn, id: string, language: Language): Promise<void> {
    const {waves, agenda, audit, now} = this.#parts
    const {from} = turn.activity
    const say = pulsePhrases[language]
    if ((await waves.series(from, id))?.owner.id === from.id)
      return turn.whisper(sentenceCard(say.preview.sent, language))
    if (!(await this.#may(turn, language))) return
    await this.#withDraft(turn, `${id} ${language}`, async draft => {
      const ready = await this.#ready(draft)
      if ('problems' in ready) return turn.whisper(problemsCard(ready.problems, draft))
      const {series, closesAt, invitees} = ready
      const {platform, tenant} = series
      const opening = {platform, tenant, series: id, number: 1, closesAt}
      await audit.note('pulse-launched', from, {at: turn.activity.conversation, about: id})
      // Once for later, in case that this process dies between the next two lines: the series would never open.
      await planOpening(agenda, now() + later, opening)
      await waves.begin(series)
      await planOpening(agenda, now(), opening)
      await this.#drafts.delete(draft)
      await turn.whisper(sentenceCard(say.preview.sending(invitees.people.length), language))
    })
  }

  async #discard(turn: Turn, draft: Draft): Promise<void> {
    await this.#drafts.delete(draft)
    await turn.whisper(sentenceCard(pulsePhrases[draft.language].preview.discarded, draft.language))
  }

  async #ready(draft: Draft): Promise<Ready | {readonly problems: readonly string[]}> {
    const {platforms, surveys, minimums, now} = this.#parts
    const platform = platformOf(platforms, draft.owner)
    if (!platform) return {problems: [pulsePhrases[draft.language].problems.gone]}
    return readyOf(draft, {platform, surveys, minimums, now: now()})
  }

  async #withDraft(turn: Turn, value: string, use: (draft: Draft) => Promise<void>): Promise<void> {
    const {id, language} = pulsePressed(value)
    const draft = await this.#drafts.get(turn.activity.from, id)
    if (draft) await use(draft)
    else await turn.whisper(sentenceCard(pulsePhrases[language].problems.gone, language))
  }

  /** Whether the person may start a pulse; else they are told. */
  async #may(turn: Turn, language: Language): Promise<boolean> {
    // Where nobody else can be told apart, no form that would be refused in the end.
    const isAlone = (await turn.profile())?.alone === true
    const verdict = isAlone ? 'alone' : await this.#parts.roles.verdict(turn, 'launch-pulse')
    if (verdict === 'yes') return true
    const {alone, membersOnly, adminsOnly, leadsOnly} = pulsePhrases[language]
    const why = {alone, members: membersOnly, admins: adminsOnly, leads: leadsOnly}[verdict]
    await turn.whisper(sentenceCard(why, language))
    return false
  }
}

/** The language in which somebody wants a pulse; undefined where nobody does. */
function languageOfWish(activity: Activity): Language | undefined {
  if (activity.kind === 'command' && activity.name === 'pulse') return 'en'
  if (activity.kind !== 'message' || !activity.addressed) return undefined
  const words = activity.text.trim()
  const start =
    /^(?:please )?(?:start|launch|set up|run|begin|take)? ?(?:a |an |the |our )?(?:team )?pulse(?: check| survey)?[.!]*$/i
  if (start.test(words)) return 'en'
  return /^(?:请)?(?:发起|开始|启动)?(?:一次)?团队脉搏(?:调查)?[。！!]*$/.test(words) ? 'zh' : undefined
}

function channelOf({conversation}: Activity): ReturnType<typeof topOf> | undefined {
  const {scope} = conversation
  return scope === 'channel' || scope === 'group' ? topOf(conversation) : undefined
}

function groupsIn(values: Submission['values']): Group[] {
  return Array.from({length: draftLimits.groups}, (_, i) => ({
    name: (values[`name${i}`] ?? '').trim().slice(0, draftLimits.groupName),
    people: peopleIn(values[`people${i}`]),
  })).filter(({name, people}) => name !== '' || people.length > 0)
}
