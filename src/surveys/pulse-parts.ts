// What the handlers and jobs of a pulse work with, assembled once.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {AuditLog} from '../audit.ts'
import type {Platform} from '../chat/platform.ts'
import type {Keep} from '../keep.ts'
import type {Log} from '../log.ts'
import type {Policy, Roles} from '../roles.ts'
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

/** What an organisation may settle about pulses. */
export interface PulseSettings {
  /** Who may start one. */
  readonly launch: Policy
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
  readonly roles: Roles
  readonly keep: Keep
  readonly audit: AuditLog
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
  const {store, settings, keep} = sources
  const seals = new Seals(store)
  return {
    ...sources,
    minimums: minimumsOf(settings.minimums),
    waves: new WaveBook(store, keep),
    invitations: new Invitations(store, seals),
    responses: new Responses(store, seals),
    mailing: new Mailing({...sources, seals}),
  }
}
