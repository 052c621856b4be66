// What the handlers and jobs of a pulse work with, assembled once.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Platform} from '../chat/platform.ts'
import type {Log} from '../log.ts'
import type {Agenda} from '../schedule/agenda.ts'
import type {Timer} from '../schedule/timer.ts'
import type {Store} from '../store.ts'
import type {Minimums} from './anonymity.ts'
import {minimumsOf} from './anonymity.ts'
import {Invitations} from './invitations.ts'
import {Mailing} from './mailing.ts'
import {Responses} from './responses.ts'
import type {Surveys} from './surveys.ts'
import {WaveBook} from './wave.ts'
import {Seals} from './wave-seal.ts'

/**
 * Who may start a pulse: those who run the workspace; also whoever owns the channel that is asked, in it; or every full
 * member.
 */
export const launchers = ['admins', 'owners', 'members'] as const

/** What an organisation may settle about pulses. */
export interface PulseSettings {
  /** One of {@link launchers}. */
  readonly launch: (typeof launchers)[number]
  /** How many answers anything needs; fewer than the least is as if it said nothing. */
  readonly minimums: Partial<Minimums>
}

/** The settings where nothing else was said. */
export const defaultPulseSettings: PulseSettings = {launch: 'members', minimums: {}}

/** Where the statements come from. */
export type PulseSurveys = Pick<Surveys, 'all' | 'find'>

/** What the parts are assembled from. */
export interface PulseSources {
  readonly store: Store
  readonly agenda: Agenda
  readonly platforms: readonly Platform[]
  readonly surveys: PulseSurveys
  readonly settings: PulseSettings
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** A new id that nobody can guess. */
  readonly newId: () => string
  /** For the time within which an answer has to be stored. */
  readonly timer: Timer
}

/** What the handlers and jobs work with. */
export interface PulseParts extends PulseSources {
  readonly minimums: Minimums
  readonly waves: WaveBook
  readonly invitations: Invitations
  readonly responses: Responses
  readonly mailing: Mailing
}

/** Assembles the parts. */
export function pulseParts(sources: PulseSources): PulseParts {
  const {store, settings} = sources
  const seals = new Seals(store)
  return {
    ...sources,
    minimums: minimumsOf(settings.minimums),
    waves: new WaveBook(store),
    invitations: new Invitations(store, seals),
    responses: new Responses(store, seals),
    mailing: new Mailing({...sources, seals}),
  }
}
