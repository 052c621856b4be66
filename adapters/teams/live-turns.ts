// What came in and is being answered: how Teams lets us answer it besides posting a message.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Activity} from '../../src/chat/activity.ts'
import type {Conversation} from '../../src/chat/conversation.ts'
import type {Payload} from './payload.ts'

/**
 * The way in which something came: `card` was pressed and may be replaced for whoever pressed, `dialog` and `extension`
 * may show a dialog, `thumb` is one that Teams draws, `message` gets no answer of its own.
 */
export type Way = 'card' | 'dialog' | 'extension' | 'thumb' | 'message'

/** The answer that an invoke gets as its body. */
export type Shown =
  | {readonly kind: 'dialog'; readonly title: string; readonly card: Payload}
  | {readonly kind: 'card'; readonly card: Payload}

/** An activity that is being answered. */
export interface LiveTurn {
  readonly activity: Activity
  readonly way: Way
  /** The message that was acted on, if it is one of ours. */
  readonly message: string | undefined
  /** What is shown in answer; the first that was set stays. */
  shown?: Shown
  /** True once the invoke was answered: then nothing can be shown any more. */
  over: boolean
}

/** The activities that are being answered. */
export class LiveTurns {
  readonly #running = new Set<LiveTurn>()

  /** Notes how an activity can be answered, while the work on it runs. */
  async during(turn: LiveTurn, work: () => Promise<void>): Promise<void> {
    this.#running.add(turn)
    try {
      await work()
    } finally {
      this.#running.delete(turn)
    }
  }

  /** The turn of this very activity, while it is being answered. */
  of(activity: Activity): LiveTurn | undefined {
    return this.#find(turn => turn.activity === activity)
  }

  /** The turn whose own conversation this is; undefined for the same place from elsewhere. */
  in(conversation: Conversation): LiveTurn | undefined {
    return this.#find(({activity}) => activity.conversation === conversation)
  }

  #find(fits: (turn: LiveTurn) => boolean): LiveTurn | undefined {
    for (const turn of this.#running) if (fits(turn)) return turn
    return undefined
  }
}

/** True where a dialog can be shown in answer. */
export function canShowDialog({way, over, shown}: LiveTurn): boolean {
  return (way === 'dialog' || way === 'extension') && !over && shown === undefined
}

/** True where the card that was pressed can be replaced in answer. */
export function canShowCard({way, over, shown}: LiveTurn): boolean {
  return way === 'card' && !over && shown === undefined
}
