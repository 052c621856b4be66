// The messages tab of the app: suggested prompts, a status while the counselor looks, and titles of threads.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Activity} from '../../src/chat/activity.ts'
import type {Log} from '../../src/log.ts'
import {shorten} from './cut-text.ts'
import type {Payload} from './payload.ts'
import {partOf, tenantOf, textOf} from './payload.ts'
import type {SlackCalls} from './slack-calls.ts'
import {SlackFault} from './slack-calls.ts'

/** What the tab works with. */
export interface AgentTabParts {
  readonly calls: SlackCalls
  readonly log: Log
  /** Questions that are offered when somebody opens the tab. */
  readonly prompts: readonly string[]
}

/** The most prompts; docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts. */
const mostPrompts = 4

/** The longest prompt and title that are shown, in characters; ours. */
const promptText = 75
const titleText = 60

/** How many threads are remembered that have a title. */
const keptTitles = 5_000

/** Why there is no use in asking again: the workspace has not got this. */
const never: readonly string[] = [
  'missing_scope',
  'unknown_method',
  'not_allowed_token_type',
  'access_denied',
  'method_deprecated',
  'http-404',
]

const looking = 'Looking that up…'

/** What Slack shows round a conversation with us. Nothing here ever fails: it is pleasant, not needed. */
export class AgentTab {
  readonly #parts: AgentTabParts
  readonly #off = new Set<string>()
  readonly #titled = new Set<string>()

  /** @param parts the web API and what is offered */
  constructor(parts: AgentTabParts) {
    this.#parts = parts
  }

  /** Offers prompts where the event says that somebody opened the tab. */
  async greet(body: Payload): Promise<void> {
    const event = partOf(body, 'event')
    const tenant = tenantOf(body)
    if (event['type'] !== 'app_home_opened' || event['tab'] !== 'messages' || tenant === undefined) return
    const prompts = this.#parts.prompts.slice(0, mostPrompts)
    if (prompts.length === 0) return
    // Without a thread: for an agent, Slack drops prompts that name one.
    await this.#try(tenant, 'assistant.threads.setSuggestedPrompts', {
      channel_id: event['channel'],
      prompts: prompts.map(prompt => ({title: shorten(prompt, promptText), message: prompt})),
    })
  }

  /** Shows that the counselor looks something up, as long as the work runs, for messages in private. */
  async during(activity: Activity, body: Payload, work: () => Promise<void>): Promise<void> {
    const event = partOf(body, 'event')
    const {tenant, id, scope, thread} = activity.conversation
    const at = thread ?? textOf(event, 'ts')
    if (activity.kind !== 'message' || scope !== 'personal' || at === undefined) return work()
    const place = {channel_id: id, thread_ts: at}
    const shown = this.#try(tenant, 'assistant.threads.setStatus', {...place, status: looking})
    if (thread !== undefined) void this.#title(tenant, place, activity.text)
    try {
      await work()
    } finally {
      if (await shown) await this.#try(tenant, 'assistant.threads.setStatus', {...place, status: ''})
    }
  }

  async #title(tenant: string, place: {channel_id: string; thread_ts: string}, text: string): Promise<void> {
    const key = `${tenant} ${place.channel_id} ${place.thread_ts}`
    const line = text.replace(/\s+/g, ' ').trim()
    if (this.#titled.has(key) || line === '') return
    this.#titled.add(key)
    const [oldest] = this.#titled
    if (this.#titled.size > keptTitles && oldest !== undefined) this.#titled.delete(oldest)
    await this.#try(tenant, 'assistant.threads.setTitle', {...place, title: shorten(line, titleText)})
  }

  /** True where Slack took it. */
  async #try(tenant: string, method: string, args: Payload): Promise<boolean> {
    const key = `${tenant} ${method}`
    if (this.#off.has(key)) return false
    try {
      await this.#parts.calls.call(tenant, method, args)
      return true
    } catch (error) {
      const reason = error instanceof SlackFault ? error.reason : 'failed'
      if (never.includes(reason)) this.#off.add(key)
      this.#parts.log.debug('the messages tab could not be decorated', {method, reason})
      return false
    }
  }
}
