// SlackCalls that records: what was asked of Slack, and whatever a test wants it to answer.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Payload} from '../../../adapters/slack/payload.ts'
import type {SlackCalls} from '../../../adapters/slack/slack-calls.ts'
import {SlackFault} from '../../../adapters/slack/slack-calls.ts'

/** One call. */
export interface RecordedCall {
  readonly tenant: string
  readonly method: string
  readonly args: Payload
}

/** Slack as a list of calls and answers. */
export class RecordedCalls implements SlackCalls {
  readonly made: RecordedCall[] = []
  /** What a method answers: a fixed answer, or one that is made from its arguments. */
  readonly answers: Record<string, Payload | ((args: Payload) => Payload)> = {}
  /** Why a method is refused. */
  readonly refusals: Record<string, string> = {}

  async call(tenant: string, method: string, args: Payload): Promise<Payload> {
    this.#note(tenant, method, args)
    const answer = this.answers[method]
    return typeof answer === 'function' ? answer(args) : (answer ?? {ok: true})
  }

  async respond(url: string, message: Payload): Promise<void> {
    this.#note('', 'respond', {url, ...message})
  }

  async upload(url: string, text: string): Promise<void> {
    this.#note('', 'upload', {url, text})
  }

  /** The arguments of all calls of a method, without those that are not set. */
  of(method: string): Payload[] {
    const calls = this.made.filter(call => call.method === method)
    return calls.map(({args}) => Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined)))
  }

  #note(tenant: string, method: string, args: Payload): void {
    this.made.push({tenant, method, args})
    const reason = this.refusals[method]
    if (reason !== undefined) throw new SlackFault({kind: 'refused', reason}, method)
  }
}
